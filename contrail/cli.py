"""Words on a command line -> a command run, and an exit code: 0 done, 1 could not be done, 2 cannot be meant."""

import logging
import sys
from typing import NoReturn

import typer
from rich.console import Console

from contrail.commands import (
    analyse,
    audit,
    backup,
    doctor,
    evaluate,
    explain,
    export,
    extract,
    ingest,
    keys,
    load,
    mapping,
    migrate,
    restore,
    retract,
    serve,
)  # fmt: skip
from contrail.errors import ContrailError
from graph.errors import GraphError
from ingest.errors import EndpointError, IngestError

app = typer.Typer(
    name="contrail",
    help="A knowledge graph of military air movements: who flew what, from where to where, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for name, module in {
    "serve": serve,
    "ingest": ingest,
    "load": load,
    "retract": retract,
    "extract": extract,
    "eval": evaluate,
    "analyse": analyse,
    "export": export,
    "backup": backup,
    "restore": restore,
    "audit": audit,
    "migrate": migrate,
    "doctor": doctor,
}.items():
    app.command(name)(module.command)
app.add_typer(keys.app, name="keys")
app.add_typer(mapping.app, name="mapping")
app.add_typer(explain.app, name="explain")


def main() -> NoReturn:
    """Run the command that the command line names, and exit."""
    # The driver logs each lost connection to standard error unless someone listens; the command tells of it itself.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; its errors are told on standard error."""
    try:
        app(arguments, prog_name="contrail")
    except SystemExit as finished:
        return finished.code if isinstance(finished.code, int) else 0
    except KeyboardInterrupt:
        _tell("stopped", "nothing was left half-written.")
        return 1
    except ContrailError as error:
        return _failed(error.exit_code, error.place, error.cause, error.remedy)
    except IngestError as error:
        return _failed(1 if isinstance(error, EndpointError) else 2, error.place, error.cause, error.remedy)
    except GraphError as error:
        return _failed(1, error.place, error.cause, error.remedy)
    return 0


def _failed(code: int, place: str, cause: str, remedy: str) -> int:
    _tell("error", f"{place}: {cause}", remedy)
    return code


def _tell(word: str, *lines: str) -> None:
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    console.print(f"{word}: {lines[0]}")
    for line in lines[1:]:
        console.print(f"  {line}")
