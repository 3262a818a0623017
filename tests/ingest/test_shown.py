"""docs/article.md shows what is read from the sample article today."""

from ingest.reader import Reader
from tests.ingest.shown import PAGE, page


def test_the_page_is_what_is_read(reader: Reader) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(reader), "run `python -m tests.ingest.shown`"
