"""Orders along an index: pages hold what the naive sort holds, and touch the store for a page, not for all."""

from typing import Any

import pytest

from graph.compile import compile_question
from graph.question import AllOf, ListRoot, OrderKey, Question, Where
from schema.ranking import Ranking
from tests.graph.compile.phrase import by, edges, nodes, things, variable, whether
from tests.graph.compile.profile import profile
from tests.graph.compile.test_page import INFO
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

SIZE, PAGE = 2000, 20
#: What a page may cost: a few hits for each thing in it.
FEW, MANY = PAGE * 12, SIZE * 2


@pytest.fixture(scope="module")
def ranked(graph: Graph) -> Graph:
    """Bases, some without a name and many that share one; half of them closed."""
    graph.fill(World({}))
    graph.driver.execute_query(
        "UNWIND range(1, $size) AS i CREATE (b:Base:Site:Entity {id: 'Base:' + i, label: 'x', "
        "name: CASE WHEN i % 10 > 0 THEN 'n' + (i * 7919 % $size) / 3 END, longestRunway: toFloat(i * 31 % $size), "
        "closed: i % 2 = 0})",
        size=SIZE,
    )
    graph.world = None
    graph.driver.execute_query("CALL db.awaitIndexes(60)")
    graph.driver.execute_query("CALL db.resampleOutdatedIndexes()")
    return graph


def page(graph: Graph, noun: str, where: Where, order: tuple[OrderKey, ...], **more: Any) -> tuple[list[str], int]:
    """The ids of the compiled page, with the row that tells of more, and the hits."""
    values = more.pop("values", {})
    made = compile_question(things(noun, nodes(noun, "id", where=where, order=order, **more)), graph.ontology)
    return profile(graph, made.text, **made.bind(values).values)


def naive(graph: Graph, noun: str, test: str, order: str, skip: int, size: int) -> tuple[list[str], int]:
    """All are put in order, and cut."""
    cut = f"ORDER BY {order} SKIP {skip} LIMIT {size + 1} RETURN n.id"
    return profile(graph, f"RETURN COLLECT {{ MATCH (n:{noun}) WHERE {test} WITH n {cut} }} AS found")


OPEN = whether("Base", "closed", "eq", False)
YES = AllOf()
NAME = (by("Base", "name"),)
DOWN = (by("Base", "name", descending=True),)
#: Noun, filter and order; the same in naive Cypher.
CASES: dict[str, tuple[str, Where, tuple[OrderKey, ...], str, str]] = {
    "up": ("Base", YES, NAME, "true", "n.name, n.id"),
    "down": ("Base", YES, DOWN, "true", "n.name IS NULL, n.name DESC, n.id"),
    "an interface": ("Site", YES, (by("Site", "name"),), "true", "n.name, n.id"),
    "several keys": (
        "Base",
        YES,
        (*NAME, by("Base", "longestRunway", descending=True)),
        "true",
        "n.name, n.longestRunway IS NULL, n.longestRunway DESC, n.id",
    ),
    "what half of them pass": ("Base", OPEN, NAME, "NOT n.closed", "n.name, n.id"),
    "a number": ("Base", YES, (by("Base", "longestRunway"),), "true", "n.longestRunway, n.id"),
}


def test_the_cases_are_answered_as_the_naive_sort_does_and_touch_a_page(ranked: Graph) -> None:
    for name, (noun, where, order, test, sort) in CASES.items():
        before = naive(ranked, noun, test, sort, 0, PAGE)
        after = page(ranked, noun, where, order, first=PAGE)
        assert after[0] == before[0], name
        assert after[1] <= FEW < MANY <= before[1], (name, after[1], before[1])


def everything(graph: Graph, test: str, sort: str) -> list[str]:
    return naive(graph, "Base", test, sort, 0, SIZE)[0]


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("name", ["up", "down", "several keys", "what half of them pass"])
def test_pages_along_an_index_join_to_what_the_naive_sort_gives(ranked: Graph, name: str, backward: bool) -> None:
    noun, where, order, test, sort = CASES[name]
    whole, at, size = everything(ranked, test, sort), variable("at"), 170
    more: dict[str, Any] = {"last": size, "before": at} if backward else {"first": size, "after": at}
    asked = things(noun, edges(noun, "id", where=where, order=order, also=(INFO,), **more))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        found: Any = ranked.data(asked, {"at": cursor})["things"]
        ids = [edge["node"]["id"] for edge in found["edges"]]
        seen = ids + seen if backward else seen + ids
        cursor = found["pageInfo"]["startCursor" if backward else "endCursor"]
        if not found["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            break
    assert seen == whole and len(whole) > SIZE / 3


@pytest.mark.parametrize("name", ["up", "down"])
def test_what_lies_between_two_cursors_is_found_beside_what_is_missing(ranked: Graph, name: str) -> None:
    noun, where, order, test, sort = CASES[name]
    whole = everything(ranked, test, sort)
    found: Any = ranked.data(things(noun, edges(noun, "id", where=where, order=order, first=1000)))["things"]
    rest: Any = ranked.data(things(noun, edges(noun, "id", where=where, order=order, last=1000)))["things"]
    cursors = [edge["cursor"] for edge in (*found["edges"], *rest["edges"])]
    after, before = variable("after"), variable("before")
    # One end among what has a name, or both, or neither: the last tenth has none.
    for start, end in ((10, 40), (SIZE - 215, SIZE - 195), (SIZE - 100, SIZE - 50), (None, 30), (SIZE - 30, None)):
        values = {"after": start and cursors[start], "before": end and cursors[end]}
        between = whole[0 if start is None else start + 1 : end]
        forward = edges(noun, "id", where=where, order=order, first=PAGE, after=after, before=before)
        backward = edges(noun, "id", where=where, order=order, last=PAGE, after=after, before=before)
        for wanted, expected in ((forward, between[:PAGE]), (backward, between[-PAGE:])):
            answer: Any = ranked.data(things(noun, wanted), values)["things"]
            assert [edge["node"]["id"] for edge in answer["edges"]] == expected, (start, end)


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("name", ["up", "down", "several keys", "what half of them pass"])
def test_a_page_in_the_middle_touches_a_page(ranked: Graph, name: str, backward: bool) -> None:
    noun, where, order, _, _ = CASES[name]
    found: Any = ranked.data(things(noun, edges(noun, "id", where=where, order=order, first=500)))["things"]
    at = variable("at")
    more: dict[str, Any] = {"last": PAGE, "before": at} if backward else {"first": PAGE, "after": at}
    ids, hits = page(ranked, noun, where, order, values={"at": found["edges"][-1]["cursor"]}, **more)
    assert len(ids) == PAGE + 1
    assert hits <= FEW, hits


def test_another_ranking_is_put_in_its_own_order(ranked: Graph) -> None:
    """Indexes hold what the default shows."""
    root = ListRoot("things", "Base", nodes("Base", "id", order=NAME, first=PAGE), ranking=Ranking.MOST_STATEMENTS)
    made = compile_question(Question((root,)), ranked.ontology)
    assert "IS NOT NULL" not in made.text
    found, _ = profile(ranked, made.text, **made.bind({}).values)
    assert found == naive(ranked, "Base", "true", "n.name, n.id", 0, PAGE)[0]
