"""A subgraph -> GEXF 1.2: nodes and edges with typed values, the statements behind each as JSON text."""

from collections.abc import AsyncIterator, Iterable
from collections.abc import Set as AbstractSet

from graph.export.evidence import evidence
from graph.export.record import Cell, Column, flat, relation_columns, thing_columns
from graph.export.subgraph import Subgraph
from graph.export.xml import attribute, text, typed

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph mode="static" defaultedgetype="directed">
"""


async def gexf(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """The whole file. Every edge is directed for the readers' sake; those that are not say so in `symmetric`."""
    things, relations = thing_columns(subgraph.ontology), relation_columns(subgraph.ontology)
    yield _HEAD
    yield _attributes("node", ("noun", "nouns", "evidence"), things)
    yield _attributes("edge", ("kind", "evidence", "symmetric"), relations)
    yield "<nodes>\n"
    async for thing in subgraph.things(members):
        cells: list[tuple[str, Cell]] = [("noun", thing.nouns[0]), ("nouns", [*thing.nouns])]
        cells += [("evidence", evidence(thing.words))]
        cells += [(column.name, cell) for column, cell in flat(thing.values, things)]
        yield f"<node id={attribute(thing.id)} label={attribute(thing.label)}>{_values('node', cells)}</node>\n"
    yield "</nodes>\n<edges>\n"
    async for each in subgraph.relations(members):
        cells = [("kind", each.kind), ("evidence", evidence(each.words)), *[("symmetric", True)] * each.symmetric]
        cells += [(column.name, cell) for column, cell in flat(each.values, relations)]
        ends = f"source={attribute(each.source)} target={attribute(each.target)} label={attribute(each.kind)}"
        yield f"<edge id={attribute(each.id)} {ends}>{_values('edge', cells)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(domain: str, own: Iterable[str], columns: Iterable[Column]) -> str:
    every = typed(own, columns)
    rows = (f'<attribute id="{domain}.{name}" title="{name}" type="{kind}"/>\n' for name, kind in every)
    return f'<attributes class="{domain}">\n{"".join(rows)}</attributes>\n'


def _values(domain: str, cells: Iterable[tuple[str, Cell]]) -> str:
    rows = (f'<attvalue for="{domain}.{name}" value={attribute(text(cell))}/>' for name, cell in cells if cell != "")
    return f"<attvalues>{''.join(rows)}</attvalues>"
