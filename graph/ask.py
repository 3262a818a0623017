"""A compiled Question and a request's variables -> its answer, in one round trip to the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar

from neo4j import READ_ACCESS, AsyncDriver, AsyncResult, Query
from neo4j.exceptions import DriverError, Neo4jError

from graph.answer.reading import Path, Reading
from graph.bolt import Pool
from graph.compile.compiled import Compiled
from graph.failure import may_pass, translate
from schema.values.value import Json

#: Seconds that a question may take in the database.
TIMEOUT = 10.0
#: Things that an answer may hold, and the bytes in which the database sends it.
ROWS, SIZE = 100_000, 20_000_000
#: Seconds from which on a question is logged as slow.
SLOW = 1.0
#: Seconds that the database gets to say that it ran out of time, before it is taken for dead.
_GRACE = 2.0
T = TypeVar("T")
_SLOW = logging.getLogger("contrail.slow")
#: Makes the studies of a Question before it is asked.
Prepare = Callable[[AsyncDriver, Compiled, Reading, Mapping[str, Json]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one question may take: seconds in the database, things in its answer, and bytes of it."""

    seconds: float = TIMEOUT
    rows: int = ROWS
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class Answer:
    """The data under its response keys, and the paths of the connections asked without `first` that have more.

    `seconds` is how long the database took.
    """

    data: dict[str, Any]
    partial: tuple[Path, ...]
    seconds: float = 0.0


async def ask(
    pool: Pool,
    compiled: Compiled,
    variables: Mapping[str, Json],
    allowed: Allowance = Allowance(),
    *,
    prepare: Prepare | None = None,
    slow: float = SLOW,
) -> Answer:
    """The answer to a Question.

    Its studies are made by `prepare` first.

    One auto-commit query, read-only, which the database ends once its seconds are over; retried once where its failure
    may pass. Where the task is cancelled, its connection is closed, and the database ends the query. What takes more
    than `slow` seconds is logged.
    Raises InputError (bad values), TimeLimitError, RowLimitError, MemoryLimitError, UnavailableError, AnswerError.
    """
    reading = compiled.bind(variables)
    reading.allowed = allowed.rows
    row: Sequence[Any] = ()
    if compiled.studies:
        assert prepare is not None
        await prepare(pool.driver, compiled, reading, variables)
    seconds = 0.0
    if compiled.text:
        begun = perf_counter()
        try:
            row = await _only(pool, compiled.text, reading.values, allowed)
        finally:
            seconds = perf_counter() - begun
            if seconds > slow:
                _tell(compiled.text, reading.values, seconds)
    return Answer(compiled.read(row, reading), tuple(reading.partial), seconds)


async def _only(pool: Pool, text: str, parameters: Mapping[str, Any], allowed: Allowance) -> Sequence[Any]:
    timeout, size = allowed.seconds, allowed.size
    begun = asyncio.get_running_loop().time()
    until = begun + timeout + _GRACE
    try:
        try:
            return await pool.only(text, parameters, timeout, until, size)
        except (Neo4jError, DriverError) as error:
            if not may_pass(error):
                raise
            return await pool.only(text, parameters, timeout, until, size, anew=True)
    except (Neo4jError, DriverError, OSError, TimeoutError) as error:
        raise translate(error, timeout, asyncio.get_running_loop().time() - begun) from error


async def attempt(
    driver: AsyncDriver,
    text: str,
    parameters: dict[str, Any],
    read: Callable[[AsyncResult], Awaitable[T]],
    *,
    database: str,
    timeout: float,
) -> T:
    """What `read` makes of the result of one read-only query; tried and refused as `ask` does."""
    query = Query(text, timeout=timeout)
    begun = perf_counter()
    try:
        async with asyncio.timeout(timeout + _GRACE):
            try:
                return await _run(driver, query, parameters, read, database)
            except (Neo4jError, DriverError) as error:
                if not may_pass(error):
                    raise
                return await _run(driver, query, parameters, read, database)
    except (Neo4jError, DriverError, OSError, TimeoutError) as error:
        raise translate(error, timeout, perf_counter() - begun) from error


async def _run(
    driver: AsyncDriver,
    query: Query,
    parameters: dict[str, Any],
    read: Callable[[AsyncResult], Awaitable[T]],
    database: str,
) -> T:
    async with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        return await read(await session.run(query, parameters))


def _tell(text: str, values: Mapping[str, Any], seconds: float) -> None:
    """Log a slow question: of its values the sizes alone, as they are what somebody looks for."""
    sizes = {name: _size(value) for name, value in values.items()}
    _SLOW.warning("a slow question", extra={"seconds": round(seconds, 3), "cypher": text, "values": sizes})


def _size(value: object) -> str:
    many = f" of {len(value)}" if isinstance(value, str | list | dict) else ""
    return f"{type(value).__name__}{many}"
