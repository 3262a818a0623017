"""The address of a database and settings -> the web application: the rooms put together."""

from starlette.applications import Starlette

from api.app import create_app
from api.settings import ApiSettings
from contrail.extraction import Extraction
from graph.analyst import Bounds
from graph.ask import SLOW
from graph.changelog import Log
from graph.connection import Address
from graph.reader import GraphReader
from graph.writer import GraphWriter
from schema.discover import discover


def make_app(address: Address, settings: ApiSettings, slow: float = SLOW) -> Starlette:
    """The whole service on a database that is prepared; questions of more than `slow` seconds are logged.

    Raises SchemaError.
    """
    ontology = discover()
    bounds = Bounds(settings.limits.analysis_seconds, settings.limits.analysis_relations)
    reader = GraphReader(address, ontology, bounds, slow=slow)
    writer = GraphWriter(address, ontology, Log(kept=settings.kept))
    extraction = Extraction(address, settings.review_below, settings.kept)
    return create_app(ontology, reader, settings, writer, extraction)
