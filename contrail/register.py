"""This folder -> known to an environment as an installed package: its path, its entry points, its command.

    python contrail/register.py

What pip does with an editable package, without the tools that build one: `make` calls it, and so does the Dockerfile.
"""

import site
import sys
import tomllib
from pathlib import Path

_COMMAND = """#!/bin/sh
exec "{python}" -m contrail "$@"
"""


def register(folder: Path, packages: Path, command: Path) -> None:
    """Write into an environment's `packages` what makes `folder` importable and its entry points known.

    networkx finds its backends by entry points. `command` is the file that runs the program.
    """
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    (packages / f"{name}.pth").write_text(f"{folder}\n", "utf-8")
    about = packages / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir(exist_ok=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    lines = []
    for group, entries in project["entry-points"].items():
        lines += [f"[{group}]", *(f"{entry} = {target}" for entry, target in entries.items())]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    command.write_text(_COMMAND.format(python=sys.executable), "utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    register(
        Path(__file__).resolve().parent.parent,
        Path(site.getsitepackages()[0]),
        Path(sys.executable).parent / "contrail",
    )
