"""Every subscription in docs/live.md is told something by the sample, and ends where it says."""

import orjson
import pytest

from tests.api.client import Client
from tests.docs.conftest import blocks

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize("query", blocks("docs/live.md", "graphql"))
def test_a_subscription_is_told_something_and_ends(service: Client, query: str) -> None:
    response = service.send("POST", "/graphql", json={"query": query}, headers={"Accept": "text/event-stream"})
    *told, end = response.text.strip().split("\r\n\r\n")
    assert end.startswith("event: complete") and told
    results = [orjson.loads(event.partition("data: ")[2]) for event in told]
    assert not any("errors" in result for result in results)
    for ((name, found),) in (result["data"].items() for result in results):
        assert name == "analysis" or found["changes"]
    assert name == "changes" or found["analysis"]["results"]
