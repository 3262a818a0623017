"""Questions over kept connections: what the driver gives, after failures, side by side, and when connections break."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import pytest
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import ClientError, Neo4jError

from graph.ask import SIZE
from graph.bolt import Pool
from graph.connection import Address
from graph.errors import AnswerError
from tests.proxy import proxy

T = TypeVar("T")
VALUES: list[Any] = [
    None, True, False, 0, -1, 127, 128, -129, 2**31, -(2**63), 2**63 - 1, 0.5, float("inf"), "",
    "é" * 200, "x" * 70_000,
    [], [1, ["a", None]], {"a": {"b": [1]}}, ["y" * 40] * 3_000,
]  # fmt: skip


@asynccontextmanager
async def opened(address: Address, uri: str | None = None) -> AsyncIterator[Pool]:
    async with AsyncGraphDatabase.driver(uri or address.uri, auth=(address.user, address.password)) as driver:
        pool = Pool(driver, address.database)
        try:
            yield pool
        finally:
            await pool.close()


async def only(pool: Pool, text: str, timeout: float = 10, **parameters: Any) -> list[Any]:
    return await pool.only(text, parameters, timeout, asyncio.get_running_loop().time() + timeout + 2, SIZE)


def over(address: Address, told: Callable[[Pool], Awaitable[T]], uri: str | None = None) -> T:
    async def run() -> T:
        async with opened(address, uri) as pool:
            return await told(pool)

    return asyncio.run(run())


def test_values_come_back_as_they_went(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> list[Any]:
        return [(await only(pool, "RETURN $value AS value, 1 AS one", value=value)) for value in VALUES]

    assert over(neo4j_address, told) == [[value, 1] for value in VALUES]


def test_a_tuple_is_sent_as_a_list(neo4j_address: Address) -> None:
    assert over(neo4j_address, lambda pool: only(pool, "RETURN $value", value=(1, (2,)))) == [[1, [2]]]


def test_a_failure_is_the_drivers_and_hurts_no_later_question(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> tuple[Neo4jError, list[Any]]:
        with pytest.raises(ClientError) as caught:
            await only(pool, "RETURN 1 / 0")
        return caught.value, await only(pool, "RETURN 2")

    error, values = over(neo4j_address, told)
    assert (error.code, values) == ("Neo.ClientError.Statement.ArithmeticError", [2])
    assert not error.is_retryable()


@pytest.mark.parametrize("count", [0, 2])
def test_what_is_not_one_row_is_refused(neo4j_address: Address, count: int) -> None:
    async def told(pool: Pool) -> list[Any]:
        with pytest.raises(AnswerError, match=f"{count} rows"):
            await only(pool, "UNWIND range(1, $count) AS row RETURN row", count=count)
        return await only(pool, "RETURN 3")

    assert over(neo4j_address, told) == [3]


def test_nothing_can_be_written(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> None:
        with pytest.raises(ClientError):
            await only(pool, "CREATE (n:Nothing) RETURN 1")

    over(neo4j_address, told)


def test_questions_side_by_side_get_their_own_answers(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> list[list[Any]]:
        return await asyncio.gather(*(only(pool, "RETURN $value", value=value) for value in range(150)))

    assert over(neo4j_address, told) == [[value] for value in range(150)]


def test_one_that_is_given_up_leaves_the_others_alone(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> list[Any]:
        endless = asyncio.create_task(only(pool, "UNWIND range(1, 1000000000) AS i RETURN [count(DISTINCT i)]", 100))
        await only(pool, "RETURN 1")
        endless.cancel()
        answered = await only(pool, "RETURN 2")
        with pytest.raises(asyncio.CancelledError):
            await endless
        return answered

    assert over(neo4j_address, told) == [2]


def test_a_database_that_says_nothing_more_is_given_up(neo4j_address: Address) -> None:
    async def told(pool: Pool) -> list[Any]:
        soon = asyncio.get_running_loop().time() + 0.3
        with pytest.raises(TimeoutError):
            await pool.only("UNWIND range(1, 1000000000) AS i RETURN [count(DISTINCT i)]", {}, 100, soon, SIZE)
        return await only(pool, "RETURN 4")

    assert over(neo4j_address, told) == [4]


def test_connections_that_broke_are_replaced(neo4j_address: Address) -> None:
    with proxy(neo4j_address.uri) as between:

        async def told(pool: Pool) -> list[Any]:
            await asyncio.gather(*(only(pool, "RETURN 1") for _ in range(5)))
            between.cut()
            await asyncio.sleep(0.2)
            return await only(pool, "RETURN 5")

        assert over(neo4j_address, told, between.uri) == [5]
