"""Packages of npm, pinned -> the files of api/static/graphiql and the README that tells their hashes.

`python -m contrail.vendor` (or `make graphiql`) writes them anew; it needs npm, which nothing else here does.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "api" / "static" / "graphiql"
#: What is taken of each package: where it stands there, and what it is called here.
PACKAGES: Mapping[str, Mapping[str, str]] = {
    "graphiql@3.8.3": {
        "graphiql.min.js": "graphiql.min.js",
        "graphiql.min.css": "graphiql.min.css",
        "LICENSE": "LICENSE-graphiql",
    },
    "react@18.3.1": {"umd/react.production.min.js": "react.production.min.js", "LICENSE": "LICENSE-react"},
    "react-dom@18.3.1": {
        "umd/react-dom.production.min.js": "react-dom.production.min.js",
        "LICENSE": "LICENSE-react-dom",
    },
}
_README = """# GraphiQL, as published

These files are unchanged copies from npm, so that `/graphiql` works offline and loads nothing from elsewhere.
`start.js` is ours. `make graphiql` writes this folder anew from the versions pinned in `contrail/vendor.py`;
`tests/api/test_pages.py` compares the hashes.

| file | package | licence | SHA-256 |
|---|---|---|---|
"""


def main() -> int:
    """Fetch every package and write its files; answers the exit code."""
    rows = []
    for package, wanted in PACKAGES.items():
        for name, content in fetch(package, wanted).items():
            (FOLDER / name).write_bytes(content)
            rows.append(f"| `{name}` | {package} | MIT | `{hashlib.sha256(content).hexdigest()}` |")
    (FOLDER / "README.md").write_text(_README + "\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(f"wrote {len(rows)} files to {FOLDER}")
    return 0


def fetch(package: str, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The wanted files of a package, by their names here."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        found = {}
        with tarfile.open(archive) as packed:
            for name, here in wanted.items():
                member = packed.extractfile(f"package/{name}")
                if member is None:
                    raise FileNotFoundError(f"{package} holds no {name}")
                found[here] = member.read()
        return found


if __name__ == "__main__":
    sys.exit(main())
