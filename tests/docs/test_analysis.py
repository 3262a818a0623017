"""docs/analysis.md: every query is answered by the sample, the Python runs, and measures are defined as told."""

import pytest

from graph.question import MEASURES
from tests.api.client import Client
from tests.conftest import REPOSITORY
from tests.docs.conftest import blocks

PAGE = "docs/analysis.md"


@pytest.mark.neo4j
@pytest.mark.parametrize("query", blocks(PAGE, "graphql"))
def test_a_query_is_answered(service: Client, query: str) -> None:
    for found in service.data(query).values():
        assert found["results"]


@pytest.mark.parametrize("code", blocks(PAGE, "python"))
def test_the_python_runs(code: str) -> None:
    exec(code, {})


def test_every_measure_is_defined() -> None:
    text = (REPOSITORY / PAGE).read_text("utf-8")
    for measure, each in MEASURES.items():
        exact = "yes" if each.exact else "no"
        assert f"| `{measure}` | {each.text} | {each.complexity} | {exact} |" in text


MEASURED = """query ($measure: AnalysisMeasure!, $of: AnalysisOf!, $noun: String, $first: Int, $after: String) {
  analysis(measure: $measure, of: $of, noun: $noun, first: $first, after: $after) {
    totalCount truncated { reason cursor } results { rank node { id } }
  }
}"""


@pytest.mark.neo4j
def test_one_text_serves_every_measure_and_part(service: Client) -> None:
    degree = service.data(MEASURED, {"measure": "DEGREE", "of": {}})["analysis"]
    actors = service.data(MEASURED, {"measure": "DEGREE", "of": {}, "noun": "Actor"})["analysis"]
    flights = service.data(MEASURED, {"measure": "PAGERANK", "of": {"flights": {}}})["analysis"]
    assert degree["totalCount"] > actors["totalCount"] > 0
    assert all(each["node"]["id"].startswith("Actor:") for each in actors["results"])
    assert all(each["node"]["id"].partition(":")[0] in {"Base", "Place"} for each in flights["results"])
    page = service.data(MEASURED, {"measure": "DEGREE", "of": {}, "first": 2})["analysis"]
    after = page["truncated"]["cursor"]
    following = service.data(MEASURED, {"measure": "DEGREE", "of": {}, "first": 2, "after": after})["analysis"]
    assert [*page["results"], *following["results"]] == degree["results"][:4]


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("of: {}, measure: BETWEENNESS, weighted: true", "takes no weights"),
        ('of: {}, measure: COMPONENTS, noun: "Actor"', "`noun` means nothing"),
        ('of: {}, measure: DEGREE, noun: "Ship"', "no such noun"),
        ("of: {}, measure: DEGREE, seed: 1", "mean nothing"),
        ("of: {}, measure: COMMUNITIES, seed: -1", "seed or resolution"),
        ("of: {}, measure: COMMUNITIES, resolution: 0", "seed or resolution"),
        ("of: {flights: {}, edgeKinds: [ORIGIN]}, measure: DEGREE", "cannot both be given"),
        ("of: {edgeKinds: []}, measure: DEGREE", "is empty"),
        ("of: {}, measure: STRONG_COMPONENTS", "no component is strong"),
        ('of: {}, measure: DEGREE, after: "x"', "cursor"),
    ],
)
def test_what_cannot_be_meant_is_refused(service: Client, arguments: str, words: str) -> None:
    code, message = service.refused(f"{{ analysis({arguments}) {{ totalCount }} }}")
    assert code == "BAD_INPUT" and words in message


@pytest.mark.neo4j
def test_an_explanation_tells_how_an_analysis_was_made(service: Client) -> None:
    query = "{ analysis(of: {}, measure: CLOSENESS) { totalCount } }"
    first, second = (
        service.answer(query, extensions={"explain": True})["extensions"]["explain"]["studies"] for _ in range(2)
    )
    assert [first[0]["kept"], second[0]["kept"]] == [False, True]
    assert first[0]["cypher"].startswith("MATCH") and first[0]["facts"]["milliseconds"]["work"] > 0
