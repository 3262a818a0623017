"""The studies of a compiled Question -> their outcomes, kept of this version of the graph or worked out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from time import perf_counter

import orjson
from neo4j import READ_ACCESS, AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError

from graph.analysis.cache import Outcomes
from graph.analysis.process import Workers
from graph.answer.reading import Reading
from graph.compile.compiled import Compiled, Study
from graph.connection import Address
from graph.failure import translate
from graph.progress import Progress, silent
from schema.values.value import Json

#: Bytes of outcomes that are kept, and analyses that run at once.
_KEPT, _AT_ONCE = 64 * 2**20, 2
#: Seconds that the database gets to tell its version.
_VERSION = 5.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an analysis may take: seconds, and relations that are read."""

    seconds: float = 60.0
    relations: int = 2_000_000


class Analyst:
    """Makes studies on one database; `tell` hears how far each has come."""

    def __init__(self, address: Address, bounds: Bounds, tell: Progress = silent) -> None:
        self._address = address
        self._bounds = bounds
        self._tell = tell
        self._workers = Workers(_AT_ONCE)
        self._outcomes = Outcomes(_KEPT)

    async def prepare(
        self,
        driver: AsyncDriver,
        compiled: Compiled,
        reading: Reading,
        variables: Mapping[str, Json],
        tell: Progress | None = None,
    ) -> None:
        """Make the studies that are wanted; what they come to is part of the request's values. Raises QuestionError.

        `tell`, where it is given, hears how far they have come.
        """
        for study in compiled.studies:
            if all(reading.values[name] for name in study.when):
                await self._make(driver, study, reading, variables, tell or self._tell)

    async def close(self) -> None:
        """End the processes."""
        await self._workers.close()

    async def _make(
        self, driver: AsyncDriver, study: Study, reading: Reading, variables: Mapping[str, Json], tell: Progress
    ) -> None:
        values, task = study.values(variables), study.asks(reading)
        begun = perf_counter()
        version = await self._version(driver)
        key = version, study.text, study.marks, orjson.dumps([values, task], option=orjson.OPT_SORT_KEYS)
        outcome = self._outcomes.get(key)
        kept = outcome is not None
        if outcome is None:
            request = {
                "address": asdict(self._address),
                "text": study.text,
                "marks": study.marks,
                "values": values,
                "task": task,
                "seconds": self._bounds.seconds,
                "relations": self._bounds.relations,
            }
            outcome = await self._workers.work(request, self._bounds.seconds, tell)
            self._outcomes.keep(key, outcome)
        reading.outcomes[study.outcome] = outcome
        reading.values[study.outcome] = study.value(outcome, reading)
        reading.made.append(
            {
                "task": dict(task),
                "cypher": study.text,
                "parameters": values,
                "kept": kept,
                "facts": dict(outcome.facts),
                "milliseconds": round((perf_counter() - begun) * 1000, 3),
            }
        )

    async def _version(self, driver: AsyncDriver) -> str:
        """What changes with every transaction that is committed: the bookmark of a query that reads nothing."""
        begun = perf_counter()
        try:
            async with driver.session(database=self._address.database, default_access_mode=READ_ACCESS) as session:
                await (await session.run("RETURN 1")).consume()
                bookmarks = await session.last_bookmarks()
        except (Neo4jError, DriverError, OSError) as error:
            raise translate(error, _VERSION, perf_counter() - begun) from error
        return " ".join(sorted(bookmarks.raw_values))
