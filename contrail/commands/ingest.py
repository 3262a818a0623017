"""`contrail ingest`: articles become documents, statements and claims in the graph."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True, slots=True)
class Told:
    """An article that is written: the id of its document, and how many statements it makes."""

    path: str
    id: str
    statements: int


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
    written: list[Told] = []
    whole = Outcome()
    try:
        with (
            bar() as draw,
            reading(articles, draw, model, settings.review_below) as read,
            open_store(settings, brief=True) as store,
        ):
            for group, outcome in write_together(store, read, replace=replace):
                written += [Told(path, batch.documents[0].id, len(batch.statements)) for path, batch in group]
                whole = added(whole, outcome)
                draw("writing", len(written), len(articles))
    finally:
        # What stopped it is told after that.
        left = [article.place for article in articles[len(written) :]]
        if not left or len(articles) > 1:
            tell(
                {
                    "documents": [asdict(one) for one in written],
                    "left": left,
                    **asdict(whole),
                    **helped(model),
                },
                [*_lines(written, whole), *_left(left, len(written)), *help_line(model)],
                json=json,
            )


def added(one: Outcome, other: Outcome) -> Outcome:
    """What two writes did together."""
    return Outcome(**{name: count + getattr(other, name) for name, count in asdict(one).items()})


def _lines(written: Sequence[Told], whole: Outcome) -> list[str]:
    if not written:
        return []
    changed = (
        f"{whole.statements_added + whole.statements_reopened} new statements, {whole.nodes_created} new nodes, "
        f"{whole.edges_created} new edges"
        if whole.changed
        else "known already, nothing changed"
    )
    return [*(f"{one.path}: {one.statements} statements ({one.id})" for one in written), changed]


def _left(left: Sequence[str], written: int) -> Iterator[str]:
    """Where a command was stopped, and how it goes on."""
    if left:
        others = f"{left[0]} and the {len(left) - 1} after it are not" if len(left) > 1 else f"{left[0]} is not"
        yield f"{written} of {written + len(left)} articles are written, each whole; {others}"
        yield "once what stopped it is mended, the same command writes the others and leaves what is written as it is"
