"""Rows that write statements about new things -> the one query that writes all rows of a shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.cypher import ABOUT, DOCUMENT, GONE, MERGED, REPORTED_IN, SAID_BY, SAME_AS, STATEMENT, labels, quote
from schema.claim import Statement
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
    #: Computed once: rows are gathered by their shape.
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.things, self.merged, self.outside, self.links)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def ends(self) -> list[tuple[str, int, int]]:
        """The edges of the view: type, and the places of both ends among the things and, after them, those outside."""
        own = len(self.things)
        return [
            (link.type, link.source, link.target + own * link.outside)
            for link in self.links
            if link.modality is not None
        ]

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
