"""Arguments, written in a document or sent in variables -> their form, and Values."""

from enum import StrEnum
from typing import cast

import pytest
from graphql import (
    ConstValueNode,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    VariableNode,
    parse_value,
)
from graphql.execution.values import VariableValues

from api.errors import BadInputError
from api.given import Either, Givens, Mixed, Sent, Written, plain
from graph.question import Condition, Constant, Variable

BOX = GraphQLInputObjectType(
    "Box", {"name": GraphQLInputField(GraphQLString), "sizes": GraphQLInputField(GraphQLList(GraphQLInt))}
)
NAMES = GraphQLList(GraphQLNonNull(GraphQLString))


def written(text: str, kind: GraphQLInputType = BOX) -> Written:
    return Written(parse_value(text), kind)


def test_members_of_both_kinds_leave_null_out() -> None:
    givens = Givens({"n": "x", "none": None})
    shown = dict(givens.members(written("{name: $n, sizes: null}")))
    assert shown == {"name": Sent(("n",), "x")}
    assert dict(givens.members(written("{name: $none, sizes: $absent}"))) == {}
    sent = Sent(("b",), {"name": None, "sizes": [1]})
    assert dict(givens.members(sent)) == {"sizes": Sent(("b", "sizes"), [1])}


def test_items_of_both_kinds() -> None:
    givens = Givens({"n": "x"})
    assert [givens.value(item) for item in givens.items(written('["a", $n, $absent]', NAMES))] == [
        Constant("a"),
        Variable(("n",)),
    ]
    assert list(givens.items(Sent(("l",), ["a", "b"]))) == [Sent(("l", 0), "a"), Sent(("l", 1), "b")]
    assert [givens.value(item) for item in givens.items(written('"a"', NAMES))] == [Constant("a")]


def test_values() -> None:
    givens = Givens({"n": "x"})
    assert givens.value(Sent(("b", "sizes"), [1])) == Variable(("b", "sizes"))
    assert givens.value(written('{name: "a", sizes: 1}')) == Constant({"name": "a", "sizes": [1]})
    assert givens.computed == []
    assert givens.value(written("{name: $n}")) == Variable(("#0",))
    assert givens.value(written('["a", $n]', NAMES)) == Variable(("#1",))
    assert [each.name for each in givens.computed] == ["#0", "#1"]


def test_mixed_values_are_computed_of_each_request_s_variables() -> None:
    mixed = Mixed("#0", parse_value('["a", $n]'), NAMES)
    assert mixed.of(VariableValues({}, {"n": "x"})) == ["a", "x"]
    with pytest.raises(BadInputError, match="needs a variable"):
        mixed.of(VariableValues({}, {}))


def test_either_of_several_groups_of_conditions() -> None:
    a, b = Condition(Variable(("a",))), Condition(Variable(("b",)), negated=True)
    either = Either("#0", ((a, b), (b,)))
    assert [either.of(VariableValues({}, {"a": True, "b": each})) for each in (True, False)] == [False, True]


def test_no_variable_of_a_request_can_be_mistaken_for_a_computed_one() -> None:
    givens = Givens({})
    (condition,) = givens.either(((Condition(Variable(("a",))),), (Condition(Variable(("b",))),)))
    assert condition.value == Variable(("#0",))
    assert not isinstance(cast("ConstValueNode", parse_value("0")), VariableNode)


def test_plain_values_hold_no_enum_members() -> None:
    class Kind(StrEnum):
        A = "A"

    found = plain({"k": [Kind.A, 1, None, {"x": Kind.A}]})
    assert found == {"k": ["A", 1, None, {"x": "A"}]}
    assert isinstance(found, dict) and isinstance(found["k"], list)
    assert type(found["k"][0]) is str
