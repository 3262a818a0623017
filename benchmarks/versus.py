"""One GraphQL query over HTTP against the same Cypher over the bare driver, in turns -> the medians of both."""

import asyncio
import json
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection

from neo4j import READ_ACCESS, AsyncDriver, Query

from api.document import Documents
from api.limits import Limits
from api.root import build
from graph.answer.reading import Reading
from graph.compile import compile_question
from graph.compile.compiled import Compiled
from graph.connection import Address, open_async_driver
from schema.discover import discover
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Case:
    """A query and its variables."""

    name: str
    query: str
    variables: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Cypher:
    """The Cypher that the query is compiled to, its parameters, and the answer that its row reads as."""

    text: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Medians:
    """Milliseconds of each side; `size` is the answer's in bytes."""

    http: float
    driver: float
    size: int

    @property
    def ratio(self) -> float:
        """HTTP over driver."""
        return self.http / self.driver


def compare(case: Case, address: Address, connection: HTTPConnection, rounds: int) -> Medians:
    """The medians of so many rounds, after a warm-up of as many. Raises AssertionError where the answers differ."""
    return asyncio.run(_compare(case, address, connection, rounds))


async def median(case: Case, address: Address, rounds: int) -> float:
    """The median of the bare driver alone, in milliseconds, after a warm-up of as many rounds."""
    compiled, reading = _compiled(case)
    cypher = Cypher(compiled.text, reading.values)
    times = []
    async with await open_async_driver(address) as driver:
        for _ in range(2 * rounds):
            begun = time.perf_counter()
            await _run(driver, address.database, cypher)
            times.append(time.perf_counter() - begun)
    return statistics.median(times[rounds:]) * 1000


def _compiled(case: Case) -> tuple[Compiled, Reading]:
    ontology = discover()
    read = Documents(build(ontology), Limits(), introspection=False).read(case.query)
    assert not read.errors, read.errors
    operation = read.operation(None)
    variables = operation.variables(dict(case.variables))
    plan = operation.plan(variables)
    assert plan.question is not None
    compiled = compile_question(plan.question, ontology)
    return compiled, compiled.bind(plan.parameters(variables))


async def _compare(case: Case, address: Address, connection: HTTPConnection, rounds: int) -> Medians:
    compiled, reading = _compiled(case)
    cypher = Cypher(compiled.text, reading.values)
    body = json.dumps({"query": case.query, "variables": dict(case.variables)}).encode()
    async with await open_async_driver(address) as driver:
        answer = _ask(connection, body)
        row = await _run(driver, address.database, cypher)
        assert json.loads(answer)["data"] == compiled.read(row, reading), "the answers differ"
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(2 * rounds):
            begun = time.perf_counter()
            _ask(connection, body)
            turned = time.perf_counter()
            await _run(driver, address.database, cypher)
            ended = time.perf_counter()
            times[0].append(turned - begun)
            times[1].append(ended - turned)
    http, bare = (statistics.median(side[rounds:]) * 1000 for side in times)
    return Medians(http, bare, len(answer))


def _ask(connection: HTTPConnection, body: bytes) -> bytes:
    connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    assert response.status == 200, answer[:500]
    return answer


async def _run(driver: AsyncDriver, database: str, cypher: Cypher) -> list[object]:
    """Auto-commit, values read, on the one connection that the pool holds."""
    async with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        result = await session.run(Query(cypher.text), dict(cypher.parameters))
        record = await result.single(strict=True)
    return record.values()
