"""`contrail serve`: the graph as a service, with its private Neo4j unless another is named."""

import os
import socket
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.errors import SettingsError
from api.guard import is_loopback
from api.keys import Keys
from api.persisted import read_operations
from api.rehearsal import known_documents
from api.settings import ApiSettings
from contrail.application import make_app
from contrail.articles import SAMPLE, read_batches
from contrail.errors import UsageError
from contrail.listen import listen
from contrail.mappings import shipped
from contrail.options import DataDir
from contrail.service import keep, serve
from contrail.settings import Settings, read_settings
from contrail.signals import stopped_by_signals
from contrail.tracing import asked
from contrail.workers import Worker, serve_by_workers
from graph.changelog import Log
from graph.connection import open_driver
from graph.database import Database
from graph.store import Store
from ingest.format.metadata import Metadata
from schema.discover import discover
from schema.ontology import Ontology

#: The built explorer and its operations, in the repository as in the wheel.
EXPLORER = Path(__file__).parent.parent.parent / "explorer" / "dist"
OPERATIONS = EXPLORER.parent / "src" / "graphql" / "operations.graphql"


def command(
    host: Annotated[str, typer.Option(metavar="H", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="P", min=0, max=65535, help="Port to listen on; 0: any free one.")
    ] = 8000,
    sample: Annotated[bool, typer.Option("--sample", help="Load the sample if the graph is empty.")] = False,
    production: Annotated[
        bool, typer.Option("--production", help="No introspection, suggestions or GraphiQL; everybody needs a key.")
    ] = False,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Processes that answer requests, all on one database.")
    ] = 1,
    data_dir: DataDir = None,
) -> None:
    """Serve the explorer at /, GraphQL at /graphql and GraphiQL at /graphiql until Ctrl-C.

    Example: contrail serve --sample --port 8080 --workers 2
    """
    settings = read_settings(os.environ, data_dir)
    console = Console(stderr=True, highlight=False)
    ontology = discover()
    api = _api_settings(settings, ontology, production=production)
    logs = settings.logs(production=production)
    asked(os.environ)
    database = Database(settings.database, console)
    with listen(host, port) as listener, stopped_by_signals(), database as address:
        with open_driver(address) as driver:
            store = Store(driver, address.database, ontology, log=Log(kept=settings.kept))
            store.prepare()
            if sample and not store.documents():
                console.print("Loading the sample…")
                for _, batch in read_batches([SAMPLE], Metadata(), below=settings.review_below):
                    store.write(batch)
        started = partial(_announce, console, listener, api)
        if workers == 1:
            serve(make_app(address, api, settings.slow), listener, started, partial(keep, database.revive), logs)
        else:
            worker = Worker(address, api, listener, logs, settings.slow)
            serve_by_workers(worker, workers, started, database.revive)
        console.print("Stopping…")


def _announce(console: Console, listener: socket.socket, api: ApiSettings) -> None:
    host, port = listener.getsockname()[:2]
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    console.print(f"Contrail is ready: {url}")
    console.print(f"  Explorer  {url}/")
    console.print(f"  GraphQL   {url}/graphql")
    if not api.production:
        console.print(f"  GraphiQL  {url}/graphiql")
    if not (is_loopback(host) and api.admission.loopback) and not Keys(api.keys).standing():
        console.print(
            "There are no keys yet, so nobody else is let in. Make one: contrail keys create NAME --role admin"
        )
    console.print("Ctrl-C stops it.")


def _api_settings(settings: Settings, ontology: Ontology, *, production: bool) -> ApiSettings:
    try:
        listed = read_operations(settings.operations_file) if settings.operations_file else None
        api = ApiSettings(
            production=production,
            hosts=frozenset(settings.hosts),
            keys=settings.keys_file,
            loopback=settings.loopback,
            limits=settings.limits,
            operations=listed,
            explorer=EXPLORER,
            origins=frozenset(settings.origins),
            kept=settings.kept,
            review_below=settings.review_below,
            uploads=settings.database.data_dir / "uploads",
            mappings=tuple(path.stem for path in shipped()),
            rehearsed=known_documents(listed, OPERATIONS, ontology) if settings.rehearses else (),
        )
        # Read once now, so that a damaged file of keys is told before anything is started.
        api.admission.keys.standing()
    except SettingsError as error:
        raise UsageError("settings", str(error), "See docs/settings.md.") from error
    return api
