"""Pages: sizes, cursors, and what is told of the rest."""

import base64
from typing import Any

import orjson
import pytest

from graph.compile import compile_question
from graph.errors import InputError
from graph.question import ListRoot, NodesRoot, OrderKey, PageInfo, Piece, Question, Selection
from tests.graph.compile.phrase import (
    ID,
    by,
    claims,
    connection,
    edge_field,
    edges,
    evidence,
    many,
    nodes,
    thing,
    things,
    variable,
)
from tests.graph.compile.world import Arrow, World
from tests.graph.conftest import Graph

INFO = PageInfo(
    "pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor"))
)
LEGS = (by("Flight", "leg"),)
ASKED = things("Flight", edges("Flight", "id", first=variable("first"), after=variable("after"), also=(INFO,)))
BY_LEG = things(
    "Flight", edges("Flight", "id", first=variable("first"), after=variable("after"), order=LEGS, also=(INFO,))
)
MANY = World(
    {f"Base:{number:02}": {"label": "b", "name": "b"} for number in range(30)}
    | {"Place:a": {"label": "a"}, "Place:b": {"label": "b"}},
    tuple(Arrow("LOCATED_IN", f"Base:{number:02}", "Place:a") for number in range(30)),
)


@pytest.mark.parametrize("first", [-1, 1001, "2", True, 2.0, 10**30])
def test_a_bad_size_is_refused(sample: Graph, first: Any) -> None:
    with pytest.raises(InputError, match="first is") as caught:
        sample.data(ASKED, {"first": first})
    assert (caught.value.code, caught.value.path) == ("BAD_INPUT", ("things",))
    assert "1000" in caught.value.remedy


def test_a_bad_constant_is_refused_when_it_is_compiled(sample: Graph) -> None:
    with pytest.raises(InputError, match="first is 1001"):
        compile_question(things("Flight", nodes("Flight", "id", first=1001)), sample.ontology)


def test_nothing_is_a_page_too(sample: Graph) -> None:
    answer: Any = sample.data(ASKED, {"first": 0})["things"]
    assert answer == {
        "edges": [],
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }


@pytest.mark.parametrize("question", [ASKED, BY_LEG])
def test_pages_follow_each_other(sample: Graph, question: Question) -> None:
    whole: Any = sample.data(question, {"first": 10})["things"]
    after, walked = None, []
    for turn in range(3):
        page: Any = sample.data(question, {"first": 1, "after": after})["things"]
        walked += page["edges"]
        after = page["pageInfo"]["endCursor"]
        assert after == page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        assert (page["pageInfo"]["hasNextPage"], page["pageInfo"]["hasPreviousPage"]) == (turn < 2, turn > 0)
    assert walked == whole["edges"]


def cursor_of(graph: Graph, question: Question) -> str:
    answer: Any = graph.data(question, {"first": 1})["things"]
    return str(answer["edges"][0]["cursor"])


def forged(*values: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(list(values))).rstrip(b"=").decode()


def test_a_cursor_of_another_order_or_connection_is_refused(sample: Graph) -> None:
    other = things("Actor", edges("Actor", "id", first=variable("first")))
    for cursor in (cursor_of(sample, BY_LEG), cursor_of(sample, other)):
        with pytest.raises(InputError, match="another connection or another order") as caught:
            sample.data(ASKED, {"after": cursor})
        assert caught.value.path == ("things",)


@pytest.mark.parametrize("cursor", ["", "x", "ä", "W10", "\ud800", "W10=====", forged(1), 7, ["a"]])
def test_a_forged_cursor_is_refused(sample: Graph, cursor: Any) -> None:
    with pytest.raises(InputError, match="cursor"):
        sample.data(ASKED, {"after": cursor})


@pytest.mark.parametrize(
    "values", [(), (1,), ("a", "b"), (True, "Flight:1"), (2**63, "Flight:1"), (1.5, "Flight:1"), (1, None)]
)
def test_a_cursor_with_other_values_is_refused(sample: Graph, values: tuple[object, ...]) -> None:
    cursor = cursor_of(sample, BY_LEG)
    digest = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))[0]
    with pytest.raises(InputError, match="not a cursor"):
        sample.data(BY_LEG, {"after": forged(digest, *values)})


def test_connections_that_are_cut_unasked_are_told(graph: Graph) -> None:
    graph.fill(MANY)
    inner = nodes("Site", "id", first=variable("first"))
    question = Question(
        (
            ListRoot("bases", "Base", nodes("Base", "id")),
            ListRoot("all", "Base", nodes("Base", "id", first=5)),
            ListRoot("places", "Place", nodes("Place", "id", many("Place", "sites", inner))),
        )
    )
    answer = graph.answer(question)
    assert len(answer.data["bases"]["nodes"]) == 25
    assert answer.partial == (("bases",), ("places", "nodes", "sites"))
    assert graph.answer(question, {"first": 29}).partial == (("bases",),)
    assert graph.answer(things("Base", connection(INFO, first=30))).partial == ()


