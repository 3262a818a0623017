"""What schema/ declares -> the generated files: api/schema.graphql and schema/ontology.json.

`python -m contrail.generate` writes them; with `--check` it writes nothing and fails where one is not current.
"""

import argparse
import difflib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from api.root import build
from schema.discover import discover
from schema.export import describe
from schema.ontology import Ontology

REPOSITORY = Path(__file__).parent.parent
#: Lines of a difference that are shown.
_SHOWN = 40


def generate(ontology: Ontology) -> Mapping[str, str]:
    """The text of each generated file, by its path in the repository."""
    return {
        "api/schema.graphql": build(ontology).sdl,
        "schema/ontology.json": json.dumps(describe(ontology), indent=2, ensure_ascii=False) + "\n",
    }


def stale(root: Path, files: Mapping[str, str]) -> Mapping[str, str]:
    """The files under `root` that are not as they should be, each with the beginning of the difference."""
    differences = {}
    for name, wanted in files.items():
        path = root / name
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        if there != wanted:
            lines = difflib.unified_diff(
                there.splitlines(), wanted.splitlines(), name, f"{name} (current)", lineterm="", n=1
            )
            differences[name] = "\n".join(list(lines)[:_SHOWN])
    return differences


def main(arguments: Sequence[str] | None = None, root: Path = REPOSITORY) -> int:
    """Write the files, or check them. Answers the exit code: 1 where a file is not current."""
    parser = argparse.ArgumentParser(prog="python -m contrail.generate", description="Write the generated files.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not current")
    check = parser.parse_args(arguments).check
    files = generate(discover())
    differences = stale(root, files)
    for name, difference in differences.items():
        if check:
            print(
                f"{name} is not what schema/ declares; run `make generated` and commit it:\n{difference}\n",
                file=sys.stderr,
            )
        else:
            (root / name).write_text(files[name], encoding="utf-8")
            print(f"wrote {name}")
    return 1 if check and differences else 0


if __name__ == "__main__":
    sys.exit(main())
