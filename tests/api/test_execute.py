"""GraphQL over HTTP, answered by a real Neo4j."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_named_type,
    is_leaf_type,
    parse,
)
from neo4j import Driver

from api.limits import Limits
from api.names import edge_family
from api.root import Built
from graph.connection import Address
from graph.store import Store
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Statement
from schema.ontology import Ontology
from schema.values.value import ValueType
from tests.api.client import Client
from tests.api.conftest import sampled
from tests.graph.compile.sample import SAMPLE

pytestmark = pytest.mark.neo4j

FLIGHTS = """
query Flights($word: String!) {
  flights(where: {destination: {some: {name: {contains: $word}}}}, orderBy: [{label: DESC}]) { totalCount nodes {
    __typename count { low high text } period { start end text } aircraftType { nodes { designator } }
    operator { nodes { name } } origin { edges { alternative modality node { name country } } }
    destination { nodes { name ... on Base { icao location { latitude longitude } } } }
    statements { nodes { text quoted saidBy { edges { step node { name } } } reportedIn { title url publishedAt } } }
  } }
}
"""


@pytest.fixture(scope="module")
def service(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """The service over the sample, with room for the large queries of these tests."""
    limits = replace(Limits(), tokens=50_000, fields=10_000, roots=100, aliases=100, cost=10**9, seconds=60.0)
    with sampled(ontology, driver, neo4j_address, limits) as client:
        yield client


@pytest.fixture(scope="module")
def sdl(built: Built) -> GraphQLSchema:
    return build_schema(built.sdl)


def complete(sdl: GraphQLSchema, query: str, data: dict[str, Any]) -> dict[str, Any]:
    """The answer as graphql-core completes it, which raises for what does not fit the schema's types."""
    result = execute_sync(
        sdl,
        parse(query),
        root_value=data,
        field_resolver=lambda source, info, **_: source[info.path.key],
        type_resolver=lambda value, *_: value["__typename"],
    )
    assert result.errors is None, result.errors
    assert result.data is not None
    return result.data


def test_who_flew_to_khadim_and_who_says_so(service: Client) -> None:
    found = service.data(FLIGHTS, {"word": "Khadim"})["flights"]
    assert found["totalCount"] == 2
    first, second = found["nodes"]
    assert list(first) == [
        "__typename", "count", "period", "aircraftType", "operator", "origin", "destination", "statements",
    ]  # fmt: skip
    assert second["count"] == {"low": 1, "high": 1, "text": "1"}
    assert first["count"] == {"low": 6, "high": None, "text": "at least six"}
    assert first["period"] == {"start": "2024-12-08", "end": "2024-12-20", "text": "since December 8"}
    assert first["aircraftType"] == {"nodes": [{"designator": "IL76"}]}
    assert first["operator"] == {"nodes": [{"name": "Russia"}]}
    assert sorted(edge["node"]["name"] for edge in first["origin"]["edges"]) == ["Chkalovsky", "Minsk"]
    assert {edge["alternative"] for edge in first["origin"]["edges"]} == {"a"}
    assert first["destination"]["nodes"] == [
        {"name": "al-Khadim", "icao": "HL59", "location": {"latitude": 31.9986, "longitude": 21.9633}}
    ]
    said = {statement["text"]: statement for statement in first["statements"]["nodes"]}
    assert set(said) == {"At least six flights, he said", "They deny it"}
    assert said["At least six flights, he said"] == {
        "text": "At least six flights, he said",
        "quoted": True,
        "saidBy": {"edges": [{"step": 0, "node": {"name": "the ministry"}}]},
        "reportedIn": {"title": "Night flights", "url": "https://example.org/a", "publishedAt": "2024-12-20"},
    }


def test_evidence_leads_to_the_words(service: Client) -> None:
    query = """{ flight(id: "Flight:1") { evidence(field: "count") { nodes {
      value text span { start end } polarity statement { id text } } }
      destination { edges { disputed evidence { nodes { polarity object } } } } } }"""
    flight = service.data(query)["flight"]
    (claim,) = flight["evidence"]["nodes"]
    assert claim["value"] == {"low": 6, "high": None, "text": "at least six"}
    assert (claim["text"], claim["span"], claim["polarity"]) == ("at least six", {"start": 0, "end": 12}, "ASSERTED")
    assert claim["statement"] == {"id": "Statement:1", "text": "At least six flights, he said"}
    (edge,) = flight["destination"]["edges"]
    assert edge["disputed"] is True
    assert sorted(each["polarity"] for each in edge["evidence"]["nodes"]) == ["ASSERTED", "DENIED"]


