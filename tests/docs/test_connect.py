"""Every query in docs/connect.md is answered by the sample, and with something to see."""

from typing import Any

import pytest

from tests.api.client import Client
from tests.docs.conftest import blocks

AROUND = """
query ($ids: [ID!]!, $depth: Int, $first: Int, $after: String, $kinds: [RelationKind!]) {
  neighbourhood(ids: $ids, depth: $depth, first: $first, after: $after, edgeKinds: $kinds) {
    totalCount
    truncated { reason hint cursor }
    nodes { distance node { id label } relationCounts { kind direction count more } }
    relations { id kind from { id } to { id } modality evidence(first: 1) { nodes { text } } }
  }
}
"""

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize("query", blocks("docs/connect.md", "graphql"))
def test_a_query_is_answered(service: Client, query: str) -> None:
    for found in service.data(query).values():
        assert found.get("paths") or found.get("nodes") or found.get("distances")


def test_a_neighbourhood_is_walked_page_by_page(service: Client) -> None:
    flight = service.data("{ flights(first: 1) { nodes { id } } }")["flights"]["nodes"][0]["id"]
    whole = service.data(AROUND, {"ids": [flight], "depth": 2, "first": 1000})["neighbourhood"]
    assert whole["truncated"] is None and whole["totalCount"] == len(whole["nodes"]) > 2
    assert all(each["evidence"]["nodes"] for each in whole["relations"])
    nodes: list[Any] = []
    relations: list[Any] = []
    after = None
    while not nodes or after:
        page = service.data(AROUND, {"ids": [flight], "depth": 2, "first": 2, "after": after})["neighbourhood"]
        nodes += page["nodes"]
        relations += page["relations"]
        after = page["truncated"] and page["truncated"]["cursor"]
    assert [each["node"]["id"] for each in nodes] == [each["node"]["id"] for each in whole["nodes"]]
    assert sorted(each["id"] for each in relations) == sorted(each["id"] for each in whole["relations"])


def test_values_that_decide_what_is_asked_may_differ_from_request_to_request(service: Client) -> None:
    flight = service.data("{ flights(first: 1) { nodes { id } } }")["flights"]["nodes"][0]["id"]
    sizes = [
        service.data(AROUND, {"ids": [flight], **more, "first": 1000})["neighbourhood"]["totalCount"]
        for more in ({"depth": 0}, {"depth": 2}, {"depth": 1, "kinds": ["DESTINATION"]}, {"depth": 0}, {})
    ]
    assert sizes[0] == sizes[3] == 1 < sizes[2] < sizes[1]
    assert sizes[4] >= sizes[2]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("depth: 9", "LIMIT", "steps for `depth`: 9, where 5"),
        ("depth: -1", "BAD_INPUT", "negative"),
        ("edgeKinds: []", "BAD_INPUT", "`edgeKinds` is empty"),
        ("direction: OUT, edgeKinds: [ALLIED_WITH]", "BAD_INPUT", "no direction"),
        ('after: "x"', "BAD_INPUT", "cursor"),
    ],
)
def test_a_neighbourhood_that_cannot_be_is_refused(service: Client, arguments: str, code: str, words: str) -> None:
    refused = service.refused(f'{{ neighbourhood(ids: ["Flight:x"], {arguments}) {{ totalCount }} }}')
    assert refused[0] == code and words in refused[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("flights: {}, edgeKinds: [ORIGIN]", "BAD_INPUT", "cannot both be given"),
        ("timing: POSSIBLY", "BAD_INPUT", "`timing` is of journeys"),
        ("weight: TIME", "BAD_INPUT", "`weight: TIME` is of journeys"),
        ("edgeKinds: [SUPPORTS], weight: KILOMETRES", "BAD_INPUT", "have no length"),
        ("flights: {}, weight: TIME", "BAD_INPUT", "from things to others"),
        ("minLength: 3, maxLength: 2", "BAD_INPUT", "from 3 to 2"),
        ("maxLength: 99", "LIMIT", "steps for `maxLength`"),
    ],
)
def test_paths_that_cannot_be_are_refused(service: Client, arguments: str, code: str, words: str) -> None:
    refused = service.refused(f'{{ paths(from: {{ids: ["Base:x"]}}, {arguments}) {{ totalCount }} }}')
    assert refused[0] == code and words in refused[1]


def test_no_path_is_an_empty_answer(service: Client) -> None:
    ends = 'from: {ids: ["Base:x"]}, to: {ids: ["Base:y"]}'
    query = f"{{ paths({ends}) {{ totalCount truncated {{ reason }} paths {{ length }} }} }}"
    assert service.data(query)["paths"] == {"totalCount": 0, "truncated": None, "paths": []}
