"""Subscriptions over event streams and in parts, and what a plain request for one is answered."""

import json
import time
from typing import Any

import httpx
import pytest

from graph.store import Store
from tests.api.live.subscriber import ALL, streamed
from tests.graph.store.test_store import AIRLIFT, article

pytestmark = pytest.mark.neo4j


def test_what_apollo_asks_for_in_parts_comes_in_parts(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    accept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json'
    query = 'subscription { changes(since: "0", first: 1) { changes { noun } } }'
    results, _ = streamed(port, query, accept)
    # The empty one is a sign of life.
    assert results == [{}, {"payload": {"data": {"changes": {"changes": [{"noun": "Document"}]}}}}]
    body = {"query": "{ __typename }"}
    response = httpx.post(f"http://127.0.0.1:{port}/graphql", json=body, headers={"Accept": accept})
    assert response.json() == {"data": {"__typename": "Query"}}


def test_one_event_stream_carries_several_operations(store: Store, port: int) -> None:
    url = f"http://127.0.0.1:{port}/graphql"
    store.write(article(*AIRLIFT))

    def ask(identifier: str, query: str) -> int:
        body = {"query": query, "extensions": {"operationId": identifier}}
        return httpx.post(url, json=body, headers=named).status_code

    assert httpx.put(url, content=b"{}").status_code == 405
    token = httpx.put(url).raise_for_status()
    assert token.status_code == 201
    named = {"X-GraphQL-Event-Stream-Token": token.text}
    with httpx.stream("GET", url, headers={**named, "Accept": "text/event-stream"}) as stream:
        assert httpx.get(url, headers=named).status_code == 409
        assert ask("live", f"subscription {{ changes {ALL} }}") == 202
        assert ask("live", "{ __typename }") == 409
        assert ask("", "{ __typename }") == 400
        assert ask("query", "{ __typename }") == 202
        assert ask("wrong", "{ nope }") == 202
        assert ask("ended", 'subscription { changes(since: "0", first: 1) { sequence } }') == 202
        found: dict[str, list[Any]] = {}
        kinds = iter(stream.iter_lines())
        while sum(None in parts for parts in found.values()) < 3:
            line = next(kinds)
            if line.startswith("event: "):
                event = json.loads(next(kinds).removeprefix("data: "))
                found.setdefault(event["id"], []).append(event.get("payload"))
        assert found["query"] == [{"data": {"__typename": "Query"}}, None]
        assert found["wrong"][0]["errors"][0]["extensions"]["code"] == "VALIDATION"
        assert found["ended"] == [{"data": {"changes": {"sequence": "1"}}}, None]
        assert [one["data"]["changes"]["changes"] for one in found["live"]] == [[]]
        assert httpx.delete(f"{url}?operationId=live", headers=named).status_code == 200
        assert ask("live", "{ __typename }") == 202
    for _ in range(100):
        if (status := httpx.delete(f"{url}?operationId=live", headers=named).status_code) == 404:
            break
        time.sleep(0.05)
    assert status == 404


def test_a_plain_request_gets_no_stream(store: Store, port: int) -> None:
    response = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": "subscription { changes { sequence } }"})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (200, "BAD_INPUT")
    assert "text/event-stream" in error["extensions"]["hint"]
