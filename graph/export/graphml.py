"""A subgraph -> GraphML: nodes and edges with typed data, the statements behind each as JSON text."""

from collections.abc import AsyncIterator, Iterable, Iterator
from collections.abc import Set as AbstractSet

from graph.export.evidence import evidence
from graph.export.record import Cell, Column, flat, relation_columns, thing_columns
from graph.export.subgraph import Subgraph
from graph.export.xml import attribute, content, text, typed

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_NODE = ("label", "noun", "nouns", "evidence")
_EDGE = ("kind", "evidence")


async def graphml(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """The whole file. Edges have ids; those without direction say so in `symmetric`, as a file has one kind alone."""
    things, relations = thing_columns(subgraph.ontology), relation_columns(subgraph.ontology)
    yield _HEAD
    yield "".join(_keys("node", _NODE, things))
    yield "".join(_keys("edge", (*_EDGE, "symmetric"), relations))
    yield '<graph edgedefault="directed">\n'
    async for thing in subgraph.things(members):
        own: tuple[Cell, ...] = (thing.label, thing.nouns[0], [*thing.nouns], evidence(thing.words))
        cells = [*zip(_NODE, own, strict=True)]
        cells += [(column.name, cell) for column, cell in flat(thing.values, things)]
        yield f"<node id={attribute(thing.id)}>{_data('node', cells)}</node>\n"
    async for each in subgraph.relations(members):
        cells = [("kind", each.kind), ("evidence", evidence(each.words))]
        cells += [("symmetric", True)] * each.symmetric
        cells += [(column.name, cell) for column, cell in flat(each.values, relations)]
        ends = f"id={attribute(each.id)} source={attribute(each.source)} target={attribute(each.target)}"
        yield f"<edge {ends}>{_data('edge', cells)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _keys(domain: str, own: Iterable[str], columns: Iterable[Column]) -> Iterator[str]:
    for name, kind in typed(own, columns):
        yield f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(domain: str, cells: Iterable[tuple[str, Cell]]) -> str:
    return "".join(f'<data key="{domain}.{name}">{content(text(cell))}</data>' for name, cell in cells if cell != "")
