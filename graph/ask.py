"""A compiled Question and a request's variables -> its answer, in one round trip to the database."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from neo4j import READ_ACCESS, AsyncDriver, AsyncResult, Query
from neo4j.exceptions import DriverError, Neo4jError

from graph.answer.reading import Path, Reading
from graph.bolt import Pool
from graph.compile.compiled import Compiled
from graph.failure import translate
from schema.values.value import Json

#: Seconds that a question may take in the database.
TIMEOUT = 10.0
#: Things that an answer may hold.
ROWS = 100_000
#: Seconds that the database gets to say that it ran out of time, before it is taken for dead.
_GRACE = 2.0
T = TypeVar("T")
#: Makes the studies of a Question before it is asked.
Prepare = Callable[[AsyncDriver, Compiled, Reading, Mapping[str, Json]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The data under its response keys, and the paths of the connections asked without `first` that have more."""

    data: dict[str, Any]
    partial: tuple[Path, ...]


async def ask(
    pool: Pool,
    compiled: Compiled,
    variables: Mapping[str, Json],
    *,
    timeout: float = TIMEOUT,
    rows: int = ROWS,
    prepare: Prepare | None = None,
) -> Answer:
    """The answer to a Question.

    Its studies are made by `prepare` first.

    One auto-commit query, read-only, which the database ends after `timeout` seconds; retried once where its failure
    may pass. Where the task is cancelled, its connection is closed, and the database ends the query.
    Raises InputError (bad values), TimeLimitError, RowLimitError, UnavailableError, AnswerError.
    """
    reading = compiled.bind(variables)
    reading.allowed = rows
    row: Sequence[Any] = ()
    if compiled.studies:
        assert prepare is not None
        await prepare(pool.driver, compiled, reading, variables)
    if compiled.text:
        row = await _only(pool, compiled.text, reading.values, timeout)
    return Answer(compiled.read(row, reading), tuple(reading.partial))


async def _only(pool: Pool, text: str, parameters: Mapping[str, Any], timeout: float) -> Sequence[Any]:
    until = asyncio.get_running_loop().time() + timeout + _GRACE
    try:
        try:
            return await pool.only(text, parameters, timeout, until)
        except (Neo4jError, DriverError) as error:
            if not error.is_retryable():
                raise
            return await pool.only(text, parameters, timeout, until, anew=True)
    except (Neo4jError, DriverError, OSError, TimeoutError) as error:
        raise translate(error, timeout) from error


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
    try:
        async with asyncio.timeout(timeout + _GRACE):
            try:
                return await _run(driver, query, parameters, read, database)
            except (Neo4jError, DriverError) as error:
                if not error.is_retryable():
                    raise
                return await _run(driver, query, parameters, read, database)
    except (Neo4jError, DriverError, OSError, TimeoutError) as error:
        raise translate(error, timeout) from error


async def _run(
    driver: AsyncDriver,
    query: Query,
    parameters: dict[str, Any],
    read: Callable[[AsyncResult], Awaitable[T]],
    database: str,
) -> T:
    async with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        return await read(await session.run(query, parameters))
