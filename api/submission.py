"""An article as a client hands it in, before anything of it is read."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from api.uploads import Upload
from graph.journal import Done, Entry
from graph.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Submission:
    """An article and what is known of its publication; `published` is an ISO 8601 day.

    It is a `text` or a `file`.
    """

    text: str | None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    file: Upload | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a client hands in, with the mapping by which it is read: one that ships, or a file of its own."""

    file: Upload
    mapping: str | Upload
    author: str
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table that was loaded: its document, and what that changed."""

    document: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Written:
    """An article that was written: what that did, and how many claims were read in it."""

    done: Done
    claims: int


class Ingest(Protocol):
    """Reads what clients hand in, and writes what that claims; entered before it does."""

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def __call__(self, submission: Submission, entry: Entry, *, replace: bool = False) -> Written:
        """Write what an article claims, all or nothing. Raises ApiError, WriteError, QuestionError."""

    async def load(self, table: Table) -> Loaded:
        """Write what a table claims, part by part. Raises ApiError."""
