"""The arguments `where`, `orderBy`, `first` and `after` -> Where, OrderKeys and Page."""

from collections.abc import Callable
from typing import Any

import pytest

from api.errors import BadInputError
from graph.question import (
    AllOf,
    AnyOf,
    Constant,
    FieldTest,
    IdTest,
    LinkTest,
    ListRoot,
    ManyItem,
    Nodes,
    NotThat,
    OrderKey,
    Page,
    Tally,
    TallyKey,
    TallyTest,
    Value,
    Variable,
    Where,
)
from schema.link import CLAIMED_FIELDS
from schema.ontology import Ontology

Rooted = Callable[..., ListRoot]
EDGE = {field.name: field for field in CLAIMED_FIELDS}


@pytest.fixture
def field(ontology: Ontology) -> Callable[[str, str, Value], FieldTest]:
    """A test of a field of flights."""
    return lambda name, operator, value: FieldTest(ontology.fields("Flight")[name], operator, value)


def where(root: Rooted, written: str, **variables: Any) -> Where:
    declared = f"({', '.join(f'${name}: {kind}' for name, (kind, _) in variables.items())})" if variables else ""
    sent = {name: value for name, (_, value) in variables.items() if value is not Ellipsis}
    return root(f"query {declared} {{ flights(where: {written}) {{ totalCount }} }}", sent).connection.where


def test_nothing_given_passes_everything(root: Rooted) -> None:
    assert root("{ flights { totalCount } }").connection.where == AllOf()
    assert where(root, "{}") == AllOf()
    assert where(root, "null") == AllOf()
    assert where(root, "{cargo: null}") == AllOf()


def test_operators_beside_each_other_must_all_hold(root: Rooted, field: Any) -> None:
    assert where(root, '{cargo: {eq: "x", startsWith: "y"}, leg: {in: [1, 2]}}') == AllOf(
        (
            field("cargo", "eq", Constant("x")),
            field("cargo", "startsWith", Constant("y")),
            field("leg", "in", Constant([1, 2])),
        )
    )


def test_one_test_stands_alone(root: Rooted, field: Any) -> None:
    assert where(root, "{leg: {gte: 3}}") == field("leg", "gte", Constant(3))


def test_and_or_not_nest(root: Rooted, field: Any) -> None:
    one, two = field("leg", "eq", Constant(1)), field("leg", "eq", Constant(2))
    assert where(root, "{or: [{leg: {eq: 1}}, {leg: {eq: 2}}]}") == AnyOf((one, two))
    assert where(root, "{not: {and: [{leg: {eq: 1}}, {or: []}]}}") == NotThat(AllOf((one, AnyOf())))
    assert where(root, "{or: {leg: {eq: 1}}}") == AnyOf((one,)), "a single value is a list of one"


def test_enums_are_their_words(root: Rooted, field: Any) -> None:
    assert where(root, "{flightKind: {eq: SERVICE}}") == field("flightKind", "eq", Constant("SERVICE"))
    assert where(root, "{flightKind: {in: [SERVICE]}}") == field("flightKind", "in", Constant(["SERVICE"]))


def test_ids(root: Rooted) -> None:
    assert where(root, '{id: {in: ["a", "b"]}}') == IdTest(Constant(["a", "b"]))
    assert where(root, '{id: {ne: "a"}}') == IdTest(Constant("a"), negated=True)
    assert where(root, "{id: {eq: 7}}") == IdTest(Constant("7")), "an ID may be written as a number"


def test_links_with_nodes_and_edges(root: Rooted, ontology: Ontology) -> None:
    way = ontology.ways("Flight")["destination"]
    name = ontology.fields("Site")["name"]
    assert where(root, '{destination: {some: {name: {contains: "Khadim"}}}}') == LinkTest(
        way, "some", FieldTest(name, "contains", Constant("Khadim"))
    )
    assert where(
        root, "{destination: {none: {edge: {modality: {ne: ACTUAL}, not: {disputed: {eq: true}}}}}}"
    ) == LinkTest(
        way,
        "none",
        edge=AllOf(
            (
                FieldTest(EDGE["modality"], "ne", Constant("ACTUAL")),
                NotThat(FieldTest(EDGE["disputed"], "eq", Constant(value=True))),
            )
        ),
    )
    assert where(root, "{destination: {all: {}, single: {}}}") == AllOf((LinkTest(way, "all"), LinkTest(way, "single")))


