"""`contrail extract`: articles become JSON in the scheme of annotated articles; no database is needed."""

import os
from pathlib import Path
from typing import Annotated

import orjson
import typer

from contrail.bar import track
from contrail.errors import UsageError
from contrail.llm import help_line, helped, helper_of
from contrail.options import Json, Llm
from contrail.output import tell
from contrail.patience import patiently
from contrail.settings import read_settings
from ingest.article import read_articles
from ingest.format.metadata import Metadata, parse_date


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Articles (.txt .html .md .pdf .jsonl), or folders.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for NAME.json of each article.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of publication, YYYY-MM-DD.")] = None,
    llm: Llm = False,
    json: Json = False,
) -> None:
    """Read articles and write what was understood of each to DIR/NAME.json.

    Example: contrail extract articles/ --out read/
    """
    metadata = Metadata(published=parse_date(published, "--published") if published else None)
    articles = read_articles(paths, metadata)
    targets = [out / f"{article.name}.json" for article in articles]
    if doubled := next((target for target in targets if targets.count(target) > 1), None):
        raise UsageError(str(doubled), "two articles would be written to it", "Extract them into separate folders.")
    # Imported here: the language model takes seconds to load, and bad input is told before that.
    from ingest.reader import Reader
    from ingest.scheme import to_scheme

    model = helper_of(read_settings(os.environ), wanted=llm)
    reader = Reader(extender=model.extender() if model else None)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for article, target in track(list(zip(articles, targets, strict=True)), "reading"):
            target.write_bytes(
                orjson.dumps(to_scheme(patiently(reader.read, article), reader.gazetteer), option=orjson.OPT_INDENT_2)
                + b"\n"
            )
    except OSError as error:
        raise UsageError(str(out), error.strerror or str(error), "Name a folder that can be written.") from error
    tell(
        {"written": [str(target) for target in targets], **helped(model)},
        [*map(str, targets), *help_line(model)],
        json=json,
    )
