"""One GraphQL query over HTTP against the same Cypher over the bare driver, in turns -> the medians of both."""

import asyncio
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from neo4j import READ_ACCESS, AsyncDriver, Query

from api.document import Documents
from api.limits import Limits
from api.root import build
from benchmarks.cases import Case
from benchmarks.wrk import request
from graph.compile import compile_question
from graph.connection import Address, open_async_driver
from schema.discover import discover


@dataclass(frozen=True, slots=True)
class Cypher:
    """The Cypher that a query is compiled to, its parameters, and how its one record reads as the answer's data."""

    text: str
    parameters: Mapping[str, Any]
    read: Callable[[Sequence[Any]], dict[str, Any]]


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


def cypher_of(case: Case) -> Cypher:
    """What we send to the database for a case."""
    ontology = discover()
    read = Documents(build(ontology), Limits(), introspection=False).read(case.ours)
    assert not read.errors, read.errors
    operation = read.operation(None)
    variables = operation.variables(dict(case.variables))
    plan = operation.plan(variables)
    assert plan.question is not None
    compiled = compile_question(plan.question, ontology)
    reading = compiled.bind(plan.parameters(variables))
    return Cypher(compiled.text, reading.values, lambda row: compiled.read(row, reading))


def compare(case: Case, address: Address, url: str, rounds: int) -> Medians:
    """The medians of so many rounds, after a warm-up of as many. Raises AssertionError where the answers differ."""
    return asyncio.run(_compare(case, address, url, rounds))


async def median(case: Case, address: Address, rounds: int) -> float:
    """The median of the bare driver alone, in milliseconds, after a warm-up of as many rounds."""
    cypher = cypher_of(case)
    times = []
    async with await open_async_driver(address) as driver:
        for _ in range(2 * rounds):
            begun = time.perf_counter()
            await _run(driver, address.database, cypher)
            times.append(time.perf_counter() - begun)
    return statistics.median(times[rounds:]) * 1000


async def _compare(case: Case, address: Address, url: str, rounds: int) -> Medians:
    cypher = cypher_of(case)
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    body = request(case.ours, case.variables)
    async with await open_async_driver(address) as driver:
        answer = _ask(connection, parts.path, body)
        row = await _run(driver, address.database, cypher)
        assert json.loads(answer)["data"] == cypher.read(row), "the answers differ"
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(2 * rounds):
            begun = time.perf_counter()
            _ask(connection, parts.path, body)
            turned = time.perf_counter()
            await _run(driver, address.database, cypher)
            ended = time.perf_counter()
            times[0].append(turned - begun)
            times[1].append(ended - turned)
    http, bare = (statistics.median(side[rounds:]) * 1000 for side in times)
    return Medians(http, bare, len(answer))


def _ask(connection: HTTPConnection, path: str, body: bytes) -> bytes:
    connection.request("POST", path, body, {"Content-Type": "application/json"})
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
