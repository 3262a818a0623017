"""A request's size -> an answer, or a refusal that names the limit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from graphql import SelectionNode, get_introspection_query, parse

from api.document import Documents
from api.errors import BadInputError, LimitError
from api.limits import Limits, Size, _Measure, check_document, check_pages, check_text, check_variables
from api.parse import Plan
from api.root import Built
from tests.api.conftest import Planner

LIMITS = Limits()


def bomb(levels: int, within: str = "{ __typename }") -> str:
    fragments = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}\n" for n in range(levels))
    return f"{{ ...F0 }}\n{fragments}fragment F{levels} on Query {within}"


def nested(levels: int) -> str:
    """A query of so many levels of fields."""
    text = "id"
    for level in range(levels - 1):
        text = f"nodes {{ {text} }}" if level % 2 == 0 else f"departures {{ {text} }}"
    return f"{{ bases {{ {text} }} }}"


def refused(text: str, limits: Limits = LIMITS) -> LimitError:
    with pytest.raises(LimitError) as raised:
        check_document(parse(text), limits)
    return raised.value


@pytest.mark.parametrize(
    ("text", "limit", "allowed"),
    [
        ("{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}", "aliases", 100),
        ("{ __typename" + " @include(if: true)" * 101 + "}", "directives", 100),
        (nested(22), "depth", 20),
        ("{" + "__typename " * 31 + "}", "roots", 30),
        ("{ flights {" + "totalCount " * 600 + "} }", "fields", 600),
        (" ".join(f"query Q{n} {{ __typename }}" for n in range(51)), "operations", 50),
        (f"query ({' '.join(f'$v{n}: Int' for n in range(201))}) {{ __typename }}", "variables", 200),
        ("{ __schema { types {" + "ofType {" * 20 + "name" + "}" * 20 + "} } }",
         "introspection_depth", 20),
        (bomb(25), "fields", 600),
        (bomb(100), "fragments", 100),
    ],
)  # fmt: skip
def test_a_refusal_names_limit_value_and_remedy(text: str, limit: str, allowed: int) -> None:
    error = refused(text)
    assert (error.limit, error.allowed, error.code) == (limit, allowed, "LIMIT")
    assert str(allowed) in str(error) and error.found > allowed
    assert error.told == {"limit": limit, "allowed": allowed, "value": min(error.found, 10**12)}
    assert error.hint


def test_what_is_just_within_the_limits_passes() -> None:
    check_document(parse(nested(19)), LIMITS)
    check_document(parse("{" + " ".join(f"a{n}: __typename" for n in range(30)) + "}"), LIMITS)


def test_fragments_count_wherever_they_are_used() -> None:
    fragment = "fragment F on Query { a: __typename b: __typename }"
    assert refused("{ ...F ...F }" + fragment, replace(LIMITS, aliases=3)).limit == "aliases"
    deep = "fragment F on Base { departures { nodes { id } } }"
    assert refused("{ bases { nodes { ...F } } }" + deep, replace(LIMITS, depth=4)).limit == "depth"


@pytest.mark.parametrize("levels", [25, 90])
def test_each_part_of_a_fragment_bomb_is_visited_once(levels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    visits: list[SelectionNode] = []
    visit = _Measure._selection

    def counted(self: _Measure, node: SelectionNode) -> Size:
        visits.append(node)
        return visit(self, node)

    monkeypatch.setattr(_Measure, "_selection", counted)
    assert refused(bomb(levels), replace(LIMITS, roots=10**200)).limit == "fields"
    assert len(visits) == 2 * levels + 2, "two spreads in each fragment, the first spread and the only field"


def test_fragments_in_a_circle_are_measured() -> None:
    check_document(parse("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"), LIMITS)


def test_a_text_that_is_too_long_is_not_read() -> None:
    with pytest.raises(LimitError, match="Too many characters in a query: 50001"):
        check_text("#" * 50_001, LIMITS)
    check_text("#" * 50_000, LIMITS)


def test_the_most_fields_that_pass_are_planned(built: Built) -> None:
    documents = Documents(built, LIMITS, introspection=True)
    fields = "origin { nodes { id } } " * ((LIMITS.fields - 2) // 3)
    operation = documents.read("{ flights { nodes {" + fields + "} } }").operation(None)
    (page,) = operation.plan(operation.variables({})).pages
    assert [inner.key for inner in page.inner] == ["origin"], "what is asked for again and again is asked once"


DESIGN = """query { flights(where: {destination: {some: {name: {contains: "Khadim"}}}}) { totalCount nodes {
  count { low high text } period { start end text } aircraftType { nodes { designator } } operator { nodes { name } }
  origin { edges { alternative node { name country } } }
  destination { nodes { name ... on Base { icao location { latitude longitude } } } }
  statements { nodes { text quoted saidBy { nodes { name } } reportedIn { title url publishedAt } } } } } }"""
INTROSPECTION = get_introspection_query(
    specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
)


@pytest.mark.parametrize(
    "text",
    [
        DESIGN,
        INTROSPECTION,
        "{ bases(first: 100) { nodes { departures(first: 100) { nodes { destination(first: 9) { totalCount } } } } } }",
        "{ bases { nodes { departures { nodes { destination { nodes { departures { nodes { id } } } } } } } } }",
        "{ flights(first: 1000) { totalCount edges { cursor node { evidence(first: 100) { nodes { field } } } } } }",
        "{ a: actors { totalCount } b: bases { totalCount } flights { totalCount } documents { nodes { title } } }",
    ],
)
def test_the_default_limits_admit_what_people_ask(plan: Planner, text: str) -> None:
    planned = plan(text)
    check_pages(planned.pages, {}, LIMITS)
    assert planned.keys


def test_filters_count_wherever_they_are_used(documents: Documents, built: Built) -> None:
    def planned(text: str, variables: dict[str, Any], limits: Limits) -> Plan:
        operation = Documents(built, limits, introspection=True).read(text).operation(None)
        return operation.plan(operation.variables(variables))

    text = "query ($w: ActorFilter) { a: actors(where: $w) { totalCount } b: actors(where: $w) { totalCount } }"
    where = {"or": [{"name": {"eq": "x"}}] * 4}
    # Nine objects twice: the filter, its four members and their four tests.
    assert planned(text, {"w": where}, replace(LIMITS, inputs=18)).question
    for allowed in (17, 8):
        with pytest.raises(LimitError) as raised:
            planned(text, {"w": where}, replace(LIMITS, inputs=allowed))
        assert (raised.value.limit, raised.value.allowed) == ("inputs", allowed)
    written = '{ actors(where: {or: [{name: {eq: "x"}}, {name: {eq: "y"}}]}) { totalCount } }'
    assert planned(written, {}, replace(LIMITS, inputs=5)).question
    with pytest.raises(LimitError):
        planned(written, {}, replace(LIMITS, inputs=4))


def test_variables_are_nested_as_deep_as_they_may_be() -> None:
    deep: object = 1
    for _ in range(50):
        deep = [deep]
    check_variables({"a": deep}, LIMITS)
    with pytest.raises(LimitError) as raised:
        check_variables({"a": [deep]}, LIMITS)
    assert (raised.value.limit, raised.value.found) == ("input_depth", 51)


def check(plan: Planner, text: str, variables: Mapping[str, Any] | None = None, **limits: int) -> None:
    check_pages(plan(text, variables).pages, variables or {}, replace(LIMITS, **limits))


FIRST = "query ($n: Int) { flights(first: $n) { nodes { origin(first: $n) { nodes { id } } } } }"


def test_pages_multiply(plan: Planner) -> None:
    check(plan, FIRST, {"n": 10}, cost=110)
    with pytest.raises(LimitError, match="Too many things on all pages together: 110, where 109"):
        check(plan, FIRST, {"n": 10}, cost=109)
    with pytest.raises(LimitError, match="1001000, where 1000000"):
        check(plan, FIRST, {"n": 1000})


def test_pages_without_first_count_as_the_default(plan: Planner) -> None:
    check(plan, FIRST, {}, cost=25 + 25 * 25)
    with pytest.raises(LimitError):
        check(plan, FIRST, {}, cost=25 + 25 * 25 - 1)


def test_claims_and_edges_count_as_well(plan: Planner) -> None:
    text = """{ flights(first: 2) { edges { node {
      evidence(first: 3) { nodes { statement { saidBy(first: 4) { totalCount } } } } } } } }"""
    check(plan, text, cost=2 + 2 * 3 + 2 * 3 * 4)
    with pytest.raises(LimitError):
        check(plan, text, cost=2 + 2 * 3 + 2 * 3 * 4 - 1)


def test_a_page_is_no_longer_than_it_may_be(plan: Planner) -> None:
    check(plan, "{ flights(first: 1000) { totalCount } }")
    check(plan, "{ flights(first: 0) { totalCount } }")
    with pytest.raises(LimitError, match=r"`first` of `flights`: 1001, where 1000"):
        check(plan, "{ flights(first: 1001) { totalCount } }")
    with pytest.raises(LimitError, match=r"`first` of `x`: 1001"):
        check(plan, "query ($n: Int) { x: flights(first: $n) { totalCount } }", {"n": 1001})
    with pytest.raises(BadInputError, match=r"`first: -1` of `origin` is negative"):
        check(plan, "{ flights { nodes { origin(first: -1) { totalCount } } } }")


def test_nodes_by_their_ids_are_bounded_too(plan: Planner) -> None:
    text = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Base { departures(first: 10) { totalCount } } } }"
    check(plan, text, {"ids": ["x"] * 1000})
    with pytest.raises(LimitError, match="ids at once"):
        check(plan, text, {"ids": ["x"] * 1001})
    with pytest.raises(LimitError, match="all pages together"):
        check(plan, text, {"ids": ["x"] * 1000}, cost=10_999)
