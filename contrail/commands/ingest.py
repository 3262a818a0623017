"""`contrail ingest`: articles become documents, statements and claims in the graph."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from contrail.articles import reading
from contrail.bar import bar
from contrail.llm import help_line, helped, helper_of
from contrail.options import DataDir, Json, Llm
from contrail.output import tell
from contrail.settings import read_settings
from contrail.store import open_store
from contrail.together import write_together
from graph.outcome import Outcome
from ingest.article import read_articles
from ingest.format.metadata import Metadata, parse_date
from schema.claim import Batch


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
    articles = read_articles(paths, metadata)
    written: list[tuple[str, Batch]] = []
    whole = Outcome()
    with (
        bar() as draw,
        reading(articles, draw, model, settings.review_below) as read,
        open_store(settings) as store,
    ):
        for group, outcome in write_together(store, read, replace=replace):
            written += group
            whole = added(whole, outcome)
            draw("writing", len(written), len(articles))
    tell(
        {
            "documents": [
                {"path": path, "id": batch.documents[0].id, "statements": len(batch.statements)}
                for path, batch in written
            ],
            **asdict(whole),
            **helped(model),
        },
        [*_lines(written, whole), *help_line(model)],
        json=json,
    )


def added(one: Outcome, other: Outcome) -> Outcome:
    """What two writes did together."""
    return Outcome(**{name: count + getattr(other, name) for name, count in asdict(one).items()})


def _lines(written: Sequence[tuple[str, Batch]], whole: Outcome) -> list[str]:
    changed = (
        f"{whole.statements_added + whole.statements_reopened} new statements, {whole.nodes_created} new nodes, "
        f"{whole.edges_created} new edges"
        if whole.changed
        else "known already, nothing changed"
    )
    each = [f"{path}: {len(batch.statements)} statements ({batch.documents[0].id})" for path, batch in written]
    return [*each, changed]
