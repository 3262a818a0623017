"""A request's size -> an answer, or a refusal that names the limit."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from graphql import get_introspection_query, parse

from api.document import Documents
from api.errors import BadInputError, LimitError
from api.limits import Limits, check_document, check_pages, check_text
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
        (nested(22), "levels of fields", 20),
        ("{" + "__typename " * 31 + "}", "root fields", 30),
        ("{ flights {" + "totalCount " * 600 + "} }", "fields", 600),
        (" ".join(f"query Q{n} {{ __typename }}" for n in range(51)), "operations in a document", 50),
        (f"query ({' '.join(f'$v{n}: Int' for n in range(201))}) {{ __typename }}", "variables", 200),
        ("{ __schema { types {" + "ofType {" * 20 + "name" + "}" * 20 + "} } }",
         "levels of fields that describe the schema", 20),
        (bomb(25), "fields", 600),
        (bomb(100), "fragments in a document", 100),
    ],
)  # fmt: skip
def test_a_refusal_names_limit_value_and_remedy(text: str, limit: str, allowed: int) -> None:
    error = refused(text)
    assert (error.limit, error.allowed, error.code) == (limit, allowed, "LIMIT")
    assert limit in str(error) and str(allowed) in str(error)
    assert error.hint


def test_what_is_just_within_the_limits_passes() -> None:
    check_document(parse(nested(19)), LIMITS)
    check_document(parse("{" + " ".join(f"a{n}: __typename" for n in range(30)) + "}"), LIMITS)


def test_the_standard_introspection_query_passes() -> None:
    text = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    check_document(parse(text), LIMITS)


def test_fragments_count_wherever_they_are_used() -> None:
    fragment = "fragment F on Query { a: __typename b: __typename }"
    assert refused("{ ...F ...F }" + fragment, replace(LIMITS, aliases=3)).limit == "aliases"
    deep = "fragment F on Base { departures { nodes { id } } }"
    assert refused("{ bases { nodes { ...F } } }" + deep, replace(LIMITS, depth=4)).limit == "levels of fields"


@pytest.mark.parametrize("levels", [25, 90])
def test_a_fragment_bomb_is_measured_in_linear_time(levels: int) -> None:
    start = time.perf_counter()
    assert refused(bomb(levels), replace(LIMITS, roots=10**200)).limit == "fields"
    assert time.perf_counter() - start < 1


def test_fragments_in_a_circle_are_measured() -> None:
    check_document(parse("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"), LIMITS)


def test_a_text_that_is_too_long_is_not_read() -> None:
    with pytest.raises(LimitError, match="Too many characters in a query: 50001"):
        check_text("#" * 50_001, LIMITS)
    check_text("#" * 50_000, LIMITS)


def test_the_most_that_passes_is_validated_and_planned_in_bounded_time(built: Built) -> None:
    documents = Documents(built, LIMITS, introspection=True)
    worst = "{ flights { nodes {" + "origin { nodes { id } } " * ((LIMITS.fields - 2) // 3) + "} } }"
    start = time.perf_counter()
    read = documents.read(worst)
    operation = read.operation(None)
    operation.plan(operation.variables({}))
    assert time.perf_counter() - start < 2, "0.2 s is usual"


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
