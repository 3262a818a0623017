"""An Ontology -> the whole GraphQL schema."""

from dataclasses import replace
from pathlib import Path

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
    validate_schema,
)

from api.errors import SchemaError
from api.root import Built, build
from schema.field import Field
from schema.link import Link
from schema.noun import Key, Noun
from schema.ontology import Ontology
from schema.values.code import REGISTRATION
from schema.values.number import INTEGER
from schema.values.period import PERIOD
from schema.values.text import TEXT

SHIP = Noun(
    name="Ship",
    doc="A vessel that carries cargo.",
    single="ship",
    plural="ships",
    implements=("Entity",),
    keys=(Key("mark", ("mark",)),),
    caption=(("name",),),
    fields=(
        Field("name", TEXT, "Its name.", index=("lookup", "words")),
        Field("mark", REGISTRATION, "Its mark."),
        Field("built", INTEGER, "When it was built."),
        Field("seen", PERIOD, "When it was seen."),
    ),
)
DOCKED_AT = Link(
    type="DOCKED_AT",
    sources=("Ship",),
    target="Base",
    field="dockedAt",
    back="docked",
    doc="A ship lay at a base.",
    own=(Field("berth", INTEGER, "Which berth."),),
)


@pytest.fixture(scope="module")
def with_ship(ontology: Ontology) -> Built:
    return build(Ontology([*ontology.nouns.values(), SHIP], [*ontology.links, DOCKED_AT]))


def fields_of(schema: GraphQLSchema, name: str) -> dict[str, str]:
    kind = schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
    return {field: str(made.type) for field, made in kind.fields.items()}


def test_the_sdl_in_the_repository_is_current(built: Built) -> None:
    path = Path(__file__).parents[2] / "api" / "schema.graphql"
    assert path.read_text(encoding="utf-8") == built.sdl, "run `make generated` and commit api/schema.graphql"


def test_the_sdl_is_a_valid_schema_of_the_same_types(built: Built) -> None:
    read = build_schema(built.sdl)
    assert validate_schema(read) == []
    ours, theirs = lexicographic_sort_schema(built.graphql), lexicographic_sort_schema(read)
    assert set(ours.type_map) == set(theirs.type_map)
    assert print_schema(theirs).count("\n") > 1000


def test_building_twice_gives_the_same_sdl(ontology: Ontology, built: Built) -> None:
    assert build(ontology).sdl == built.sdl


def test_everything_says_what_it_is(built: Built) -> None:
    for name, kind in built.graphql.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind):
            continue
        assert kind.description, name
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field, made in kind.fields.items():
                assert made.description, f"{name}.{field}"


def test_every_noun_has_a_type_a_filter_and_two_roots(ontology: Ontology, built: Built) -> None:
    query = fields_of(built.graphql, "Query")
    for noun in ontology.nouns.values():
        assert query[noun.single] == noun.name
        assert query[noun.plural] == f"{noun.name}Connection!"
        assert isinstance(built.graphql.type_map[noun.name], GraphQLInterfaceType) is noun.abstract
        assert f"{noun.name}Filter" in built.graphql.type_map
    assert query["node"] == "Node"
    assert query["nodes"] == "[Node]!"


def test_every_thing_is_a_node(ontology: Ontology, built: Built) -> None:
    assert built.possible["Node"] == {noun.name for noun in ontology.concrete}
    assert built.possible["Site"] == set(ontology.possible("Site"))


def test_connections_are_as_relay_wants_them(built: Built) -> None:
    connections = [name for name in built.graphql.type_map if name.endswith("Connection")]
    assert len(connections) > 60
    for name in connections:
        fields = fields_of(built.graphql, name)
        edge = fields["edges"].strip("[]!")
        assert fields["edges"] == f"[{edge}!]!"
        assert edge.endswith("Edge")
        assert fields["pageInfo"] == "PageInfo!"
        node = fields_of(built.graphql, edge)["node"]
        assert fields["nodes"] == f"[{node}]!"
    assert fields_of(built.graphql, "PageInfo") == {
        "hasNextPage": "Boolean!", "hasPreviousPage": "Boolean!", "startCursor": "String", "endCursor": "String",
    }  # fmt: skip


def test_only_ids_labels_lists_and_values_are_never_null(ontology: Ontology, built: Built) -> None:
    for noun in ontology.nouns.values():
        fields = fields_of(built.graphql, noun.name)
        for field in ontology.fields(noun.name).values():
            assert fields[field.name].endswith("!") is (field.many or field.required), f"{noun.name}.{field.name}"
        for way in ontology.ways(noun.name).values():
            assert fields[way.name].endswith("!") is not way.one
        assert fields["id"] == "ID!"
    assert fields_of(built.graphql, "Count") == {"low": "Int", "high": "Int", "text": "String!"}


