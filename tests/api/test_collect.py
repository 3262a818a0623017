"""Selection sets with fragments and directives -> fields merged by response key, for each concrete type."""

from typing import cast

from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse, print_ast

from api.collect import Collector, Merged
from api.given import Either, Givens
from graph.question import Condition, Variable

POSSIBLE = {
    "Entity": frozenset({"Flight", "Base", "Place"}),
    "Site": frozenset({"Base", "Place"}),
    "Flight": frozenset({"Flight"}),
    "Base": frozenset({"Base"}),
    "Place": frozenset({"Place"}),
}


def collect(text: str, types: str = "Entity", givens: Givens | None = None) -> list[Merged]:
    document = parse(text)
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operation = cast("OperationDefinitionNode", document.definitions[0])
    collector = Collector(fragments, POSSIBLE, givens or Givens({}))
    return collector.merged(((operation.selection_set, ()),), POSSIBLE[types])


def shown(merged: list[Merged]) -> list[tuple[str, str, str]]:
    return [(each.key, each.name, " ".join(sorted(each.types))) for each in merged]


def when(name: str, *, negated: bool = False) -> Condition:
    return Condition(Variable((name,)), negated)


def test_fields_come_in_the_order_asked() -> None:
    assert shown(collect("{b a c:a}", "Flight")) == [("b", "b", "Flight"), ("a", "a", "Flight"), ("c", "a", "Flight")]


def test_a_key_asked_twice_is_answered_once_with_both_selections() -> None:
    (only,) = collect("{a {x} ... {a {y}}}", "Flight")
    assert [print_ast(nodes).split() for nodes, _ in only.sets] == [["{", "x", "}"], ["{", "y", "}"]]


def test_fragments_hold_for_what_they_are_on() -> None:
    found = collect("{a ...S ... on Flight {b}} fragment S on Site {c ... on Base {d} ... on Flight {never}}")
    assert shown(found) == [
        ("a", "a", "Base Flight Place"),
        ("c", "c", "Base Place"),
        ("d", "d", "Base"),
        ("b", "b", "Flight"),
    ]


def test_each_type_has_its_own_order() -> None:
    assert shown(collect("{... on Base {x} y x}")) == [
        ("x", "x", "Base"),
        ("y", "y", "Base Flight Place"),
        ("x", "x", "Flight Place"),
    ]


def test_one_key_may_mean_different_fields_of_different_types() -> None:
    found = collect("{... on Base {k: x} ... on Flight {k: y}}")
    assert shown(found) == [("k", "x", "Base"), ("k", "y", "Flight")]


def test_literal_conditions_are_settled_at_once() -> None:
    found = collect("{a @skip(if: true) b @skip(if: false) c @include(if: false) d @include(if: true)}", "Flight")
    assert [(each.key, each.when) for each in found] == [("b", ()), ("d", ())]


def test_conditions_of_fragments_and_fields_add_up() -> None:
    (only,) = collect("{... @include(if: $a) {... @skip(if: $b) {x @include(if: $a)}}}", "Flight")
    assert only.when == (when("a"), when("b", negated=True))


def test_a_field_that_is_also_asked_without_condition_has_none() -> None:
    (only,) = collect("{a {x} a @include(if: $v) {y}}", "Flight")
    assert only.when == ()
    assert [conditions for _, conditions in only.sets] == [(), (when("v"),)]


def test_a_field_under_either_of_two_conditions_is_answered_under_a_computed_one() -> None:
    givens = Givens({"a": False, "b": True})
    (only,) = collect("{x @include(if: $a) {p} x @include(if: $b) {q}}", "Flight", givens)
    assert givens.computed == [Either("#0", ((when("a"),), (when("b"),)))]
    assert only.when == (when("#0"),)
    assert [conditions for _, conditions in only.sets] == [(when("a"),), (when("b"),)]


def test_a_fragment_spread_many_times_is_walked_once() -> None:
    levels = 40
    bomb = "".join(f"fragment F{n} on Entity {{...F{n + 1} ...F{n + 1}}}" for n in range(levels))
    found = collect(f"{{...F0}} {bomb} fragment F{levels} on Entity {{x}}")
    assert shown(found) == [("x", "x", "Base Flight Place")]
