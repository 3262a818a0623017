"""`contrail explain`: a query -> its Cypher and the cost of each step; a claim -> the words and rules behind it."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
import yaml

from api.document import Documents
from api.execute import Answers
from api.limits import Limits
from api.root import build
from contrail.errors import ContrailError, UsageError
from contrail.explanation import explanation, lines
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.signals import stopped_by_signals
from graph.connection import Address, open_driver
from graph.database import Database
from graph.export.statement import tell as statement_of
from graph.prepare import prepare
from graph.reader import GraphReader
from schema.discover import discover
from schema.ontology import Ontology

app = typer.Typer(help="Tell how an answer comes about.", no_args_is_help=True, rich_markup_mode=None)
#: The name that means standard input.
_STDIN = "-"


@app.callback()
def _group() -> None:
    """More than one thing can be explained."""


@app.command()
def query(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A GraphQL document; -: standard input.")],
    variables: Annotated[str, typer.Option("--variables", metavar="JSON", help="Its variables.")] = "{}",
    operation: Annotated[
        str | None, typer.Option("--operation", metavar="NAME", help="Which of its operations, where it has several.")
    ] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Answer a query and tell how: the question, its Cypher and parameters, the database's plan with rows and hits.

    Example: contrail explain query flights.graphql --variables '{"word": "Khadim"}'
    """
    text, sent = _read(file), _variables(variables)
    settings = read_settings(os.environ, data_dir)
    ontology = discover()
    with stopped_by_signals(), Database(settings.database) as address:
        with open_driver(address) as driver:
            prepare(driver, address.database, ontology)
        explained = asyncio.run(_explain(ontology, address, text, sent, operation, settings.limits))
    tell(explained, _lines(explained), json=json)


@app.command()
def claim(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Of a claim or statement, as GraphQL shows it.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Tell where a claim comes from: the words with each slot marked, the rule, the link, who says so, the document.

    Example: contrail explain claim Claim:4242424242.3
    """
    number, index = _claim_id(identifier)
    settings = read_settings(os.environ, data_dir)
    ontology = discover()
    with stopped_by_signals(), Database(settings.database) as address, open_driver(address) as driver:
        prepare(driver, address.database, ontology)
        told = statement_of(driver, address.database, ontology, number)
    found = [] if told is None else told.statement["claims"]
    chosen = [one for one in found if index is None or one["id"] == identifier]
    if told is None or (index is not None and not chosen):
        raise ContrailError(identifier, "no such claim stands", "Take the id from `evidence { nodes { id } }`.")
    tell(
        {"claims": [explanation(told, one) for one in chosen]},
        [line for one in chosen for line in lines(told, one)],
        json=json,
    )


def _claim_id(text: str) -> tuple[int, str | None]:
    """The statement's number, and the claim's place in it where the id is a claim's."""
    match = re.fullmatch(r"(?:Claim:(\d{1,19})\.(\d{1,9})|Statement:(\d{1,19}))", text)
    if match is None:
        raise UsageError(text, "it is no id of a claim or statement", "Write it like Claim:4242424242.3.")
    return int(match[1] or match[3]), match[2]


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == _STDIN else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(file, str(error), "Name a file that holds a GraphQL document.") from error


def _variables(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UsageError("--variables", str(error), """Write a JSON object, such as '{"first": 5}'.""") from error
    if not isinstance(found, dict):
        raise UsageError("--variables", "it is not an object", """Write a JSON object, such as '{"first": 5}'.""")
    return found


async def _explain(
    ontology: Ontology, address: Address, text: str, sent: dict[str, Any], name: str | None, limits: Limits
) -> dict[str, Any]:
    documents = Documents(build(ontology), limits, introspection=True)
    async with GraphReader(address, ontology) as graph:
        answers = Answers(documents, graph, limits, explains=True)
        operation, errors = answers.operation(text, name)
        if operation is None:
            raise UsageError("the query", "; ".join(str(error) for error in errors), "Correct it.")
        result = await answers.answer(operation, sent, "explain", {"explain": True})
    if result.errors:
        (first, *_) = result.errors
        raise UsageError("the query", first.message, str((first.extensions or {}).get("hint", "Correct it.")))
    explained = (result.extensions or {}).get("explain")
    if explained is None:
        raise UsageError("the query", "it asks nothing of the graph", "Ask for a field other than __schema or __type.")
    return dict(explained)


def _lines(explained: Mapping[str, Any]) -> Iterator[str]:
    yield "Question"
    yield from _indented(yaml.safe_dump(explained["question"], sort_keys=False, allow_unicode=True))
    yield "Cypher"
    yield from _indented(explained["cypher"])
    yield "Parameters"
    for name, value in explained["parameters"].items():
        yield f"  ${name} = {orjson.dumps(value).decode()}"
    yield "Plan"
    if explained["plan"] is not None:
        yield f"  {'rows':>9} {'estimated':>11} {'db hits':>9}  operator"
        yield from _steps(explained["plan"], 0)
        yield f"  {'':>9} {'':>11} {explained['dbHits']:>9,}  in all"
    times = ", ".join(f"{name} {value:.1f} ms" for name, value in explained["milliseconds"].items())
    yield f"Times: {times}"


def _steps(step: Mapping[str, Any], depth: int) -> Iterator[str]:
    what = f"{step['operator']} {step['details']}".rstrip()
    yield f"  {step['rows']:>9,} {step['estimatedRows']:>11,.1f} {step['dbHits']:>9,}  {'  ' * depth}{_short(what)}"
    for one in step["of"]:
        yield from _steps(one, depth + 1)


def _short(text: str) -> str:
    """One line of it; `--json` has all."""
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.splitlines())
