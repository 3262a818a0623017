"""An address and an ontology -> the graph as it is asked: compile a Question, ask it, tell whether anybody answers."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from types import TracebackType
from typing import Self

from neo4j import READ_ACCESS
from neo4j.exceptions import DriverError, Neo4jError

from graph.analyst import Analyst, Bounds
from graph.ask import SLOW, TIMEOUT, Allowance, Answer, ask
from graph.bolt import Pool
from graph.changelog.tail import Tail, head, tail
from graph.compile import Compiled, compile_question
from graph.connection import Address, promise_async_driver
from graph.errors import UnavailableError
from graph.explain import Explained, explain
from graph.export.form import FORMS, Form, FormName, written
from graph.export.subgraph import Around, Subgraph
from graph.progress import Progress, silent
from graph.question import Question
from schema.ontology import Ontology
from schema.values.value import Json

#: Seconds that the database gets to say that it is there.
_READY = 2.0


@dataclass(frozen=True, slots=True)
class Export:
    """A subgraph that is ready to be written: its form, how many things it has, and its bytes in pieces.

    `subgraph` counts what was read by then. Its bytes raise QuestionError where the database fails meanwhile.
    """

    form: Form
    things: int
    pieces: AsyncIterator[bytes]
    subgraph: Subgraph


class GraphReader:
    """A graph to ask questions of; an asynchronous context manager that holds the connections.

    Entering it connects to nothing yet, so that a service can start before its database does. `bounds` are those of
    analyses, and `tell` hears how far they have come. Questions that take more than `slow` seconds are logged.
    """

    def __init__(
        self,
        address: Address,
        ontology: Ontology,
        bounds: Bounds | None = None,
        tell: Progress = silent,
        slow: float = SLOW,
    ) -> None:
        self._address = address
        self._ontology = ontology
        self._bounds = bounds or Bounds()
        self._tell = tell
        self._slow = slow
        self._open: Pool | None = None
        self._analyst: Analyst | None = None

    async def __aenter__(self) -> Self:
        self._open = Pool(promise_async_driver(self._address), self._address.database)
        self._analyst = Analyst(self._address, self._bounds, self._tell)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._analyst is not None:
            await self._analyst.close()
            self._analyst = None
        if self._open is not None:
            await self._open.close()
            await self._open.driver.close()
            self._open = None

    @property
    def _pool(self) -> Pool:
        if self._open is None:
            raise UnavailableError("the service is not connected to its database", "Try again in a moment.")
        return self._open

    def compile(self, question: Question) -> Compiled:
        """What a Question is asked with, whatever its variables are. Raises InputError for bad constants."""
        return compile_question(question, self._ontology)

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        """The answer, in one round trip. Raises QuestionError.

        An analysis is one more, with bounds of its own.
        """
        prepare = self._analyst.prepare if self._analyst else None
        return await ask(self._pool, compiled, variables, allowed, prepare=prepare, slow=self._slow)

    async def work(
        self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance, tell: Progress
    ) -> Answer:
        """As `ask`; `tell` hears how far its analyses have come. Raises QuestionError."""
        prepare = partial(self._analyst.prepare, tell=tell) if self._analyst else None
        return await ask(self._pool, compiled, variables, allowed, prepare=prepare, slow=self._slow)

    async def rehearse(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> None:
        """Ask for the sake of the plan that the database then keeps, and log nothing. Raises QuestionError."""
        await ask(self._pool, compiled, variables, allowed, slow=inf)

    async def explain(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Explained:
        """The answer and what it took, in one round trip that costs more than `ask`. Raises QuestionError."""
        database = self._address.database
        prepare = self._analyst.prepare if self._analyst else None
        return await explain(self._pool.driver, compiled, variables, allowed, database=database, prepare=prepare)

    async def head(self) -> int:
        """The number of the last change. Raises QuestionError."""
        return await head(self._pool.driver, database=self._address.database, timeout=TIMEOUT)

    async def tail(self, since: int) -> Tail:
        """The change log after a number. Raises ChangesGoneError, QuestionError."""
        return await tail(self._pool.driver, since, database=self._address.database, timeout=TIMEOUT)

    async def export(
        self, ids: Sequence[str] | None, around: Around, name: FormName, seconds: float, most: int
    ) -> Export:
        """What is around things (None: all there is), of at most so many things; each query has so many seconds.

        Raises RowLimitError for more things, InputError for kinds that cannot be followed so, QuestionError.
        """
        form = FORMS[name]
        subgraph = Subgraph(
            self._pool.driver, self._address.database, self._ontology, around, seconds, words=form.words
        )
        members = await subgraph.members(ids, most)
        return Export(form, len(members), written(subgraph, members, form), subgraph)

    async def ready(self) -> None:
        """Nothing, where the database answers within two seconds. Raises UnavailableError."""
        try:
            async with (
                asyncio.timeout(_READY),
                self._pool.driver.session(database=self._address.database, default_access_mode=READ_ACCESS) as session,
            ):
                await (await session.run("RETURN 1")).consume()
        except (Neo4jError, DriverError, OSError, TimeoutError) as error:
            raise UnavailableError("the database does not answer", "Try again in a moment.") from error