def test_edges_of_claimed_links_carry_their_claims(built: Built) -> None:
    departures = fields_of(built.graphql, "SiteDeparturesEdge")
    assert departures == {
        "cursor": "String!", "node": "Flight!", "modality": "Modality", "disputed": "Boolean", "alternative": "String",
        "period": "Period", "evidence": "ClaimConnection!",
    }  # fmt: skip
    assert fields_of(built.graphql, "StatementSaidByEdge") == {"cursor": "String!", "node": "Actor!", "step": "Int!"}


def test_fields_of_one_name_merge_whatever_nouns_they_are_of(built: Built, ontology: Ontology) -> None:
    seen: dict[str, set[str]] = {}
    for noun in ontology.concrete:
        for name, kind in fields_of(built.graphql, noun.name).items():
            seen.setdefault(name, set()).add("…Connection!" if kind.endswith("Connection!") else kind)
    assert {name: kinds for name, kinds in seen.items() if len(kinds) > 1} == {}


def test_a_noun_more_is_a_type_a_filter_roots_and_a_way_back(built: Built, with_ship: Built) -> None:
    before, after = set(built.graphql.type_map), set(with_ship.graphql.type_map)
    assert after - before == {
        "Ship", "ShipConnection", "ShipEdge", "ShipFilter", "ShipInput", "ShipOrder",
        "ShipDockedAtConnection", "ShipDockedAtEdge", "BaseDockedConnection", "BaseDockedEdge",
        "BaseDockedAtFilter", "BaseDockedAtQuantifier", "BaseDockedAtOrder",
        "ShipDockedAtFilter", "ShipDockedAtQuantifier", "ShipDockedAtOrder",
        "BaseDockedAtCount", "BaseDockedAtNumbers", "ShipDockedAtCount", "ShipDockedAtNumbers",
        "DockedAtEdgeFilter", "DockedAtEdgeOrder", "DockedAtEdgeNumbers",
        "BaseDockedAtAggregate", "BaseDockedAtGroup", "BaseDockedAtGroupBy", "BaseDockedAtGroupKey",
        "BaseDockedAtGroups", "DockedAtEdgeAggregate", "DockedAtEdgeGroupBy", "DockedAtEdgeGroupKey", "ShipAggregate",
        "ShipDockedAtAggregate", "ShipDockedAtGroup", "ShipDockedAtGroupBy", "ShipDockedAtGroupKey",
        "ShipDockedAtGroups", "ShipGroup", "ShipGroupBy", "ShipGroupKey", "ShipGroups", "ShipNodeAggregate",
    }  # fmt: skip
    assert before <= after
    query = fields_of(with_ship.graphql, "Query")
    assert (query["ship"], query["ships"]) == ("Ship", "ShipConnection!")
    assert fields_of(with_ship.graphql, "Base")["docked"] == "BaseDockedConnection!"
    assert fields_of(with_ship.graphql, "BaseFilter")["docked"] == "ShipDockedAtQuantifier"
    assert fields_of(with_ship.graphql, "ShipFilter")["name"] == "TextFilter"
    assert fields_of(with_ship.graphql, "ThingInput")["ship"] == "ShipInput"
    assert fields_of(with_ship.graphql, "ShipInput")["dockedAt"] == "[TargetInput!]"
    assert fields_of(with_ship.graphql, "BaseDockedEdge")["berth"] == "Int"
    assert with_ship.possible["Node"] - built.possible["Node"] == {"Ship"}


def test_a_small_ontology_needs_no_statements() -> None:
    entity = Noun(
        "Entity", "All.", "entity", "entities", (Field("label", TEXT, "Its label.", required=True),), abstract=True
    )
    small = build(Ontology([entity, replace(SHIP, keys=())], []))
    assert "ClaimConnection" not in small.graphql.type_map
    assert fields_of(small.graphql, "Ship") == {
        "id": "ID!", "label": "String!", "details": "String!",
        "name": "String", "mark": "String", "built": "Int", "seen": "Period",
    }  # fmt: skip


def test_a_noun_with_the_name_of_another_type_is_refused(ontology: Ontology) -> None:
    clash = replace(SHIP, name="PageInfo")
    with pytest.raises(SchemaError, match="want the name PageInfo"):
        build(Ontology([*ontology.nouns.values(), clash], ontology.links))
