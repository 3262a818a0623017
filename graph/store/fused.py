"""A statement about things that nobody has spoken of -> one row that writes it with all of their view by one query.

What such a statement says makes its part of the view alone, so nothing need be read: this is how most rows of tables
come in. Whether the things are new is for `graph.store.fresh` to tell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.cypher import ABOUT, DOCUMENT, GONE, MERGED, REPORTED_IN, SAID_BY, SAME_AS, STATEMENT, labels, past, quote
from graph.store.difference import database_value
from graph.view.conflict import conflicts
from graph.view.edge import edges
from graph.view.judgement import judgements
from graph.view.node import Said, node
from graph.view.standing import Standing
from graph.view.union import canonical_ids, groups
from graph.view.whole import spoken_of, symmetric
from schema.claim import SAME_AS as JUDGEMENT
from schema.claim import Statement
from schema.identity import noun_of
from schema.ontology import Ontology

#: A statement about more things than this is left to the general path: each number of things has a query of its own.
MOST_THINGS = 6


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of a shape: where it begins, and where it ends among the shape's own things or those outside."""

    type: str
    source: int
    target: int
    outside: bool
    modality: str | None
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What rows have in common that one query writes: nouns of the things, of those outside, and the edges."""

    things: tuple[str, ...]
    merged: tuple[tuple[str, int], ...]
    outside: tuple[str, ...]
    links: tuple[Link, ...]

    @property
    def shown(self) -> int:
        """How many edges of the view it has."""
        return sum(link.modality is not None for link in self.links)


@dataclass(slots=True)
class Fused:
    """A statement ready for writing: ids and properties in the order of its shape.

    `about` are all ids that it is about, merged ones too.
    """

    statement: Statement
    shape: Shape
    about: Sequence[str]
    things: list[dict[str, Any]]
    merged: list[str]
    outside: list[str]
    links: list[list[Any]]
    judged: list[tuple[str, str, str, dict[str, Any]]]

    def row(self, statement: Mapping[str, Any], canonical: Mapping[str, str]) -> list[Any]:
        """The row of the query's `$rows`, with the canonical ids of what is outside."""
        return [statement, *self.things, *self.merged, *(canonical[one] for one in self.outside), *self.links_row()]

    def links_row(self) -> list[Any]:
        """The properties of the edges, those that the query does not name itself."""
        return [value for values in self.links for value in values]


def fuse(ontology: Ontology, statement: Statement, published: str | None) -> Fused | None:
    """The statement as a row, if all that it is about is new; None where the general path is needed all the same."""
    standing = Standing.of(statement, published)
    about = sorted(spoken_of(ontology, standing))
    joined = canonical_ids(statement.claims)
    roots = sorted({joined.get(one, one) for one in about})
    if not 0 < len(roots) <= MOST_THINGS:
        return None
    at = {root: number for number, root in enumerate(roots)}
    subjects: dict[str, list[Said]] = {root: [] for root in roots}
    both: dict[str, list[Said]] = {root: [] for root in roots}
    for claim in statement.claims:
        root = joined.get(claim.subject, claim.subject)
        subjects[root].append((claim, standing))
        both[root].append((claim, standing))
        if claim.object is not None and symmetric(ontology, claim) and joined.get(claim.object, claim.object) in at:
            both[joined.get(claim.object, claim.object)].append((claim, standing))
    members = groups(joined)
    outside: dict[str, int] = {}
    links: list[Link] = []
    values: list[list[Any]] = []
    things: list[dict[str, Any]] = []
    judged: list[tuple[str, str, str, dict[str, Any]]] = []
    for root in roots:
        if _chosen(ontology, subjects[root]):
            return None
        made = edges(ontology, root, both[root], lambda one: joined.get(one, one))
        for edge in made:
            inside = edge.target in at
            target = at[edge.target] if inside else outside.setdefault(edge.target, len(outside))
            properties = dict(edge.properties)
            modality = properties.pop("modality", None)
            assert modality is None or isinstance(modality, str)
            names = tuple(sorted(properties))
            kind = edge.type if edge.shown else past(edge.type)
            links.append(Link(kind, at[root], target, not inside, modality if edge.shown else None, names))
            values.append([database_value(properties[name]) for name in names])
        noun = noun_of(root)
        disagree = conflicts(ontology, noun, subjects[root], made)
        shown = node(ontology, root, members.get(root, ()), subjects[root], conflicts=disagree)
        properties = {name: database_value(value) for name, value in shown.properties.items()}
        properties["id"] = root
        if shown.members:
            properties["members"] = list(shown.members)
        things.append(properties)
        judged += [
            (one.type, root, one.key, {name: database_value(value) for name, value in one.properties.items()})
            for one in judgements(root, members.get(root, ()), both[root])
        ]
    gone = [one for one in sorted(joined) if joined[one] != one]
    shape = Shape(
        tuple(noun_of(root) for root in roots),
        tuple((noun_of(one), at[joined[one]]) for one in gone),
        tuple(noun_of(one) for one in outside),
        tuple(links),
    )
    return Fused(statement, shape, about, things, gone, list(outside), values, judged)


