"""`contrail restore`: a backup fills an empty database."""

import os
from pathlib import Path
from typing import Annotated

import typer

from contrail.bar import bar
from contrail.commands.backup import told
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.whole import open_whole
from graph.backup import read_backup, restore
from schema.discover import discover


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `contrail backup` wrote.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Fill an empty database with a backup. Where that was interrupted, the same command goes on.

    A backup that another ontology made is restored too; `contrail migrate` brings it up to date.

    Example: contrail restore contrail-2025-06-01.jsonl.gz --data-dir elsewhere
    """
    settings = read_settings(os.environ, data_dir)
    with bar() as progress:
        found = read_backup(file, progress)
        with open_whole(settings, "Run the same command again: it goes on where it stopped.") as whole:
            shown = restore(whole.driver, whole.database, discover(), found, progress)
    lines = [f"{file}: {told(found)} restored"]
    if not shown:
        lines.append("Another ontology made it: run `contrail migrate`, then `contrail migrate --apply`.")
    tell(
        {
            "file": str(file),
            "documents": found.documents,
            "statements": found.statements,
            "views": found.views,
            "migrate": not shown,
        },
        lines,
        json=json,
    )
