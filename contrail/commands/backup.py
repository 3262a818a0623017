"""`contrail backup`: all that a database keeps goes to one compressed file."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from contrail.bar import bar
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.target import target
from contrail.whole import open_whole
from graph.backup import Backup, Kept, backup


def told(kept: Kept | Backup) -> str:
    """What a backup holds, in words."""
    views = f", and {kept.views:,} saved view{'s'[: kept.views != 1]}" if kept.views else ""
    return f"{kept.documents:,} documents and {kept.statements:,} statements{views}"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write; it appears once it is whole.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Write all documents and statements, the closed ones too, and saved views to a file that `restore` reads.

    Example: contrail backup contrail-2025-06-01.jsonl.gz
    """
    settings = read_settings(os.environ, data_dir)
    with (
        open_whole(settings, f"{file} is as it was before; run the command again.") as whole,
        target(file) as out,
        bar() as progress,
    ):
        kept = backup(whole.driver, whole.database, out, progress)
    size = file.stat().st_size
    tell(
        {"file": str(file), "bytes": size, **asdict(kept)},
        [f"{file}: {told(kept)} in {size:,} bytes"],
        json=json,
    )
