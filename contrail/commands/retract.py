"""`contrail retract`: what a document said is taken out of the graph, and kept as retracted."""

import os
from dataclasses import asdict
from typing import Annotated

import typer

from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.store import open_store


def command(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id, as `ingest` printed it.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Take back what a document says: the graph is then as if it had never been read. Reading it again reopens it.

    Example: contrail retract Document:mfrggzdfmztwq2lk
    """
    with open_store(read_settings(os.environ, data_dir)) as store:
        done = store.retract(document)
    lines = [
        f"{document}: {done.statements_closed} statements retracted, {done.nodes_removed} nodes and "
        f"{done.edges_removed} edges gone"
        if done.changed
        else f"{document}: retracted already, nothing changed"
    ]
    tell({"document": document, **asdict(done)}, lines, json=json)
