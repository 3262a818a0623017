"""A change -> its statements recorded, and all of the view that it touches brought up to date."""

from collections.abc import Iterable

from neo4j import ManagedTransaction

from graph.store import difference, lead, record
from graph.store.change import Change
from graph.store.neighbourhood import Neighbourhood
from schema.ontology import Ontology


def view(
    tx: ManagedTransaction, ontology: Ontology, change: Change, also: Iterable[str] = (), most: int | None = None
) -> Neighbourhood:
    """Write a change within the transaction that found it; answers what it locked. Raises RacedError.

    `also` are ids to which more is going to lead within the transaction: they are locked, and shown from now on.
    With `most`, raises WideError before anything is written where more than so many things link to what is merged.
    """
    near = Neighbourhood(tx, ontology, change, also, most)
    if change:
        record.record(tx, change)
        lead.lead(tx, change, near)
        lead.redirect(tx, change, near)
    if change or near.also:
        difference.write(tx, change, near)
    return near
