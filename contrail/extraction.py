"""What clients hand in -> claims in the graph, in a process of its own, so that the service answers meanwhile."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from neo4j import Driver

from api.errors import BadInputError, LimitError, UnreadableError
from api.submission import Loaded, Submission, Table, Written
from api.uploads import Upload
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
from ingest.hold import BELOW, hold
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
#: The reading process yields to those that answer.
_NICE = 10


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
            # Nobody waits for what is still being read.
            for process in list((self._pool._processes or {}).values()):
                process.terminate()
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)
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
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin)
        return self._pool


def read(submission: Submission, below: float = BELOW) -> Batch | tuple[str, str]:
    """The claims of an article, or what is wrong with it and what to do: exceptions do not travel well."""
    # Imported here: the language model takes seconds to load, and the service starts without it.
    from contrail.patience import patiently
    from ingest.claims import to_claims

    try:
        file = submission.file
        metadata = read_metadata(_told(submission), _ARTICLE)
        if file is None:
            article = read_text(submission.text or "", metadata, _ARTICLE)
        else:
            article = read_article_file(Path(file.path), metadata)
        return hold(to_claims(patiently(_reader().read, article)), below)
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


@cache
def _reader() -> Any:
    """The reader of this process: loading it takes longer than reading."""
    from ingest.reader import Reader

    return Reader()


def _begin() -> None:
    """In the process that reads: yield to others, leave signals to the service, and end when that is gone."""
    _yield_to_others()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _yield_to_others() -> None:
    """Take the processor last, before this process's first thread of its own.

    Linux may share processors out among sessions before it looks at niceness (sched_autogroup): within the service's
    session this process would be nice to the service alone, and take turns with the database as if it were not.
    """
    os.setsid()
    os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE), "ascii")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
