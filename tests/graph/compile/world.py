"""World: things and edges as plain packed data, written to Neo4j in the form of docs/storage.md."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from neo4j import Driver
from neo4j.spatial import WGS84Point

from graph.cypher import labels, quote
from graph.view.node import differing, store
from graph.view.words import found_by
from schema.field import Field
from schema.identity import noun_of
from schema.ontology import Ontology
from schema.ranking import Ranking
from schema.values.value import Point

Packed = Mapping[str, Any]


@dataclass(frozen=True)
class Arrow:
    """An edge: its link's type, where it begins and ends, its packed fields and its evidence."""

    type: str
    source: str
    target: str
    fields: Packed = field(default_factory=dict)
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True)
class World:
    """Things by public id with their packed fields; `extra` holds further stored properties, `merged` old ids.

    `ranked`: the fields that a ranking shows otherwise than the default.
    """

    things: Mapping[str, Packed]
    arrows: tuple[Arrow, ...] = ()
    extra: Mapping[str, Packed] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    ranked: Mapping[Ranking, Mapping[str, Packed]] = field(default_factory=dict)

    def by(self, ranking: Ranking) -> "World":
        """The same world as a ranking shows it."""
        other = self.ranked.get(ranking, {})
        return replace(self, things={key: {**fields, **other.get(key, {})} for key, fields in self.things.items()})


def stored_id(identifier: str) -> str | int:
    """Statements are known by numbers."""
    noun, _, rest = identifier.partition(":")
    return int(rest) if noun == "Statement" else identifier


def properties(fields: Mapping[str, Field], packed: Packed) -> dict[str, Any]:
    """Packed values by field -> stored properties."""
    found: dict[str, Any] = {}
    for name, value in packed.items():
        field = fields[name]
        for key, stored in store(field, value if field.many else field.type.pack(value)).items():
            point = isinstance(stored, Point)
            found[key] = WGS84Point((stored.longitude, stored.latitude)) if point else stored  # type: ignore[union-attr]
    return found


def write(driver: Driver, ontology: Ontology, world: World) -> None:
    """Replace what the database holds by this world."""
    with driver.session() as session, session.begin_transaction() as transaction:
        transaction.run("MATCH (n) DETACH DELETE n").consume()
        nodes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for identifier, packed in world.things.items():
            noun = noun_of(identifier)
            own = {"id": stored_id(identifier), **properties(ontology.fields(noun), packed)}
            own |= found_by(ontology.fields(noun), packed)
            for ranking in world.ranked:
                other = properties(ontology.fields(noun), world.by(ranking).things[identifier])
                own |= differing(ranking, own, other)
            nodes[noun].append({**own, **world.extra.get(identifier, {})})
        for noun, rows in nodes.items():
            text = f"UNWIND $rows AS own CREATE (n{labels(ontology, noun)}) SET n = own"
            transaction.run(text, rows=rows).consume()
        edges: defaultdict[tuple[str, str, str], list[list[Any]]] = defaultdict(list)
        for arrow in world.arrows:
            link = ontology.link(noun_of(arrow.source), arrow.type)
            own = properties({each.name: each for each in link.fields}, arrow.fields)
            if link.claimed:
                own |= {"evidence": list(arrow.evidence), "known_from": 0}
            edges[arrow.type, noun_of(arrow.source), noun_of(arrow.target)].append(
                [stored_id(arrow.source), stored_id(arrow.target), own]
            )
        for (kind, source, target), each in edges.items():
            transaction.run(
                f"UNWIND $rows AS r MATCH (a:{quote(source)} {{id: r[0]}}) MATCH (b:{quote(target)} {{id: r[1]}}) "
                f"CREATE (a)-[r1:{quote(kind)}]->(b) SET r1 = r[2]",
                rows=each,
            ).consume()
        for old, canonical in world.merged.items():
            transaction.run(
                f"MATCH (b:{quote(noun_of(canonical))} {{id: $b}}) CREATE (:Merged {{id: $a}})-[:SAME_AS]->(b)",
                a=old,
                b=canonical,
            ).consume()
        transaction.commit()
