"""The address of a database and settings -> the web application: the rooms put together."""

from starlette.applications import Starlette

from api.app import create_app
from api.settings import ApiSettings
from contrail.extraction import Extraction
from graph.analyst import Bounds
from graph.changelog import Log
from graph.connection import Address
from graph.reader import GraphReader
from graph.writer import GraphWriter
from schema.discover import discover


def make_app(address: Address, settings: ApiSettings) -> Starlette:
    """The whole service on a database that is prepared. Raises SchemaError."""
    ontology = discover()
    bounds = Bounds(settings.limits.analysis_seconds, settings.limits.analysis_relations)
    reader, writer = GraphReader(address, ontology, bounds), GraphWriter(address, ontology, Log(kept=settings.kept))
    return create_app(ontology, reader, settings, writer, Extraction())
