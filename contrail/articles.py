"""Paths of articles -> what they say as batches of claims, read here or, where they are many, in processes."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from contrail.apart import end_pool, make_pool
from contrail.bar import Tell, bar
from contrail.errors import ContrailError
from contrail.patience import patiently
from ingest.article import Article, read_articles
from ingest.format.metadata import Metadata
from ingest.hold import BELOW, hold
from schema.claim import Batch

if TYPE_CHECKING:
    from contrail.llm import Helper
    from ingest.reader import Reader

#: Articles of our own that tell of a real airlift, for a first look.
SAMPLE = Path(__file__).parent / "sample"
#: Articles for which a process is worth its start, in which it loads the language model; and the most processes.
WORTH, PROCESSES = 16, 8
#: Articles that are read before they are asked for.
AHEAD = 100
#: An article's path, and its claims.
Read = tuple[str, Batch]


def read_batches(
    paths: Iterable[Path], metadata: Metadata, helper: "Helper | None" = None, below: float = BELOW
) -> list[Read]:
    """The claims of each article, with its path; `metadata` wins over the files' own. Raises IngestError.

    Claims whose method is less sure than `below` are held for review.
    """
    with bar() as tell:
        return _here(read_articles(paths, metadata), tell, helper, below)


@contextmanager
def reading(articles: Sequence[Article], tell: Tell, helper: "Helper | None", below: float) -> Iterator[Iterable[Read]]:
    """The claims of each article, in order, read ahead of whoever takes them; few are read before any is given out.

    The iterable raises IngestError, and ContrailError where a process ended.
    """
    processes = min(len(articles) // WORTH, os.cpu_count() or 1, PROCESSES)
    if helper is not None or not processes:
        yield _here(articles, tell, helper, below)
        return
    pool = make_pool(processes, yielding=False)
    left = iter(articles)
    waiting = deque(pool.submit(read, one, below) for one in islice(left, AHEAD))

    def done() -> Iterator[Read]:
        for count, article in enumerate(articles, 1):
            try:
                batch = waiting.popleft().result()
                waiting.extend(pool.submit(read, one, below) for one in islice(left, 1))
            except BrokenProcessPool as error:
                cause = "a process that reads ended, perhaps for want of memory"
                remedy = "Run the command again; if it fails there again, leave that article out."
                raise ContrailError(article.place, cause, remedy) from error
            tell("reading", count, len(articles))
            yield article.place, batch

    try:
        yield done()
    finally:
        end_pool(pool)


def read(article: Article, below: float) -> Batch:
    """What an article claims. Raises IngestError."""
    return _claims(_kept_reader(), article, below)


def _here(articles: Sequence[Article], tell: Tell, helper: "Helper | None", below: float) -> list[Read]:
    reader = _reader(helper)
    found: list[Read] = []
    for article in articles:
        tell("reading", len(found), len(articles))
        found.append((article.place, _claims(reader, article, below)))
    return found


def _claims(reader: "Reader", article: Article, below: float) -> Batch:
    # Imported here: the language model takes seconds to load, and bad input is told before that.
    from ingest.claims import to_claims

    return hold(to_claims(patiently(reader.read, article)), below)


def _reader(helper: "Helper | None" = None) -> "Reader":
    from ingest.reader import Reader

    return Reader(extender=helper.extender() if helper else None)


@cache
def _kept_reader() -> "Reader":
    """The reader of this process: loading it takes longer than reading."""
    return _reader()
