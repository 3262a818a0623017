"""`contrail audit`: who wrote what, and when."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from contrail.errors import UsageError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.store import open_store
from graph.audit import Write, read_audit


def command(
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Writes of this author alone.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Writes to this document alone.")] = None,
    since: Annotated[str | None, typer.Option(metavar="TIME", help="From this day or moment on, in UTC.")] = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, max=100_000, help="At most so many, the latest.")] = 100,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """List the writes that clients of the service and commands made, the latest first.

    Example: contrail audit --author "Desk Berlin" --since 2026-11-01
    """
    moment = _moment(since) if since else None
    with open_store(read_settings(os.environ, data_dir)) as store:
        found = read_audit(store.driver, store.database, author=author, document=document, since=moment, most=most)
    tell({"writes": [asdict(each) for each in found]}, map(_line, found) if found else ["No writes."], json=json)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--since {text}", "it is no day or moment", "Write 2026-11-01 or 2026-11-01T08:00."
        ) from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _line(write: Write) -> str:
    changed = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in write.outcome.items() if count)
    by = " (command)" if write.command else ""
    return f"{write.at}  {write.author}{by}  {write.action}  {write.document}  {changed or 'nothing changed'}"
