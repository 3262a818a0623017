"""Paths of articles -> what they say as batches of claims, all read before anything is written."""

from collections.abc import Iterable
from pathlib import Path

from contrail.bar import track
from contrail.llm import Helper
from contrail.patience import patiently
from ingest.article import read_articles
from ingest.format.metadata import Metadata
from ingest.hold import BELOW, hold
from schema.claim import Batch

#: Articles of our own that tell of a real airlift, for a first look.
SAMPLE = Path(__file__).parent / "sample"


def read_batches(
    paths: Iterable[Path], metadata: Metadata, helper: Helper | None = None, below: float = BELOW
) -> list[tuple[str, Batch]]:
    """The claims of each article, with its path; `metadata` wins over the files' own. Raises IngestError.

    Claims whose method is less sure than `below` are held for review.
    """
    articles = read_articles(paths, metadata)
    # Imported here: the language model takes seconds to load, and bad input is told before that.
    from ingest.claims import to_claims
    from ingest.reader import Reader

    reader = Reader(extender=helper.extender() if helper else None)
    return [(one.place, hold(to_claims(patiently(reader.read, one)), below)) for one in track(articles, "reading")]
