"""Random graphs with loops, parallel edges, ties, parts apart and edges without direction: Worlds, and networkx."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from schema.ontology import Ontology
from tests.graph.compile.world import Arrow, World

ACTORS = [f"Actor:{number}" for number in range(7)]
PLACES = [f"Place:{number}" for number in range(3)]
KINDS = ("ALLIED_WITH", "CONTROLS", "OPPOSES", "SUPPORTS")
FIELDS = st.fixed_dictionaries(
    {"modality": st.sampled_from(["ACTUAL", "ACTUAL", "EXPECTED"])},
    optional={"disputed": st.just(value=True), "alternative": st.just("either")},
)


@st.composite
def graphs(draw: st.DrawFn) -> World:
    """Actors that support, oppose and ally with each other and themselves, and control places."""
    pairs = st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS))
    arrows = {}
    for kind in ("ALLIED_WITH", "OPPOSES", "SUPPORTS"):
        for source, target in draw(st.sets(pairs, max_size=8)):
            # An edge without direction is stored once.
            if kind == "ALLIED_WITH" and source > target:
                source, target = target, source
            arrows[kind, source, target] = Arrow(kind, source, target, draw(FIELDS))
    held = st.tuples(st.sampled_from(ACTORS), st.sampled_from(PLACES))
    for source, target in draw(st.sets(held, max_size=6)):
        arrows["CONTROLS", source, target] = Arrow("CONTROLS", source, target, draw(FIELDS))
    things: dict[str, dict[str, Any]] = {
        each: {"label": draw(st.sampled_from(["Ada", "Bo"]))} for each in ACTORS + PLACES
    }
    return World(things, tuple(arrows.values()))


def followed(ontology: Ontology, world: World, kinds: Iterable[str], toward: str) -> "nx.DiGraph[str]":
    """What can be walked to from where, over edges of some kinds."""
    symmetric = {link.type for link in ontology.links if link.symmetric}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(world.things)
    for arrow in world.arrows:
        if arrow.type in kinds and (toward == "BOTH" or arrow.type not in symmetric):
            if toward != "IN":
                graph.add_edge(arrow.source, arrow.target)
            if toward != "OUT":
                graph.add_edge(arrow.target, arrow.source)
    return graph
