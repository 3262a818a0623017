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
    for event in told:
        result = orjson.loads(event.partition("data: ")[2])
        assert "errors" not in result and result["data"]["changes"]["changes"]
