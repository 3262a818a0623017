"""Servers and cases -> throughput of each and its ratios, once all gave the same answer; database hits of each case."""

import json
import statistics
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import Driver

from benchmarks.cases import Case, plain
from benchmarks.servers import Server
from benchmarks.versus import cypher_of
from benchmarks.wrk import Rate, rate, request

CONNECTIONS = (1, 16)
#: Connections by which servers are warmed up: few, as what some began for more goes on when these are gone.
_WARM = 2


@dataclass(frozen=True, slots=True)
class Race:
    """What one case came to with so many connections: the rates of each server, a round each."""

    case: Case
    connections: int
    rates: Mapping[str, Sequence[Rate]]

    def rate(self, name: str) -> float:
        """The median of requests a second."""
        return statistics.median(each.second for each in self.rates[name])

    def ratio(self, name: str) -> float:
        """How many times as fast the first server is: the median of the rounds' ratios."""
        first, *_ = self.rates.values()
        return statistics.median(one.second / other.second for one, other in zip(first, self.rates[name], strict=True))


def races(cases: Sequence[Case], servers: Sequence[Server], seconds: int, rounds: int, warm: int) -> Iterator[Race]:
    """Each case with 1 and 16 connections, servers in turns. Raises AssertionError where two servers differ.

    Before the first one, each server answers each of its cases for `warm` seconds: without that, Neo4j and Node would
    still translate what the first cases are measured by.
    """
    asked = []
    for case in cases:
        texts = dict(zip((server.name for server in servers), (case.ours, case.incumbent, case.loaders), strict=True))
        racing = [server for server in servers if texts[server.name]]
        bodies = {server.name: request(texts[server.name], case.variables) for server in racing}
        answers = [plain(_ask(server.url, bodies[server.name])["data"]) for server in racing]
        assert all(answer == answers[0] for answer in answers), f"the answers to {case.name!r} differ"
        asked.append((case, racing, bodies))
    for _, racing, bodies in asked:
        for server in racing:
            rate(server.url, bodies[server.name], _WARM, warm)
    for case, racing, bodies in asked:
        for connections in CONNECTIONS:
            rates: dict[str, list[Rate]] = {server.name: [] for server in racing}
            for number in range(rounds + 1):
                for server in racing:
                    found = rate(server.url, bodies[server.name], connections, seconds if number else 2)
                    if number:  # the first round warms up
                        rates[server.name].append(found)
            yield Race(case, connections, rates)


def hits(case: Case, rival: Server, driver: Driver, database: str) -> tuple[int, int]:
    """The database hits of our Cypher and of theirs."""
    ours = cypher_of(case)
    told = _ask(rival.url, request(case.incumbent, case.variables), {"x-cypher": "1"})
    theirs = [(text, _parameters(values)) for text, values in told["extensions"]["cypher"]]
    assert theirs, "the rival sent nothing"

    def count(text: str, values: Mapping[str, Any]) -> int:
        return _hits(driver.execute_query(f"PROFILE {text}", dict(values), database_=database).summary.profile)

    return count(ours.text, ours.parameters), sum(count(*each) for each in theirs)


def _hits(plan: Any) -> int:
    return int(plan.get("dbHits", 0)) + sum(map(_hits, plan.get("children", ())))


def _parameters(values: Any) -> Any:
    """Parameters as they were before JavaScript wrote its integers in two halves."""
    if isinstance(values, dict):
        if values.keys() == {"low", "high"}:
            return int(values["low"]) + (int(values["high"]) << 32)
        return {name: _parameters(value) for name, value in values.items()}
    return [_parameters(value) for value in values] if isinstance(values, list) else values


def _ask(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Any:
    sent = {"Content-Type": "application/json", **(headers or {})}
    with urllib.request.urlopen(urllib.request.Request(url, body, sent), timeout=60) as response:
        answer = json.load(response)
    assert "errors" not in answer, answer
    return answer
