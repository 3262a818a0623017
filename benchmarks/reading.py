"""Articles -> how many of them are read in a second, on one core, once the model is loaded."""

import time
from pathlib import Path

from ingest.article import articles_in, read_article_file
from ingest.reader import Reader
from ingest.scheme import to_scheme

ROUNDS = 5


def articles_per_second(folder: Path) -> float:
    """Read every article of a folder a few times over."""
    articles = [read_article_file(path) for path in articles_in([folder])]
    reader = Reader()
    to_scheme(reader.read(articles[0]), reader.gazetteer)
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        for article in articles:
            to_scheme(reader.read(article), reader.gazetteer)
    return ROUNDS * len(articles) / (time.perf_counter() - begun)
