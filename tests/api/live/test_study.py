"""Analyses that are followed while they are worked out, on a real Neo4j."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest
from neo4j import Driver

from api.limits import Limits
from graph.compile import Compiled
from graph.connection import Address
from graph.question import Question
from graph.reader import GraphReader
from graph.store import Store
from schema.ontology import Ontology
from tests.api.live.conftest import asked_at
from tests.api.live.subscriber import connected, live, streamed, subscribe, told
from tests.api.test_gone import ENDLESS, running, wait_for
from tests.graph.store.test_store import AIRLIFT, article

pytestmark = pytest.mark.neo4j
__all__ = ["running"]
WANTED = "analysis { totalCount results { score node { label } } }"
OF = "analysis(of: {}, measure: DEGREE, first: $first)"
SENT = f"subscription ($first: Int) {{ study: {OF} {{ doing done total seconds {WANTED} }} }}"
QUERY = f"query ($first: Int) {{ {WANTED.replace('analysis', OF)} }}"


class Slow(GraphReader):
    """A graph whose analyses take very long to read, in the database itself."""

    def compile(self, question: Question) -> Compiled:
        made = super().compile(question)
        return replace(made, studies=tuple(replace(study, text=ENDLESS + study.text) for study in made.studies))


@pytest.fixture(scope="module")
def slow(ontology: Ontology, neo4j_address: Address) -> Iterator[int]:
    with asked_at(ontology, Slow(neo4j_address, ontology), neo4j_address, Limits()) as port:
        yield port


def test_an_analysis_tells_how_far_it_is_and_then_what_its_query_does(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    results, text = streamed(port, SENT, variables={"first": 2})
    *steps, last = [one["data"]["study"] for one in results]
    assert text.rstrip().endswith("event: complete\r\ndata:")
    doing = [each["doing"] for each in steps]
    assert doing[0] == "beginning" and {"reading the graph", "working out degree"} & {*doing}
    assert all(each["analysis"] is None and 0 <= each["done"] <= each["total"] for each in steps)
    assert [each["seconds"] for each in (*steps, last)] == sorted(each["seconds"] for each in (*steps, last))
    assert (last["doing"], last["done"]) == ("done", last["total"])
    body = {"query": QUERY, "variables": {"first": 2}}
    asked = httpx.post(f"http://127.0.0.1:{port}/graphql", json=body).json()["data"]["analysis"]
    assert last["analysis"] == asked and asked["totalCount"] > 2


def test_what_goes_on_is_told_again_and_ends_with_who_listens(
    slow: int, driver: Driver, running: Callable[[], int]
) -> None:
    driver.execute_query("MERGE (:Base {id: 'Base:1'})")

    async def leave() -> None:
        async with connected(slow) as ws:
            await subscribe(ws, SENT)
            await asyncio.to_thread(wait_for, running, 1)
            found = [await told(ws)]
            while [each["doing"] for each in found].count("reading the graph") < 3:
                found.append(await told(ws))
            assert all((each["done"], each["analysis"]) == (0, None) for each in found)
            assert found[-1]["seconds"] > found[-2]["seconds"] > found[0]["seconds"]
            await ws.send(json.dumps({"id": SENT, "type": "complete"}))
            await asyncio.to_thread(wait_for, running, 0)
            await subscribe(ws, SENT)
            await asyncio.to_thread(wait_for, running, 1)
        await asyncio.to_thread(wait_for, running, 0)

    live(leave)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("subscription { analysis(of: {}, measure: DEGREE) { doing } }", "Nothing would be worked out."),
        ("subscription { analysis(of: {}, measure: DEGREE, seed: 3) { analysis { exact } } }", "mean nothing"),
    ],
)
def test_what_cannot_be_followed_is_refused(port: int, query: str, message: str) -> None:
    ((one,), _) = streamed(port, query)
    (error,) = one["errors"]
    assert message in error["message"] and error["extensions"]["code"] == "BAD_INPUT"
