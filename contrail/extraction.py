"""What clients hand in -> claims in the graph, in a process of its own, so that the service answers meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from neo4j import Driver

from api.errors import BadInputError, LimitError, UnreadableError
from api.submission import Loaded, Submission, Table, Written
from api.uploads import Upload
from contrail.apart import end_pool, make_pool
from contrail.articles import read as read_article
from contrail.errors import UsageError
from contrail.mappings import shipped_mapping
from graph.changelog import KEPT, Log
from graph.connection import FAILURES, Address, open_driver, promise_driver
from graph.errors import GraphError, InvalidBatchError, WriteError
from graph.failure import translate
from graph.journal import Entry
from graph.store import Store
from graph.writer import PATIENCE, Target, write
from ingest.article import read_article_file, read_text
from ingest.errors import IngestError
from ingest.format.metadata import read_metadata
from ingest.hold import BELOW
from ingest.table.declare import read_mapping
from ingest.table.read import read_table
from schema.claim import Batch
from schema.discover import discover

#: Articles that may wait while others are read; more are refused.
WAITING = 50
#: What errors call an article that came as text.
_ARTICLE = "the article"
P = ParamSpec("P")
T = TypeVar("T")


class Extraction:
    """Reads articles one after another; an asynchronous context manager. The process is started for the first one."""

    def __init__(self, address: Address, below: float = BELOW, kept: int = KEPT) -> None:
        self._address = address
        self._below = below
        self._kept = kept
        self._pool: ProcessPoolExecutor | None = None
        self._waiting = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            await asyncio.to_thread(end_pool, self._pool)
            self._pool = None

    async def __call__(self, submission: Submission, entry: Entry, *, replace: bool = False) -> Written:
        """Write what an article claims. Raises ApiError, WriteError, QuestionError."""
        return await self._apart(ingest, submission, self._below, self._address, Log(kept=self._kept), entry, replace)

    async def load(self, table: Table) -> Loaded:
        """Write what a table claims, part by part. Raises BadInputError, LimitError, UnreadableError."""
        return await self._apart(load, table, self._address, self._kept)

    async def _apart(self, work: Callable[P, T | tuple[str, str]], *given: P.args, **named: P.kwargs) -> T:
        """Do work in the process that reads."""
        if self._waiting >= WAITING:
            raise LimitError("waiting", "articles that wait to be read", WAITING, self._waiting + 1, "Try again later.")
        self._waiting += 1
        try:
            task: Callable[[], T | tuple[str, str]] = partial(work, *given, **named)
            found = await asyncio.get_running_loop().run_in_executor(self._started(), task)
        except BrokenProcessPool as error:
            self._pool = None
            hint = "Send it once more; if that fails too, leave it out."
            raise UnreadableError("The process that reads articles ended while it read this one.", hint) from error
        finally:
            self._waiting -= 1
        if isinstance(found, tuple):
            raise BadInputError(*found)
        return found

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = make_pool(1, yielding=True)
        return self._pool


def read(submission: Submission, below: float = BELOW) -> Batch | tuple[str, str]:
    """The claims of an article, or what is wrong with it and what to do: exceptions do not travel well."""
    try:
        file = submission.file
        metadata = read_metadata(_told(submission), _ARTICLE)
        if file is None:
            article = read_text(submission.text or "", metadata, _ARTICLE)
        else:
            article = read_article_file(Path(file.path), metadata)
        return read_article(article, below)
    except IngestError as error:
        return _told_of(error, submission.file)


def ingest(
    submission: Submission,
    below: float,
    address: Address,
    log: Log,
    entry: Entry,
    replace: bool,  # noqa: FBT001
) -> Written | tuple[str, str]:
    """What writing an article did, or what is wrong with it and what to do. Raises WriteError, QuestionError.

    It is written here too: to compute what it changes would hold up the answers of the process that answers.
    """
    batch = read(submission, below)
    if isinstance(batch, tuple):
        return batch
    target = Target(_driver(address), address.database, discover(), log)
    begun = perf_counter()
    try:
        done = write(target, entry, batch, replace=replace)
    except InvalidBatchError as error:
        # Its own constructor takes another form, of which no other process could make it again.
        raise WriteError(error.place, error.cause, error.remedy) from None
    except FAILURES as error:
        raise translate(error, PATIENCE, perf_counter() - begun) from None
    return Written(done, sum(len(statement.claims) for statement in batch.statements))


@cache
def _driver(address: Address) -> Driver:
    """The driver of this process, which ends with it."""
    return promise_driver(address, timeout=PATIENCE)


def load(table: Table, address: Address, kept: int) -> Loaded | tuple[str, str]:
    """What loading a table changed, or what is wrong with it and what to do."""
    ontology = discover()
    try:
        if isinstance(table.mapping, str):
            mapping = shipped_mapping(table.mapping, ontology)
        else:
            mapping = read_mapping(Path(table.mapping.path), ontology)
        reading = read_table(Path(table.file.path), mapping)
        with open_driver(address) as driver:
            store = Store(driver, address.database, ontology, log=Log(table.author, kept))
            documents: dict[str, None] = {}

            def batches() -> Iterator[Batch]:
                for batch in reading:
                    documents.update((document.id, None) for document in batch.documents)
                    yield batch

            outcome = store.load(batches(), replace=table.replace)
        return Loaded(next(iter(documents), ""), outcome)
    except UsageError as error:
        return f"{error.cause}.", error.remedy
    except (IngestError, GraphError) as error:
        return _told_of(error, table.file, *(() if isinstance(table.mapping, str) else (table.mapping,)))


def _told_of(error: IngestError | GraphError, *files: Upload | None) -> tuple[str, str]:
    """An error's words; where files are kept is nobody's business."""
    message, remedy = f"{error.place}: {error.cause}.", f"{error.remedy}."
    for file in files:
        if file is not None:
            for there in (file.path, Path(file.path).name):
                message, remedy = (text.replace(there, file.name) for text in (message, remedy))
    return message, remedy.replace("..", ".")


def _told(submission: Submission) -> dict[str, str | None]:
    return {name: getattr(submission, name) for name in ("title", "outlet", "url", "published")}