def test_things_by_id(service: Client) -> None:
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { label } }
      node(id: "Base:old-moscow") { id } flight(id: "Base:khadim") { id } site(id: "Base:khadim") { name } }"""
    found = service.data(query, {"ids": ["Place:minsk", "no", "Statement:3", "Base:khadim"]})
    assert found["nodes"] == [
        {"__typename": "Place", "id": "Place:minsk", "label": "Minsk"},
        None,
        {"__typename": "Statement", "id": "Statement:3"},
        {"__typename": "Base", "id": "Base:khadim", "label": "al-Khadim"},
    ]
    assert found["node"] == {"id": "Base:moscow"}, "an id from before a merge finds the merged thing"
    assert found["flight"] is None
    assert found["site"] == {"name": "al-Khadim"}


def test_pages_follow_each_other(service: Client) -> None:
    query = """query ($after: String) { entities(first: 4, after: $after, orderBy: {label: ASC}) {
      totalCount nodes { label } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    seen, after, pages = [], None, 0
    while True:
        page = service.data(query, {"after": after})["entities"]
        seen += [node["label"] for node in page["nodes"]]
        pages += 1
        assert page["pageInfo"]["hasPreviousPage"] is (pages > 1)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    entities = [packed["label"] for identifier, packed in SAMPLE.things.items() if "label" in packed]
    assert seen == sorted(entities)
    assert page["totalCount"] == len(entities)


def test_conditions_by_variables(service: Client) -> None:
    query = """query ($v: Boolean!) { base(id: "Base:khadim") { name @include(if: $v) icao @skip(if: $v)
      ... @include(if: $v) { country } } }"""
    assert service.data(query, {"v": True})["base"] == {"name": "al-Khadim", "country": "LY"}
    assert service.data(query, {"v": False})["base"] == {"icao": "HL59"}


def test_either_of_two_conditions(service: Client) -> None:
    query = """query ($a: Boolean!, $b: Boolean!) { base(id: "Base:khadim") { id
      arrivals @include(if: $a) { totalCount } arrivals @include(if: $b) { nodes { id } } } }"""
    both = {"totalCount": 2, "nodes": [{"id": "Flight:1"}, {"id": "Flight:2"}]}
    for a in (True, False):
        for b in (True, False):
            wanted = {key: value for key, value in both.items() if {"totalCount": a, "nodes": b}[key]}
            found = service.data(query, {"a": a, "b": b})["base"]
            assert found == {"id": "Base:khadim"} | ({"arrivals": wanted} if a or b else {})


def test_questions_and_the_schema_in_one_request(service: Client) -> None:
    query = """{ a: __typename __schema { queryType { name } } ...F b: __type(name: "Base") { name } }
      fragment F on Query { base(id: "Base:khadim") { icao } t: __type(name: "Place") { name } }"""
    found = service.data(query)
    assert found == {
        "a": "Query", "__schema": {"queryType": {"name": "Query"}}, "base": {"icao": "HL59"}, "t": {"name": "Place"},
        "b": {"name": "Base"},
    }  # fmt: skip
    assert list(found) == ["a", "__schema", "base", "t", "b"]


def test_nothing_is_cut_silently(service: Client, driver: Driver) -> None:
    driver.execute_query(
        "UNWIND range(1, 30) AS n CREATE (:Listing:Entity {id: 'Listing:t' + n, label: 'listing ' + n, program: 'P'})"
    )
    try:
        where = 'where: {program: {eq: "P"}}'
        answer = service.answer(
            f"{{ a: listings({where}) {{ nodes {{ id }} }} b: listings({where}, first: 9) {{ totalCount }} }}"
        )
        assert len(answer["data"]["a"]["nodes"]) == 25
        assert answer["extensions"] == {"partial": ["a"]}
        assert "extensions" not in service.answer(f"{{ listings({where}, first: 25) {{ nodes {{ id }} }} }}")
    finally:
        driver.execute_query("MATCH (n:Listing {program: 'P'}) DETACH DELETE n")


def test_a_bad_value_tells_the_field(service: Client) -> None:
    answer = service.answer(
        "{ x: bases(where: {location: {near: {latitude: 91, longitude: 0, km: 1}}}) { totalCount } }"
    )
    (error,) = answer["errors"]
    assert error["path"] == ["x"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "latitude" in error["message"]


# --- all that the schema offers ---


def members(sdl: GraphQLSchema, name: str) -> dict[str, GraphQLNamedType]:
    """The fields of a type, with the named type of each."""
    kind = sdl.type_map[name]
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
    return {field: get_named_type(made.type) for field, made in kind.fields.items()}


def everything(sdl: GraphQLSchema, name: str, depth: int) -> str:
    """A selection of every field of a type; below `depth` things are shown by type and id.

    Aggregates are left out: test_grouping.py asks for all of them.
    """
    parts = ["__typename"]
    for field, inner in members(sdl, name).items():
        if field == "aggregate":
            continue
        if is_leaf_type(inner):
            parts.append(field)
            continue
        below = members(sdl, inner.name)
        if depth:
            parts.append(f"{field} {{ {everything(sdl, inner.name, depth - 1)} }}")
        elif "id" in below:
            parts.append(f"{field} {{ __typename id }}")
        elif not {"nodes", "node"} & set(below):
            parts.append(f"{field} {{ {everything(sdl, inner.name, 0)} }}")
    return " ".join(parts)


def test_every_field_is_answered_as_the_schema_says(service: Client, sdl: GraphQLSchema, ontology: Ontology) -> None:
    seen: set[tuple[str | None, bool]] = set()
    for noun in ontology.concrete:
        kinds = members(sdl, noun.name)
        parts = ["__typename", "id"]
        for name, inner in kinds.items():
            if is_leaf_type(inner):
                parts.append(name)
                continue
            # Edges with the same fields are asked for in full once; planning a query of them all takes long.
            way = ontology.ways(noun.name).get(name)
            edge = (edge_family(way.link), way.forward) if way else (name, True)
            parts.append(f"{name} {{ {everything(sdl, inner.name, 0 if edge in seen else 2)} }}")
            seen.add(edge)
        connection = everything(sdl, f"{noun.name}Connection", 0)
        query = f"{{ {noun.plural}(first: 50) {{ {connection} nodes {{ {' '.join(parts)} }} }} }}"
        data = service.data(query)
        assert complete(sdl, query, data) == data, noun.name


def argument(kind: GraphQLInputType) -> str:
    """Some value of an input type, as GraphQL text."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLEnumType):
        text = next(iter(named.values))
    elif isinstance(named, GraphQLInputObjectType):
        text = "{" + ", ".join(f"{name}: {argument(made.type)}" for name, made in named.fields.items()) + "}"
    else:
        text = {"String": '"2024-12-08"', "ID": '"x"', "Int": "1", "Float": "1.5", "Boolean": "false"}[named.name]
    return f"[{text}]" if "[" in str(kind) else text


def test_every_operator_is_answered(service: Client, sdl: GraphQLSchema, ontology: Ontology) -> None:
    seen: set[str] = set()
    for noun in ontology.concrete:
        tests = []
        for name, inner in members(sdl, f"{noun.name}Filter").items():
            if name in {"and", "or", "not"} or name in ontology.ways(noun.name) or inner.name in seen:
                continue
            seen.add(inner.name)
            assert isinstance(inner, GraphQLInputObjectType)
            tests += [f"{{{name}: {{{operator}: {argument(each.type)}}}}}" for operator, each in inner.fields.items()]
        some = f"some: {noun.plural}(where: {{or: [{', '.join(tests)}]}}) {{ totalCount }}"
        none = f"none: {noun.plural}(where: {{not: {{or: [{', '.join(tests)}]}}}}) {{ totalCount }}"
        found = service.data(f"{{ {some} {none} every: {noun.plural} {{ totalCount }} }}")
        assert found["some"]["totalCount"] + found["none"]["totalCount"] == found["every"]["totalCount"], noun.name
    assert seen >= {f"{value.kind}Filter" for value in ontology.value_types if not _edge_only(ontology, value)}


def _edge_only(ontology: Ontology, value: ValueType) -> bool:
    fields = (field for noun in ontology.concrete for field in ontology.fields(noun.name).values())
    return all(field.type.kind != value.kind for field in fields)


def test_every_way_can_be_filtered(service: Client, ontology: Ontology) -> None:
    for noun in ontology.concrete:
        parts = [f"every: {noun.plural} {{ totalCount }}"]
        for name, way in ontology.ways(noun.name).items():
            tests = ", ".join(f"{{{field.name}: {{isNull: false}}}}" for field in way.link.fields)
            within = f"edge: {{or: [{tests}]}}" if tests else ""
            for quantifier in ("some", "none"):
                where = f"{{{name}: {{{quantifier}: {{{within}}}}}}}"
                parts.append(f"{quantifier}_{name}: {noun.plural}(where: {where}) {{ totalCount }}")
        found = {key: each["totalCount"] for key, each in service.data(f"{{ {' '.join(parts)} }}").items()}
        for name in ontology.ways(noun.name):
            assert found[f"some_{name}"] + found[f"none_{name}"] == found["every"], (noun.name, name)


def orders(sdl: GraphQLSchema, name: str) -> list[str]:
    """Every key of an order, those of edges included."""
    found = []
    for key, inner in members(sdl, name).items():
        if isinstance(inner, GraphQLInputObjectType):
            found += [f"{{{key}: {below}}}" for below in orders(sdl, inner.name)]
        else:
            found += [f"{{{key}: {direction}}}" for direction in ("ASC", "DESC")]
    return found


@pytest.mark.parametrize("name", ["Flight", "Site"])
def test_pages_follow_in_every_order(service: Client, sdl: GraphQLSchema, ontology: Ontology, name: str) -> None:
    plural, keys = ontology.noun(name).plural, orders(sdl, f"{name}Order")
    fields = [
        f"k{n}: {plural}(first: 2, after: $c{n}, orderBy: [{key}]) {{ edges {{ cursor node {{ id }} }} }}"
        for n, key in enumerate(keys)
    ]
    query = f"query ({' '.join(f'$c{n}: String' for n in range(len(keys)))}) {{ {' '.join(fields)} }}"
    first = {key: each["edges"] for key, each in service.data(query).items()}
    cursors = {f"c{key[1:]}": edges[0]["cursor"] for key, edges in first.items()}
    for key, each in service.data(query, cursors).items():
        assert each["edges"][0] == first[key][1], keys[int(key[1:])]


def test_things_along_a_way_are_ordered_by_their_edges(service: Client, sdl: GraphQLSchema) -> None:
    keys = orders(sdl, "SiteLinkOrder")
    assert "{edge: {period: ASC}}" in keys
    fields = " ".join(f"k{n}: destination(orderBy: [{key}]) {{ nodes {{ id }} }}" for n, key in enumerate(keys))
    for flight in service.data(f"{{ flights {{ nodes {{ {fields} }} }} }}")["flights"]["nodes"]:
        ids = [sorted(node["id"] for node in each["nodes"]) for each in flight.values()]
        assert all(each == ids[0] for each in ids)


REVIEW = """{
  candidates(noun: "Base") { totalCount nodes { reasons } edges { cursor node { __typename one { __typename id }
    other { __typename id } reasons score evidence { nodes { object } } } } }
  conflicts(noun: "Base", first: 5) { totalCount pageInfo { hasNextPage } edges { cursor node { __typename field
    entity { __typename label ... on Base { icao } } positions { __typename value node { __typename id }
      polarity modality statements(first: 1) { totalCount edges { cursor node { row reportedIn { title } } } } } } } }
  base(id: "$id") { conflicts { totalCount nodes { field } }
    candidates(first: 1) { totalCount edges { reasons score node { __typename ... on Site { country } }
      evidence { nodes { field object method } } } } }
}"""


def test_what_disagrees_and_what_may_be_one(
    service: Client, sdl: GraphQLSchema, driver: Driver, ontology: Ontology
) -> None:
    one, other = sorted(identity.keyed("Base", "source:test", name) for name in "ab")
    code = identity.hint("Base", "iata", "BEN")
    told = {
        "first": (Claim(one, "country", "LY"), Claim(one, "icao", "HLLB")),
        "second": (Claim(one, "country", "TN"), Claim(other, "country", "LY")),
    }
    store = Store(driver, "neo4j", ontology)
    for title, claims in told.items():
        sha = title.encode().hex().zfill(64)
        table = Document(identity.document(sha, title), sha, "DATASET", title=title, outlet=title)
        judged = Claim(claims[-1].subject, SAME_AS, object=code, modality=Modality.POSSIBLE, method=f"by {title}")
        store.write(Batch((table,), (Statement(table.id, "test@1", (*claims, judged), row="7"),)))
    query = REVIEW.replace("$id", one)
    found = complete(sdl, query, service.data(query))
    (edge,) = found["conflicts"]["edges"]
    assert (edge["node"]["field"], edge["node"]["entity"]["icao"]) == ("country", "HLLB")
    positions = {each["value"]: each for each in edge["node"]["positions"]}
    assert {value: each["statements"]["totalCount"] for value, each in positions.items()} == {"LY": 1, "TN": 1}
    assert positions["TN"]["statements"]["edges"][0]["node"] == {"row": "7", "reportedIn": {"title": "second"}}
    assert positions["LY"] | {"statements": None} == {
        "__typename": "Position", "value": "LY", "node": None, "polarity": "ASSERTED", "modality": "ACTUAL",
        "statements": None,
    }  # fmt: skip
    assert found["base"]["conflicts"] == {"totalCount": 1, "nodes": [{"field": "country"}]}
    (candidate,) = found["base"]["candidates"]["edges"]
    assert (candidate["reasons"], candidate["node"]) == (
        ["by first", "by second"],
        {"__typename": "Base", "country": "LY"},
    )
    assert {each["object"] for each in candidate["evidence"]["nodes"]} == {code}
    pair = found["candidates"]["edges"][0]["node"]
    assert found["candidates"]["nodes"] == [{"reasons": pair["reasons"]}] and found["candidates"]["totalCount"] == 1
    assert (pair["one"]["id"], pair["other"]["id"], pair["reasons"]) == (one, other, ["by first", "by second"])
    refused = service.answer('{ conflicts(noun: "Ship") { totalCount } }')
    assert "there is no noun 'Ship'" in refused["errors"][0]["message"]
    for title in told:
        store.retract(identity.document(title.encode().hex().zfill(64), title))
