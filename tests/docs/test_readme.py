"""README's query gives README's answer."""

import json

import pytest

from tests.api.client import Client
from tests.docs.conftest import blocks

pytestmark = pytest.mark.neo4j


def test_the_query_gives_the_answer(service: Client) -> None:
    (query,), (answer,) = blocks("README.md", "graphql"), blocks("README.md", "json")
    assert service.data(query) == json.loads(answer)["data"]
