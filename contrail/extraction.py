"""Articles' texts -> batches of claims, read in a process of its own, so that the service answers meanwhile."""

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from functools import cache
from types import TracebackType
from typing import Any, Self

from api.errors import BadInputError, LimitError, UnreadableError
from api.submission import Submission
from ingest.article import read_text
from ingest.errors import IngestError
from ingest.format.metadata import read_metadata
from schema.claim import Batch

#: Articles that may wait while others are read; more are refused.
WAITING = 50
#: The reading process yields to those that answer.
_NICE = 10


class Extraction:
    """Reads articles one after another; an asynchronous context manager. The process is started for the first one."""

    def __init__(self) -> None:
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

    async def __call__(self, submission: Submission) -> Batch:
        """The claims of an article. Raises BadInputError, LimitError, UnreadableError."""
        if self._waiting >= WAITING:
            raise LimitError("waiting", "articles that wait to be read", WAITING, self._waiting + 1, "Try again later.")
        self._waiting += 1
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._started(), read, submission)
        except BrokenProcessPool as error:
            self._pool = None
            hint = "Send it once more; if that fails too, leave it out."
            raise UnreadableError("The process that reads articles ended while it read this one.", hint) from error
        finally:
            self._waiting -= 1
        if isinstance(found, Batch):
            return found
        raise BadInputError(*found)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin)
        return self._pool


def read(submission: Submission) -> Batch | tuple[str, str]:
    """The claims of an article, or what is wrong with it and what to do: exceptions do not travel well."""
    # Imported here: the language model takes seconds to load, and the service starts without it.
    from contrail.patience import patiently
    from ingest.claims import to_claims

    try:
        told = {name: value for name, value in asdict(submission).items() if name != "text"}
        article = read_text(submission.text, read_metadata(told, "the article"), "the article")
        return to_claims(patiently(_reader().read, article))
    except IngestError as error:
        return f"{error.place}: {error.cause}.", f"{error.remedy}."


@cache
def _reader() -> Any:
    """The reader of this process: loading it takes longer than reading."""
    from ingest.reader import Reader

    return Reader()


def _begin() -> None:
    """In the process that reads: yield to others, leave signals to the service, and end when that is gone."""
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
