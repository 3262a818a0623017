"""What the service asks of the graph, as the interface that its rooms below keep."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol

from graph.ask import Allowance
from graph.changelog.tail import Tail
from graph.compile.compiled import Compiled
from graph.explain import Explained
from graph.export.form import FormName
from graph.export.subgraph import Around
from graph.progress import Progress
from graph.question import Question
from graph.reader import Export
from schema.values.value import Json


class Answer(Protocol):
    """What the graph answers: data by response key, and the paths of connections that were cut at the default."""

    @property
    def data(self) -> dict[str, Any]:
        """Each root's answer."""

    @property
    def partial(self) -> Sequence[Sequence[str]]:
        """Response keys that lead to each connection that has more."""

    @property
    def seconds(self) -> float:
        """How long the database took."""


class Graph(Protocol):
    """The graph as the API sees it; entered before it is asked."""

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def compile(self, question: Question) -> Compiled:
        """What a Question is asked with, whatever its variables are."""

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        """One round trip. Raises QuestionError."""

    async def work(
        self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance, tell: Progress
    ) -> Answer:
        """As `ask`; `tell` hears how far analyses have come. Raises QuestionError."""

    async def rehearse(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> None:
        """Have the database plan it. Raises QuestionError."""

    async def explain(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Explained:
        """The same, with what it took. Raises QuestionError."""

    async def export(
        self, ids: Sequence[str] | None, around: Around, name: FormName, seconds: float, most: int
    ) -> Export:
        """What is around things, ready to be written. Raises QuestionError."""

    async def ready(self) -> None:
        """Nothing, where the database answers. Raises GraphError."""

    async def head(self) -> int:
        """The number of the last change. Raises QuestionError."""

    async def tail(self, since: int) -> Tail:
        """The change log after a number. Raises ChangesGoneError, QuestionError."""
