"""An article as a client hands it in, before anything of it is read."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from schema.claim import Batch


@dataclass(frozen=True, slots=True)
class Submission:
    """An article's text and what is known of its publication; `published` is an ISO 8601 day."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


class Ingest(Protocol):
    """Reads articles; entered before it does."""

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def __call__(self, submission: Submission) -> Batch:
        """What an article claims. Raises ApiError."""
