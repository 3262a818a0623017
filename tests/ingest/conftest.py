"""What the tests of reading share: one reader with its model loaded, and the seed article."""

from datetime import date
from pathlib import Path

import pytest

from ingest.article import Article, read_article_file
from ingest.format.metadata import Metadata
from ingest.reader import Reader
from ingest.reading import Reading


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader; the model is loaded by the first test that reads."""
    return Reader()


@pytest.fixture(scope="session")
def seed_article(shared: Path) -> Article:
    """The document that the project grew from, as published on 20 December 2024."""
    path = next((shared / "seed").glob("*.txt"))
    return read_article_file(path, Metadata(published=date(2024, 12, 20)))


@pytest.fixture(scope="session")
def seed(reader: Reader, seed_article: Article) -> Reading:
    """What is read from it."""
    return reader.read(seed_article)