def test_links_nest_there_and_back(root: Rooted, ontology: Ontology) -> None:
    there, back = ontology.ways("Flight")["origin"], ontology.ways("Site")["departures"]
    leg = FieldTest(ontology.fields("Flight")["leg"], "eq", Constant(1))
    asked = where(root, "{origin: {some: {departures: {none: {leg: {eq: 1}}}}}}")
    assert asked == LinkTest(there, "some", LinkTest(back, "none", leg))


def test_a_link_of_which_there_is_one_is_filtered_like_any_other(root: Rooted, ontology: Ontology) -> None:
    asked = root("{ statements(where: {reportedIn: {some: {}}}) { totalCount } }").connection.where
    assert asked == LinkTest(ontology.ways("Statement")["reportedIn"], "some")


def test_values_travel_as_variables(root: Rooted, field: Any) -> None:
    assert where(root, "{cargo: {eq: $c}}", c=("String!", "x")) == field("cargo", "eq", Variable(("c",)))
    assert where(root, "{cargo: {in: $c}}", c=("[String!]!", ["x"])) == field("cargo", "in", Variable(("c",)))


def test_parts_travel_as_variables(root: Rooted, field: Any) -> None:
    value = {"or": [{"leg": {"eq": 1}}, {"cargo": {"in": ["x"]}}]}
    assert where(root, "$w", w=("FlightFilter", value)) == AnyOf(
        (
            field("leg", "eq", Variable(("w", "or", 0, "leg", "eq"))),
            field("cargo", "in", Variable(("w", "or", 1, "cargo", "in"))),
        )
    )
    assert where(root, "{cargo: $c}", c=("TextFilter", {"eq": "x"})) == field("cargo", "eq", Variable(("c", "eq")))


def test_variables_inside_a_value_make_a_computed_one(root: Rooted, field: Any) -> None:
    assert where(root, '{cargo: {in: ["x", $c]}}', c=("String!", "y")) == field("cargo", "in", Variable(("#0",)))


def test_a_value_that_is_an_object_travels_whole(root: Rooted, field: Any) -> None:
    whole = where(root, "{period: {overlaps: $p}}", p=("PeriodRange!", {"start": "2024"}))
    assert whole == field("period", "overlaps", Variable(("p",)))
    written = where(root, '{period: {overlaps: {start: "2024"}}}')
    assert written == field("period", "overlaps", Constant({"start": "2024"}))


def test_a_variable_left_out_leaves_its_test_out(root: Rooted, field: Any) -> None:
    assert where(root, "{cargo: {eq: $c}, leg: {eq: 1}}", c=("String", ...)) == field("leg", "eq", Constant(1))


@pytest.mark.parametrize("written", ["{cargo: {eq: null}}", "{id: {in: null}}", "{origin: {some: {name: {eq: null}}}}"])
def test_null_for_a_value_is_refused(root: Rooted, written: str) -> None:
    with pytest.raises(BadInputError, match="cannot be null"):
        where(root, written)


def test_null_in_a_variable_is_refused_as_well(root: Rooted) -> None:
    with pytest.raises(BadInputError, match="`eq` cannot be null"):
        where(root, "{cargo: {eq: $c}}", c=("String", None))
    with pytest.raises(BadInputError, match="`eq` cannot be null"):
        where(root, "$w", w=("FlightFilter", {"cargo": {"eq": None}}))


def order(root: Rooted, written: str, **variables: Any) -> tuple[OrderKey | TallyKey, ...]:
    declared = f"({', '.join(f'${name}: {kind}' for name, (kind, _) in variables.items())})" if variables else ""
    sent = {name: value for name, (_, value) in variables.items()}
    return root(f"query {declared} {{ flights(orderBy: {written}) {{ totalCount }} }}", sent).connection.order


def test_orders_are_lists_of_one_key_each(root: Rooted, ontology: Ontology) -> None:
    fields = ontology.fields("Flight")
    keys = (OrderKey(fields["period"], descending=True), OrderKey(fields["label"]))
    assert order(root, "[{period: DESC}, {label: ASC}]") == keys
    assert order(root, "{label: ASC}") == keys[1:]
    assert order(root, "[{label: $d}]", d=("Direction!", "DESC")) == (OrderKey(fields["label"], descending=True),)
    assert order(root, "$o", o=("[FlightOrder!]", [{"period": "DESC"}, {"label": "ASC"}])) == keys
    assert order(root, "[]") == ()


