"""A benchmark's own words -> the parser of its command line; and where the material lies that most of them load."""

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def parser(doc: str | None) -> ArgumentParser:
    """A parser that tells the words of a module as they are written."""
    return ArgumentParser(description=doc, formatter_class=RawDescriptionHelpFormatter)


def add_shared(options: ArgumentParser) -> None:
    """Have a parser take `--shared`, the folder of the shared tables and articles."""
    default = Path(os.environ.get("CONTRAIL_SHARED", REPOSITORY.parent / "shared"))
    options.add_argument("--shared", type=Path, default=default)
