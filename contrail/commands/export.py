"""`contrail export`: what stands in the graph, or a part of it, goes to a file that other programs read."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import orjson
import typer

from api.document import Documents
from api.errors import ApiError
from api.execute import Answers
from api.export import Exports, SelectionError
from api.limits import Limits
from api.root import build
from contrail.bar import bar
from contrail.errors import UsageError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import Settings, read_settings
from contrail.target import STDOUT, target
from contrail.whole import open_whole
from graph.connection import Address
from graph.errors import InputError
from graph.export.form import FormName
from graph.export.statement import export
from graph.prepare import prepare
from graph.reader import GraphReader
from schema.discover import discover
from schema.ontology import Ontology

#: Things that an export on the command line may have: as many as there are.
_ALL = 10**12
_AGAIN = "Run the command again."


def command(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="File to write, which appears once it is whole; -: stdout.")
    ],
    form: Annotated[
        FormName, typer.Option("--format", help="jsonl, graphml, gexf, csv (a zip of files), cypher, jsonld.")
    ] = FormName.JSONL,
    ids: Annotated[str | None, typer.Option(metavar="ID,ID…", help="Only these things and what is around.")] = None,
    where: Annotated[
        str | None, typer.Option(metavar="JSON", help='Only what passes: \'{"flight": {"cargo": {"isNull": false}}}\'.')
    ] = None,
    query: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Only the things whose id this GraphQL query answers.")
    ] = None,
    variables: Annotated[str | None, typer.Option(metavar="JSON", help="The variables of --query.")] = None,
    depth: Annotated[int | None, typer.Option(help="How many relations around; 1, with --query 0.")] = None,
    edge_kinds: Annotated[str | None, typer.Option(metavar="KIND,KIND…", help="Relations of these alone.")] = None,
    direction: Annotated[str | None, typer.Option(metavar="OUT|IN|BOTH", help="How they are followed.")] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Write things and relations with the statements behind them, all or a part. See docs/export.md for the formats.

    In jsonl the whole graph is every document, and every statement with its claims and the words behind them.

    Example: contrail export --format graphml --where '{"base": {"country": {"eq": "LY"}}}' libya.graphml
    """
    given: dict[str, Any] = {
        "ids": ids.split(",") if ids is not None else None,
        "where": _json("--where", where),
        "query": _text(query) if query else None,
        "variables": _json("--variables", variables),
        "depth": depth,
        "edgeKinds": edge_kinds.split(",") if edge_kinds is not None else None,
        "direction": direction,
    }
    settings = read_settings(os.environ, data_dir)
    if form is FormName.JSONL and not any(value is not None for value in given.values()):
        counts = _statements(settings, out)
    else:
        counts = _subgraph(settings, out, {"format": form, **given})
    if str(out) != STDOUT:
        told = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        tell({"file": str(out), **counts}, [f"{out}: {told}"], json=json)


def _statements(settings: Settings, out: Path) -> dict[str, int]:
    counts = {"document": 0, "statement": 0, "claim": 0}
    ontology = discover()
    with open_whole(settings, _AGAIN) as whole, target(out) as file, bar() as progress:
        prepare(whole.driver, whole.database, ontology)
        for found in export(whole.driver, whole.database, ontology, progress):
            file.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
            counts[found["type"]] += 1
            counts["claim"] += len(found.get("claims", ()))
    return {f"{name}s": number for name, number in counts.items()}


def _subgraph(settings: Settings, out: Path, given: Mapping[str, Any]) -> dict[str, int]:
    ontology = discover()
    with open_whole(settings, _AGAIN) as whole, target(out) as file:
        prepare(whole.driver, whole.database, ontology)
        try:
            return asyncio.run(_written(ontology, whole.address, settings.limits, given, file))
        except SelectionError as error:
            (first, *_) = error.errors
            raise UsageError("the selection", first.message, str((first.extensions or {}).get("hint"))) from error
        except ApiError as error:
            raise UsageError("the selection", error.message, error.hint) from error
        except InputError as error:
            raise UsageError("the selection", error.cause, error.remedy) from error


async def _written(
    ontology: Ontology, address: Address, limits: Limits, given: Mapping[str, Any], file: BinaryIO
) -> dict[str, int]:
    documents = Documents(build(ontology), limits, introspection=False)
    async with GraphReader(address, ontology) as graph:
        exports = Exports(Answers(documents, graph, limits), graph, replace(limits, rows=_ALL), ontology)
        made = await exports.export(exports.read(given), "export")
        async for piece in made.pieces:
            file.write(piece)
        return made.subgraph.counts


def _json(option: str, text: str | None) -> Any:
    try:
        return None if text is None else orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UsageError(option, str(error), "Write it as JSON.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), str(error), "Name a file that holds a GraphQL document.") from error