def _chosen(ontology: Ontology, said: Sequence[Said]) -> bool:
    """Whether what is shown depends on the canonical ids of what is outside: where a link may lead to one alone."""
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for claim, _ in said:
        if claim.object is not None and claim.key != JUDGEMENT:
            targets[claim.subject + claim.key].add(claim.object)
    if all(len(found) < 2 for found in targets.values()):
        return False
    links = [
        ontology.link(noun_of(claim.subject), claim.key) for claim, _ in said if claim.key != JUDGEMENT and claim.object
    ]
    return any(link.one or link.exclusive for link in links)


@lru_cache(maxsize=512)
def query(ontology: Ontology, shape: Shape, speakers: int) -> str:
    """Cypher that writes rows of a shape; `$said` has the ids and steps of those who said them, `$now` the time."""
    at = iter(range(1, 1000))
    things = [(f"n{number}", noun, next(at)) for number, noun in enumerate(shape.things)]
    merged = [(f"m{number}", root, next(at)) for number, (_, root) in enumerate(shape.merged)]
    outside = [(f"o{number}", noun, next(at)) for number, noun in enumerate(shape.outside)]
    who = [f"p{number}" for number in range(speakers)]
    lines = [f"MATCH (d:{DOCUMENT} {{id: $document}})"]
    lines += [f"MATCH ({one}:Entity {{id: $said[{number}][0]}})" for number, one in enumerate(who)]
    lines.append("UNWIND $rows AS r")
    lines += [f"MATCH ({name}:{quote(noun)} {{id: r[{place}]}})" for name, noun, place in outside]
    lines.append(f"CREATE (s:{STATEMENT}) SET s = r[0] CREATE (s)-[:{REPORTED_IN}]->(d)")
    lines += [f"CREATE (s)-[:{SAID_BY} {{step: $said[{number}][1]}}]->({one})" for number, one in enumerate(who)]
    for name, noun, place in things:
        # Made as what is gone, so that it waits for whoever locks that id; see `lock_entities`.
        lines.append(
            f"CREATE ({name}:{GONE} {{id: r[{place}].id}}) SET {name} = r[{place}] "
            f"SET {name}{labels(ontology, noun)} REMOVE {name}:{GONE} CREATE (s)-[:{ABOUT}]->({name})"
        )
    for name, root, place in merged:
        lines.append(
            f"CREATE ({name}:{GONE} {{id: r[{place}]}}) SET {name}:{MERGED} REMOVE {name}:{GONE} "
            f"CREATE ({name})-[:{SAME_AS}]->(n{root})"
        )
    for link in shape.links:
        target = f"{'o' if link.outside else 'n'}{link.target}"
        more = [f"{quote(name)}: r[{next(at)}]" for name in link.properties]
        more.append("hidden: true" if link.modality is None else f"modality: '{link.modality}'")
        lines.append(
            f"CREATE (n{link.source})-[:{quote(link.type)} "
            f"{{evidence: [r[0].id], known_from: $now, {', '.join(more)}}}]->({target})"
        )
    return "\n".join(lines)
