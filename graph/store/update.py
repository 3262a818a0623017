"""A change -> its statements recorded, and all of the view that it touches brought up to date."""

from neo4j import ManagedTransaction

from graph.store import difference, lead, record
from graph.store.change import Change
from graph.store.neighbourhood import Neighbourhood
from schema.ontology import Ontology


def view(tx: ManagedTransaction, ontology: Ontology, change: Change) -> None:
    """Write a change within the transaction that found it. Raises RacedError."""
    if change:
        near = Neighbourhood(tx, ontology, change)
        record.record(tx, change)
        lead.lead(tx, change, near)
        lead.redirect(tx, change, near)
        difference.write(tx, change, near)
