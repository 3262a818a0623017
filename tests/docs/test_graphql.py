"""Every query in docs/graphql.md is answered by the sample, and with something to see."""

import pytest

from tests.api.client import Client
from tests.docs.conftest import blocks

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize("query", blocks("docs/graphql.md", "graphql"))
def test_a_query_is_answered(service: Client, query: str) -> None:
    (found,) = service.data(query).values()
    groups = found.get("aggregate", {}).get("groups", {}).get("nodes")
    assert groups or found["totalCount"]


def test_groups_of_one_link_add_up_to_the_whole(service: Client) -> None:
    query = "{ flights { aggregate { count groups(by: [{period: MONTH}]) { nodes { count } } } } }"
    found = service.data(query)["flights"]["aggregate"]
    assert sum(group["count"] for group in found["groups"]["nodes"]) == found["count"] > 0