def test_evidence_is_paged_claim_by_claim(sample: Graph) -> None:
    def page(after: str | None, first: int | None) -> Any:
        asked = thing("Flight", "Flight:1", evidence(claims("id", first=first, after=variable("after"))))
        return sample.data(asked, {"after": after})["thing"]["evidence"]  # type: ignore[index, call-overload]

    whole = page(None, None)
    assert [node["id"] for node in whole["nodes"]] == [f"Claim:{each}" for each in ("1.0", "1.1", "1.2", "1.3", "2.0")]
    after, walked = None, []
    for turn in range(5):
        one = page(after, 1)
        after = one["pageInfo"]["endCursor"]
        walked += one["nodes"]
        assert one["pageInfo"]["hasNextPage"] is (turn < 4)
    assert walked == whole["nodes"]


def test_a_page_of_links_may_be_ordered_by_the_edge(sample: Graph) -> None:
    modality = OrderKey(edge_field("Flight", "destination", "modality").field, descending=True, edge=True)
    wanted = edges("Flight", "id", order=(modality,), first=1, after=variable("after"), also=(INFO,))
    asked = thing("Base", "Base:khadim", many("Base", "arrivals", wanted))
    first: Any = sample.data(asked)["thing"]
    second: Any = sample.data(asked, {"after": first["arrivals"]["pageInfo"]["endCursor"]})["thing"]
    found = [page["arrivals"]["edges"][0]["node"]["id"] for page in (first, second)]
    assert found == ["Flight:2", "Flight:1"]
    assert [page["arrivals"]["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]


def test_too_many_ids_are_refused(sample: Graph) -> None:
    question = Question((NodesRoot("nodes", variable("ids"), Selection((ID,))),))
    with pytest.raises(InputError, match="1001 ids"):
        sample.data(question, {"ids": ["Base:khadim"] * 1001})


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("key", [None, "elevation", "name"])
def test_pages_hold_still_while_things_come_and_go(graph: Graph, key: str | None, backward: bool) -> None:
    """What is there all the time is seen once and in order, whatever is written and deleted between the pages."""
    graph.fill(World({f"Base:{n:02}": {"label": "x", "elevation": float(n % 3), "name": "n"} for n in range(12)}))
    graph.world = None
    order = (by("Base", key),) if key else ()
    cursor = variable("cursor")
    asked = things(
        "Base",
        edges("Base", "id", last=3, before=cursor, order=order, also=(INFO,))
        if backward
        else edges("Base", "id", first=3, after=cursor, order=order, also=(INFO,)),
    )
    seen: list[str] = []
    at: str | None = None
    for turn in range(9):
        page: Any = graph.data(asked, {"cursor": at})["things"]
        ids = [edge["node"]["id"] for edge in page["edges"]]
        seen = [*ids, *seen] if backward else [*seen, *ids]
        at = page["pageInfo"]["startCursor" if backward else "endCursor"]
        if not page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            break
        # The thing at the cursor goes; things come before, within and after what was read.
        graph.driver.execute_query("MATCH (n:Base {id: $id}) DETACH DELETE n", id=ids[0 if backward else -1])
        for place in ("-", "05", "99"):
            graph.driver.execute_query(
                "CREATE (:Base:Site:Entity {id: $id, label: 'y', elevation: $e, name: 'n'})",
                id=f"Base:{place}x{turn}", e=float(turn % 3),
            )  # fmt: skip
    still = [f"Base:{n:02}" for n in range(12)]
    still.sort(key=lambda one: (int(one[5:]) % 3 if key == "elevation" else 0, one))
    old = [one for one in seen if one in still]
    assert old == [one for one in still if one in old], "in order, and once"
    assert len(old) == 12, "a thing that was read before it went was seen"
    assert len(seen) == len(set(seen))


def test_what_lies_behind_a_page_is_looked_up(graph: Graph) -> None:
    """Once what stood before a page is gone, there is no previous page, though the page starts after a cursor."""
    graph.fill(World({f"Base:{n}": {"label": "x", "name": f"n{n}"} for n in range(4)}))
    graph.world = None
    asked = things(
        "Base", edges("Base", "id", first=2, after=variable("after"), order=(by("Base", "name"),), also=(INFO,))
    )
    first: Any = graph.data(asked)["things"]
    after = {"after": first["pageInfo"]["endCursor"]}
    second: Any = graph.data(asked, after)["things"]["pageInfo"]  # type: ignore[index, call-overload]
    assert (second["hasPreviousPage"], second["hasNextPage"]) == (True, False)
    graph.driver.execute_query("MATCH (n:Base) WHERE n.name < 'n2' DETACH DELETE n")
    second = graph.data(asked, after)["things"]["pageInfo"]  # type: ignore[index, call-overload]
    assert (second["hasPreviousPage"], second["hasNextPage"]) == (False, False)


def test_pages_of_links_run_backward(sample: Graph) -> None:
    wanted = edges("Flight", "id", last=1, before=variable("before"), also=(INFO,))
    asked = thing("Base", "Base:khadim", many("Base", "arrivals", wanted))
    last: Any = sample.data(asked)["thing"]
    before: Any = sample.data(asked, {"before": last["arrivals"]["pageInfo"]["startCursor"]})["thing"]
    found = [page["arrivals"]["edges"][0]["node"]["id"] for page in (last, before)]
    assert found == ["Flight:2", "Flight:1"]
    info = [page["arrivals"]["pageInfo"] for page in (last, before)]
    assert [(each["hasPreviousPage"], each["hasNextPage"]) for each in info] == [(True, False), (False, True)]
