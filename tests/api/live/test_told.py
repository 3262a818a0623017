"""What subscribers are told: which changes, filtered how, and things and edges as queries tell them."""

from collections.abc import Callable

import pytest

from graph.changelog import Log
from graph.store import Store
from tests.api.live.subscriber import ALL, Message, changes, sets, streamed
from tests.graph.store.test_store import AIRLIFT, FLIGHT, LIBYA, MINSK, MOSCOW, article

pytestmark = pytest.mark.neo4j


def test_what_was_written_is_told_from_any_sequence_to_the_end_asked_for(store: Store, port: int) -> None:
    Store(store.driver, "neo4j", store.ontology, lambda: 1_734_688_800_000, Log("ada")).write(article(*AIRLIFT))
    (found,) = sets(port, f'subscription {{ changes(since: "0", first: 10) {ALL} }}')
    assert (found["sequence"], found["author"], found["at"]) == ("10", "ada", "2024-12-20T10:00:00.000Z")
    assert [change["sequence"] for change in found["changes"]] == [str(number) for number in range(1, 11)]
    document, statement = found["changes"][0], found["changes"][6]
    assert (document["kind"], document["noun"], document["link"]) == ("CREATED", "Document", None)
    assert (statement["noun"], statement["id"].partition(":")[0]) == ("Statement", "Statement")
    edge = found["changes"][-1]
    assert (edge["kind"], edge["noun"], edge["link"], edge["fromId"]) == (
        "CREATED",
        None,
        edge["id"].split("/")[0],
        FLIGHT,
    )
    parts = [found]
    for since, until in ((0, 4), (4, 7), (7, 10)):
        (part,) = sets(port, f'subscription {{ changes(since: "{since}", until: "{until}") {ALL} }}')
        assert part["sequence"] == str(until)
        parts.append(part)
    assert [change for part in parts[1:] for change in part["changes"]] == found["changes"]


def test_things_are_told_as_queries_tell_them(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    (found,) = sets(
        port,
        """subscription { changes(since: "0", first: 2, nouns: ["Flight"], links: [DESTINATION]) { changes {
          kind node { __typename id ...F } from { id ...F } to { ... on Site { name } } } } }
        fragment F on Flight { count { text } destination { edges { modality node { name } } } }""",
    )
    flight, edge = found["changes"]
    to = {"edges": [{"modality": "ACTUAL", "node": {"name": "Libya"}}]}
    told = {"id": FLIGHT, "count": {"text": "Four"}, "destination": to}
    assert flight == {"kind": "CREATED", "node": {"__typename": "Flight"} | told, "from": None, "to": None}
    assert edge == {"kind": "CREATED", "node": None, "from": told, "to": {"name": "Libya"}}


@pytest.mark.parametrize(
    ("filters", "number", "holds"),
    [
        ("kinds: [REMOVED]", 10, lambda change: change["kind"] == "REMOVED"),
        ('nouns: ["Site"]', 6, lambda change: change["noun"] == "Place"),
        ("links: [ORIGIN]", 4, lambda change: change["link"] == "ORIGIN"),
        (f'ids: ["{LIBYA}"]', 4, lambda change: LIBYA in (change["id"], change["toId"])),
        (f'ids: ["{MOSCOW}"], kinds: [CREATED], links: [ORIGIN]', 1,
         lambda change: change["toId"] == MOSCOW and change["kind"] == "CREATED"),
        (f'ids: ["{MOSCOW}"], nouns: ["Flight"]', 0, lambda change: False),
    ],
)  # fmt: skip
def test_filters(store: Store, port: int, filters: str, number: int, holds: Callable[[Message], bool]) -> None:
    done = store.write(article(*AIRLIFT))
    store.retract(article(*AIRLIFT).documents[0].id)
    everything = changes(port, f'subscription {{ changes(since: "0", until: "20") {ALL} }}')
    assert done.changed and len(everything) == 20
    found = changes(port, f'subscription {{ changes(since: "0", until: "20", {filters}) {ALL} }}')
    assert found == [change for change in everything if holds(change)] and len(found) == number


def test_an_edge_is_told_as_queries_tell_it(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    query = """subscription { changes(since: "0", until: "10") { changes { kind link edge {
      __typename id kind modality from { id } to { label } evidence { nodes { object } } } node { __typename } } } }"""
    found = [change for change in changes(port, query) if change["link"]]
    (edge,) = (change["edge"] for change in found if change["link"] == "DESTINATION")
    assert edge == {
        "__typename": "Relation",
        "id": f"DESTINATION/{FLIGHT}/{LIBYA}",
        "kind": "DESTINATION",
        "modality": "ACTUAL",
        "from": {"id": FLIGHT},
        "to": {"label": "Libya"},
        "evidence": {"nodes": [{"object": LIBYA}]},
    }
    assert all(change["edge"]["kind"] == change["link"] for change in found)
    store.retract(article(*AIRLIFT).documents[0].id)
    assert {change["edge"] and change["edge"]["id"] for change in changes(port, query)} == {None}


def test_a_filter_of_what_things_are(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    everything = changes(port, f'subscription {{ changes(since: "0", until: "10") {ALL} }}')
    asked = 'changes(since: "0", until: "10", where: $where)'
    query = f"subscription ($where: SearchFilter) {{ {asked} {ALL} }}"
    libya, none = ({"place": {"name": {"eq": name}}} for name in ("Libya", "Nowhere"))
    for where, away in (
        ({}, set()),
        (libya, {MINSK, MOSCOW}),
        (none, {LIBYA, MINSK, MOSCOW}),
        ({"site": none["place"]}, {LIBYA, MINSK, MOSCOW}),
    ):
        assert changes(port, query, {"where": where}) == [
            change for change in everything if not away & {change["id"], change["fromId"], change["toId"]}
        ]
    # What is gone is told whatever it was: nobody can look any more.
    store.retract(article(*AIRLIFT).documents[0].id)
    never = '{place: {name: {eq: "x"}}}'
    gone = changes(port, f'subscription {{ changes(since: "10", until: "20", where: {never}) {ALL} }}')
    assert {change["kind"] for change in gone} == {"REMOVED"} and len(gone) == 10


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('since: "x"', "BAD_INPUT"),
        ('since: "-1"', "BAD_INPUT"),
        ('since: "99999999999999999999"', "BAD_INPUT"),
        ("first: 0", "BAD_INPUT"),
        ('nouns: ["Boat"]', "BAD_INPUT"),
        ("links: [SAILS]", "VALIDATION"),
        ('since: "1000"', "GONE"),
    ],
)
def test_what_cannot_be_followed_is_refused(store: Store, port: int, arguments: str, code: str) -> None:
    (result,), _ = streamed(port, f"subscription {{ changes({arguments}) {ALL} }}")
    assert [error["extensions"]["code"] for error in result["errors"]] == [code]


def test_what_is_skipped_is_not_followed(store: Store, port: int) -> None:
    for skip in ("true", "$skip"):
        query = (
            f"subscription ($skip: Boolean = true) {{ changes @skip(if: {skip}) {{ sequence @include(if: $skip) }} }}"
        )
        (result,), _ = streamed(port, query)
        assert {error["extensions"]["code"] for error in result["errors"]} == {"VALIDATION"}


def test_a_selection_is_limited_like_a_query(store: Store, port: int) -> None:
    deep = "departures(first: 1000) { nodes { destination(first: 1000) { nodes { id } } } }"
    query = f"subscription {{ changes {{ changes {{ to {{ ... on Site {{ {deep} }} }} }} }} }}"
    (result,), _ = streamed(port, query)
    (error,) = result["errors"]
    assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT", "cost")
