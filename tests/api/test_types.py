"""Names, members and docs of types -> Strawberry classes."""

import pytest
import strawberry
from graphql import GraphQLInputObjectType, GraphQLObjectType
from strawberry.schema.config import StrawberryConfig

from api.errors import SchemaError
from api.types import Member, Types


def schema_of(types: Types) -> strawberry.Schema:
    return strawberry.Schema(query=types["Query"], config=StrawberryConfig(auto_camel_case=False))


def test_members_may_name_types_that_are_made_later() -> None:
    types = Types()
    types.object("Query", "All.", [Member("ship", "Ship", "One."), Member("ships", "[Ship!]!", "All.")])
    types.object("Ship", "A ship.", [Member("next", "Ship", "The next one."), Member("sizes", "[Int]", "Some.")])
    query = schema_of(types)._schema.type_map["Query"]
    assert isinstance(query, GraphQLObjectType)
    assert {name: str(field.type) for name, field in query.fields.items()} == {"ship": "Ship", "ships": "[Ship!]!"}


def test_members_may_have_names_that_python_keeps_for_itself() -> None:
    types = Types()
    types.input(
        "Filter",
        "A filter.",
        [Member("in", "[String!]", ""), Member("or", "[Filter!]", ""), Member("not", "Filter", "")],
    )
    types.object("Query", "All.", [Member("is", "Int", "", (Member("from", "Filter", "Where."),))])
    schema = schema_of(types)._schema
    given = schema.type_map["Filter"]
    assert isinstance(given, GraphQLInputObjectType)
    assert list(given.fields) == ["in", "or", "not"]
    query = schema.type_map["Query"]
    assert isinstance(query, GraphQLObjectType)
    assert list(query.fields["is"].args) == ["from"]


def test_two_types_of_one_name_are_refused() -> None:
    types = Types()
    types.object("Ship", "A ship.", [Member("id", "ID!", "")])
    with pytest.raises(SchemaError, match="two GraphQL types want the name Ship"):
        types.input("Ship", "Another.", [Member("id", "ID!", "")])


def test_an_enum_may_be_declared_twice_if_it_is_the_same() -> None:
    types = Types()
    types.enum("Kind", "A kind.", ("A", "B"))
    types.enum("Kind", "A kind.", ("A", "B"))
    with pytest.raises(SchemaError, match="the name Kind"):
        types.enum("Kind", "A kind.", ("A", "C"))


def test_a_scalar_s_name_is_taken() -> None:
    with pytest.raises(SchemaError, match="the name String"):
        Types().object("String", "No.", [Member("id", "ID!", "")])