def test_things_along_a_way_are_ordered_by_their_edge_too(root: Rooted, ontology: Ontology) -> None:
    found = root("{ statements { nodes { saidBy(orderBy: [{edge: {step: DESC}}, {name: ASC}]) { totalCount } } } }")
    way = ontology.ways("Statement")["saidBy"]
    (step,) = way.link.fields
    (nodes,) = found.connection.parts
    assert isinstance(nodes, Nodes)
    (said_by,) = nodes.selection.items
    assert isinstance(said_by, ManyItem)
    assert said_by.connection.order == (
        OrderKey(step, descending=True, edge=True),
        OrderKey(ontology.fields("Actor")["name"]),
    )


def test_pages(root: Rooted) -> None:
    assert root("{ flights { totalCount } }").connection.page == Page()
    assert root('{ flights(first: 3, after: "x") { totalCount } }').connection.page == Page(Constant(3), Constant("x"))
    asked = root("query ($n: Int, $c: String) { flights(first: $n, after: $c) { totalCount } }", {"n": 3, "c": None})
    assert asked.connection.page == Page(Variable(("n",)), None)


def test_links_are_counted_and_their_numbers_put_together(root: Rooted, ontology: Ontology) -> None:
    way, leg = ontology.ways("Site")["departures"], ontology.fields("Flight")["leg"]

    def asked(written: str) -> Where:
        return root(f"{{ sites(where: {{departures: {written}}}) {{ totalCount }} }}").connection.where

    assert asked("{count: {gte: 2, lt: 5}}") == AllOf(
        (TallyTest(Tally(way), "gte", Constant(2)), TallyTest(Tally(way), "lt", Constant(5)))
    )
    first = FieldTest(leg, "eq", Constant(1))
    assert asked("{count: {eq: 0, where: {leg: {eq: 1}}}}") == TallyTest(Tally(way, first), "eq", Constant(0))
    count = ontology.fields("Flight")["count"]
    assert asked("{sum: {count: {low: {gte: 8}}, where: {leg: {eq: 1}}}}") == TallyTest(
        Tally(way, first, reduction="sum", field=count, part="low"), "gte", Constant(8.0)
    )
    assert asked("{max: {leg: {lt: 3.5}}}") == TallyTest(Tally(way, reduction="max", field=leg), "lt", Constant(3.5))


def test_the_numbers_of_edges_count_as_well(root: Rooted, ontology: Ontology) -> None:
    asked = root("{ statements(where: {saidBy: {max: {edge: {step: {gte: 1}}}}}) { totalCount } }").connection.where
    way = ontology.ways("Statement")["saidBy"]
    (step,) = way.link.fields
    assert asked == TallyTest(Tally(way, reduction="max", field=step, of_edge=True), "gte", Constant(1.0))


@pytest.mark.parametrize(
    "written", ["{count: {}}", "{count: {where: {leg: {eq: 1}}}}", "{sum: {}}", "{avg: {leg: {}}}"]
)
def test_a_tally_that_compares_with_nothing_is_refused(root: Rooted, written: str) -> None:
    with pytest.raises(BadInputError, match="compares with nothing"):
        root(f"{{ sites(where: {{departures: {written}}}) {{ totalCount }} }}")


def test_an_order_by_a_count_of_links(root: Rooted, ontology: Ontology) -> None:
    asked = root("{ sites(orderBy: [{arrivals: {count: DESC}}, {name: ASC}]) { totalCount } }").connection.order
    assert asked == (
        TallyKey(Tally(ontology.ways("Site")["arrivals"]), descending=True),
        OrderKey(ontology.fields("Site")["name"]),
    )


def test_pages_run_either_way(root: Rooted) -> None:
    asked = root('{ sites(last: 3, before: "c") { totalCount } }').connection.page
    assert asked == Page(last=Constant(3), before=Constant("c")) and asked.backward
    assert not root('{ sites(after: "a", before: "b") { totalCount } }').connection.page.backward
    assert root('{ sites(before: "b") { totalCount } }').connection.page.backward
    with pytest.raises(BadInputError, match="cannot both be given"):
        root("{ sites(first: 3, last: 3) { totalCount } }")
