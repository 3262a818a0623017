"""`contrail analyse`: a measure of a part of the graph -> its ranked results."""

import asyncio
import os
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import orjson
import typer

from api.document import Documents
from api.execute import Answers
from api.root import build
from contrail.bar import Tell, bar
from contrail.errors import ContrailError, UsageError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import Settings, read_settings
from contrail.signals import stopped_by_signals
from graph.analyst import Bounds
from graph.connection import Address, open_driver
from graph.database import Database
from graph.prepare import prepare
from graph.question import MEASURES, Measure
from graph.reader import GraphReader
from schema.discover import discover
from schema.ontology import Ontology

_QUERY = """query (
  $of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $weighted: Boolean, $seed: Int, $resolution: Float,
  $first: Int
) {
  analysis(
    of: $of, measure: $measure, noun: $noun, weighted: $weighted, seed: $seed, resolution: $resolution, first: $first
  ) {
    measure definition complexity exact engine totalCount
    parameters { name value }
    graph { nodes edges relations loops directed }
    truncated { reason hint }
    results { rank score size node { id label } other { id label } }
  }
}"""


def command(
    measure: Annotated[Measure, typer.Argument(metavar="MEASURE", help=", ".join(Measure), case_sensitive=False)],
    of: Annotated[str, typer.Option("--of", metavar="JSON", help="Of which part of the graph, as in GraphQL.")] = "{}",
    noun: Annotated[str | None, typer.Option("--noun", help="Only things of this noun are ranked.")] = None,
    weighted: Annotated[bool, typer.Option("--weighted", help="Edges count as often as they have relations.")] = False,
    seed: Annotated[int | None, typer.Option("--seed", help="Of COMMUNITIES.")] = None,
    resolution: Annotated[float | None, typer.Option("--resolution", help="Of COMMUNITIES.")] = None,
    first: Annotated[int, typer.Option("--first", metavar="N", help="How many results are told.")] = 25,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Tell what is central in a part of the graph, what holds it together, or what is alike.

    Example: contrail analyse BETWEENNESS --of '{"flights": {}}' --first 10
    """
    variables = {
        "of": _part(of), "measure": measure.value, "noun": noun, "weighted": weighted or None, "seed": seed,
        "resolution": resolution, "first": first,
    }  # fmt: skip
    settings = read_settings(os.environ, data_dir)
    ontology = discover()
    with stopped_by_signals(), Database(settings.database) as address:
        with open_driver(address) as driver:
            prepare(driver, address.database, ontology)
        with bar() as progress:
            found = asyncio.run(_analyse(ontology, address, settings, variables, progress))
    tell(found, list(_lines(found, measure)), json=json)


def _part(of: str) -> dict[str, Any]:
    try:
        part = orjson.loads(of)
    except orjson.JSONDecodeError as error:
        raise UsageError("--of", f"it is not JSON: {error}", """Write it like '{"flights": {}}'.""") from error
    if not isinstance(part, dict):
        raise UsageError("--of", "it is not an object", """Write it like '{"flights": {}}'.""")
    return part


async def _analyse(
    ontology: Ontology, address: Address, settings: Settings, variables: dict[str, Any], progress: Tell
) -> dict[str, Any]:
    limits = settings.limits
    bounds = Bounds(limits.analysis_seconds, limits.analysis_relations)
    documents = Documents(build(ontology), limits, introspection=True)
    async with GraphReader(address, ontology, bounds, progress) as graph:
        answers = Answers(documents, graph, limits)
        operation, errors = answers.operation(_QUERY, None)
        assert operation is not None and not errors
        result = await answers.answer(operation, variables, "analyse")
    if result.errors:
        error = result.errors[0]
        hint = str((error.extensions or {}).get("hint", "See docs/analysis.md."))
        raise ContrailError("analyse", error.message, hint)
    assert result.data is not None
    found = result.data["analysis"]
    assert isinstance(found, dict)
    return found


def _lines(found: Mapping[str, Any], measure: Measure) -> Iterator[str]:
    graph = found["graph"]
    yield f"{measure}: {found['definition']}"
    given = ", ".join(f"{each['name']} {each['value']}" for each in found["parameters"])
    yield f"{graph['nodes']:,} things, {graph['edges']:,} edges, {graph['relations']:,} relations; {given}"
    yield f"{'exact' if found['exact'] else 'approximate'}, by {found['engine']}; {found['complexity']}"
    scored = MEASURES[measure].scored
    yield f"{'rank':>6} {'score':>14} {'size':>7}  things" if scored else f"{'rank':>6} {'size':>7}  things"
    for each in found["results"]:
        things = [thing["label"] for thing in (each["node"], each["other"]) if thing]
        more = f" and {each['size'] - len(things):,} more" if each["size"] > len(things) else ""
        score = f" {each['score']:>14.6g}" if scored else ""
        yield f"{each['rank']:>6}{score} {each['size']:>7,}  {', '.join(things)}{more}"
    yield f"{found['totalCount']:,} results in all" + (f"; {found['truncated']['hint']}" if found["truncated"] else "")
