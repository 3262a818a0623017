"""`contrail export`: what stands in the graph goes to a file that other programs read."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from contrail.bar import bar
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.target import STDOUT, target
from contrail.whole import open_whole
from graph.export import export
from graph.prepare import prepare
from schema.discover import discover


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"


def command(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="File to write, which appears once it is whole; -: stdout.")
    ],
    form: Annotated[Format, typer.Option("--format", help="jsonl: one JSON object a line.")] = Format.JSONL,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Write every document, and every statement with its claims and the words behind them, in a stable order.

    Example: contrail export --format jsonl graph.jsonl
    """
    del form  # there is one
    counts = {"document": 0, "statement": 0, "claim": 0}
    ontology = discover()
    settings = read_settings(os.environ, data_dir)
    with open_whole(settings, "Run the command again.") as whole, target(out) as file, bar() as progress:
        prepare(whole.driver, whole.database, ontology)
        for found in export(whole.driver, whole.database, ontology, progress):
            file.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
            counts[found["type"]] += 1
            counts["claim"] += len(found.get("claims", ()))
    if str(out) != STDOUT:
        numbers = {f"{name}s": number for name, number in counts.items()}
        told = ", ".join(f"{number:,} {name}" for name, number in numbers.items())
        tell({"file": str(out), **numbers}, [f"{out}: {told}"], json=json)
