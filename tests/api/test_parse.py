"""One operation of a GraphQL document -> a Plan."""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLError

from api.document import Documents
from api.given import Mixed
from graph.question import (
    Condition,
    Constant,
    Identifier,
    ListRoot,
    NodeRoot,
    NodesRoot,
    Question,
    Selection,
    SingleRoot,
    Typename,
    TypenameRoot,
    Variable,
)
from tests.api.conftest import Planner

Asked = Callable[..., Question]
ID = Selection((Identifier("id"),))


def test_roots(question: Asked) -> None:
    asked = question(
        'query ($ids: [ID!]!) { a: node(id: "x") { id } nodes(ids: $ids) { id } base(id: "y") { id } __typename '
        "sites { __typename } }",
        {"ids": ["p"]},
    )
    a, nodes, base, typename, sites = asked.roots
    assert a == NodeRoot("a", Constant("x"), ID)
    assert nodes == NodesRoot("nodes", Variable(("ids",)), ID)
    assert base == SingleRoot("base", "Base", Constant("y"), ID)
    assert typename == TypenameRoot("__typename", "Query")
    assert isinstance(sites, ListRoot)
    assert sites.noun == "Site"


def test_roots_merge(question: Asked) -> None:
    (only,) = question('{ base(id: "x") { id } ... on Query { base(id: "x") { t: __typename } } }').roots
    assert only == SingleRoot("base", "Base", Constant("x"), Selection((Identifier("id"), Typename("t"))))


def test_a_root_may_be_conditional(question: Asked) -> None:
    (only,) = question('query ($v: Boolean!) { base(id: "x") @skip(if: $v) { id } }', {"v": False}).roots
    assert only.when == (Condition(Variable(("v",)), negated=True),)


def test_what_describes_the_schema_is_no_question(plan: Planner) -> None:
    only = plan("{ __schema { queryType { name } } __typename }")
    assert only.question is None
    assert only.keys == ("__schema", "__typename")
    mixed = plan("{ a: __schema { queryType { name } } flights { totalCount } }")
    assert mixed.question is not None
    assert [root.key for root in mixed.question.roots] == ["flights"]
    assert mixed.keys == ("a", "flights")
    assert mixed.described is not None


def test_a_plain_question_describes_nothing(plan: Planner) -> None:
    assert plan("{ flights { totalCount } }").described is None


SHAPED = """
query ($n: Int, $c: String, $w: FlightFilter, $o: [FlightOrder!], $v: Boolean!) {
  flights(first: $n, after: $c, where: $w, orderBy: $o) { totalCount @include(if: $v) }
}
"""
BASE: dict[str, Any] = {
    "n": 3, "v": True, "w": {"or": [{"cargo": {"in": ["x"]}}], "period": {"overlaps": {"start": "2024"}}},
    "o": [{"period": "DESC"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"n": 5},
        {"v": False},
        {"w": {"or": [{"cargo": {"in": ["y", "z"]}}], "period": {"overlaps": {"end": "2025"}}}},
        {"w": {"or": {"cargo": {"in": "y"}}, "period": {"overlaps": {}}}},
        {"unknown": 1},
    ],
)
def test_requests_that_differ_in_values_share_a_plan(plan: Planner, change: dict[str, Any]) -> None:
    assert plan(SHAPED, {**BASE, **change}) is plan(SHAPED, BASE)


@pytest.mark.parametrize(
    "change",
    [
        {"n": None},
        {"c": "x"},
        {"w": {"and": [{"cargo": {"in": ["x"]}}], "period": {"overlaps": {"start": "2024"}}}},
        {"w": {"or": [{"cargo": {"eq": "x"}}], "period": {"overlaps": {"start": "2024"}}}},
        {"w": {"or": [{"cargo": {"in": ["x"]}}, {}], "period": {"overlaps": {"start": "2024"}}}},
        {"w": None},
        {"o": [{"period": "ASC"}]},
        {"o": [{"period": "DESC"}, {"label": "ASC"}]},
    ],
)
def test_requests_that_differ_in_form_do_not(plan: Planner, change: dict[str, Any]) -> None:
    assert plan(SHAPED, {**BASE, **change}) is not plan(SHAPED, BASE)


def test_a_plan_that_differs_in_form_asks_something_else(plan: Planner) -> None:
    ascending = plan(SHAPED, {**BASE, "o": [{"period": "ASC"}]}).question
    assert ascending != plan(SHAPED, BASE).question


def test_parameters_are_the_variables_and_what_is_computed_of_them(documents: Documents) -> None:
    text = """query ($a: String!, $p: Boolean!, $q: Boolean!) {
      flights(where: {cargo: {in: ["x", $a]}}) { nodes { id @include(if: $p) id @include(if: $q) } }
    }"""
    operation = documents.read(text).operation(None)
    variables = operation.variables({"a": "y", "p": False, "q": True})
    plan = operation.plan(variables)
    values = plan.parameters(variables)
    (mixed,) = [each for each in plan.computed if isinstance(each, Mixed)]
    assert values[mixed.name] == ["x", "y"]
    assert [values[each.name] for each in plan.computed if each is not mixed] == [True]
    again = operation.variables({"a": "z", "p": False, "q": False})
    assert operation.plan(again) is plan
    values = plan.parameters(again)
    assert values[mixed.name] == ["x", "z"]
    assert [values[each.name] for each in plan.computed if each is not mixed] == [False]


def test_variables_are_coerced_and_enums_are_plain_words(documents: Documents) -> None:
    text = """query ($w: FlightFilter, $n: Int = 7, $k: [FlightKind!]) {
      flights(where: $w, first: $n) { totalCount } b: flights(where: {flightKind: {in: $k}}) { totalCount } }"""
    operation = documents.read(text).operation(None)
    coerced = operation.variables({"w": {"id": {"in": 5}, "flightKind": {"eq": "SERVICE"}}, "k": "OBSERVED"}).coerced
    assert coerced == {"w": {"id": {"in": ["5"]}, "flightKind": {"eq": "SERVICE"}}, "n": 7, "k": ["OBSERVED"]}
    assert type(coerced["k"][0]) is str
    assert type(coerced["w"]["flightKind"]["eq"]) is str


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, r"\$n"),
        ({"n": "x"}, "Int cannot represent"),
        ({"n": 2**40}, "Int cannot represent"),
        ({"n": 1, "w": {"nope": 1}}, "nope"),
        ({"n": 1, "w": {"flightKind": {"eq": "NOPE"}}}, "FlightKind"),
        ({"n": 1, "o": [{"label": "ASC", "leg": "ASC"}]}, "exactly one key"),
    ],
)
def test_a_wrong_variable_is_an_error_of_input(documents: Documents, sent: dict[str, Any], message: str) -> None:
    text = """query ($n: Int!, $w: FlightFilter, $o: [FlightOrder!]) {
      flights(first: $n, where: $w, orderBy: $o) { totalCount } }"""
    operation = documents.read(text).operation(None)
    with pytest.raises(GraphQLError, match=message) as raised:
        operation.variables(sent)
    assert (raised.value.extensions or {})["code"] == "BAD_INPUT"


def test_plans_of_one_operation_are_bounded(documents: Documents) -> None:
    operation = documents.read(SHAPED).operation(None)
    plans = [
        operation.plan(operation.variables({"v": True, "w": {"and": [{"leg": {"eq": 1}}] * length}}))
        for length in range(100)
    ]
    assert len({id(plan) for plan in plans}) == 100
    assert len(operation._plans) < 100
    last = operation.variables({"v": True, "w": {"and": [{"leg": {"eq": 2}}] * 99}})
    assert operation.plan(last) is plans[-1]
