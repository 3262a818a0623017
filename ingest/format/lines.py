"""JSON Lines -> articles, one a line: `{"text": …, "title": …, "outlet": …, "url": …, "published": …}`."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import ArticleError, EmptyArticleError
from ingest.format.limit import MOST_BYTES, check
from ingest.format.metadata import Metadata, read_metadata
from ingest.format.plain import decode

_REMEDY = 'Write an object with `text` on each line: {"text": "…", "published": "2024-12-20"}'


def read_lines(path: Path) -> Iterator[tuple[int, str, Metadata]]:
    """Number, text and metadata of each line that is not blank. Raises ArticleError and MetadataError by line."""
    with path.open("rb") as file:
        for number, line in enumerate(_bounded(file, path), 1):
            place = f"{path}, line {number}"
            if not line.strip():
                continue
            try:
                told = json.loads(decode(line, place))
            except (ValueError, RecursionError) as error:
                raise ArticleError(place, f"not JSON ({error})", _REMEDY) from None
            if not isinstance(told, dict) or not isinstance(told.get("text"), str):
                raise ArticleError(place, "no object with a `text`", _REMEDY)
            if not told["text"].strip():
                raise EmptyArticleError(place, "the article is empty", "Leave the line out")
            yield number, told["text"], read_metadata(told, place)


def _bounded(file: object, path: Path) -> Iterator[bytes]:
    """Lines, none of which is read further than the bound."""
    import io

    assert isinstance(file, io.BufferedReader)
    number = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        check(len(line), MOST_BYTES, "bytes", f"{path}, line {number}")
        yield line
