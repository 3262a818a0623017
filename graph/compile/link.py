"""A way along a link -> the Cypher pattern of its edges."""

from collections.abc import Iterable

from graph.compile.draft import Draft, Node
from graph.cypher import quote
from schema.link import Link
from schema.ontology import Ontology, Way


def hop(start: str, edge: str, way: Way, end: str) -> str:
    """`(start)-[edge:TYPE]->(end)` in the way's direction; `end` may carry labels.

    A symmetric link is stored once and has no direction.
    """
    left = "<-" if not way.forward else "-"
    right = "->" if way.forward and not way.link.symmetric else "-"
    return f"({start}){left}[{edge}:{quote(way.link.type)}]{right}({end})"


def ends(draft: Draft, start: Node, way: Way, end: Node) -> str:
    """The end of a way with the label that it needs: one only where the edges' type does not imply it."""
    reached = {noun for link in _alike(draft.ontology, start, way) for noun in _ends(draft.ontology, link, way)}
    return end.name if reached <= set(end.nouns) else labelled(end.name, [end.noun])


def labelled(name: str, labels: Iterable[str]) -> str:
    """A variable with all of these labels."""
    return name + "".join(f":{quote(label)}" for label in labels)


def one_of(name: str, labels: Iterable[str]) -> str:
    """A variable with one of these labels."""
    return f"{name}:{'|'.join(quote(label) for label in labels)}"


def _alike(ontology: Ontology, start: Node, way: Way) -> Iterable[Link]:
    """Links whose edges cannot be told from the way's own where they meet the start."""
    for link in ontology.links:
        if link.type == way.link.type and set(_starts(ontology, link, way)) & set(start.nouns):
            yield link


def _starts(ontology: Ontology, link: Link, way: Way) -> list[str]:
    return _sources(ontology, link) if way.forward else list(ontology.possible(link.target))


def _ends(ontology: Ontology, link: Link, way: Way) -> list[str]:
    return list(ontology.possible(link.target)) if way.forward else _sources(ontology, link)


def _sources(ontology: Ontology, link: Link) -> list[str]:
    return [noun for source in link.sources for noun in ontology.possible(source)]
