"""`contrail ingest`: articles become documents, statements and claims in the graph."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from contrail.articles import read_batches
from contrail.bar import track
from contrail.llm import help_line, helped, helper_of
from contrail.options import DataDir, Json, Llm
from contrail.output import tell
from contrail.settings import read_settings
from contrail.store import open_store
from graph.outcome import Outcome
from ingest.format.metadata import Metadata, parse_date


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Articles (.txt .html .md .pdf .jsonl), or folders.")
    ],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of publication, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace documents that are known with other metadata.")
    ] = False,
    llm: Llm = False,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Read articles into the graph. What is there already is left as it is.

    A file NAME.json beside NAME.txt gives title, outlet, url and published; a page's head and a line of JSON Lines give
    them too. Options win over all of these. Only English is read; articles in other languages are refused.

    Example: contrail ingest report.txt --published 2024-12-20 --outlet "Example Times"
    """
    settings = read_settings(os.environ, data_dir)
    metadata = Metadata(outlet=outlet, url=url, published=parse_date(published, "--published") if published else None)
    model = helper_of(settings, wanted=llm)
    read = read_batches(paths, metadata, model)
    outcomes: list[tuple[str, str, Outcome]] = []
    with open_store(settings) as store:
        for path, batch in track(read, "writing"):
            outcomes.append((path, batch.documents[0].id, store.write(batch, replace=replace)))
    tell(
        {"documents": [{"path": path, "id": one, **asdict(done)} for path, one, done in outcomes], **helped(model)},
        [*_lines(outcomes), *help_line(model)],
        json=json,
    )


def _lines(outcomes: Sequence[tuple[str, str, Outcome]]) -> list[str]:
    lines = []
    for path, identifier, done in outcomes:
        what = (
            f"{done.statements_added + done.statements_reopened} statements, {done.nodes_created} new nodes, "
            f"{done.edges_created} new edges"
            if done.changed
            else "known already, nothing changed"
        )
        lines.append(f"{path}: {what} ({identifier})")
    return lines
