"""A database and an ontology -> a database ready for that ontology, or a refusal that says what is in the way."""

from collections.abc import Mapping
from typing import Any

import orjson
from neo4j import Driver

from graph import constraints
from graph.cypher import CONTRAIL, quote
from graph.errors import ForeignGraphError, OntologyMismatchError
from graph.view.node import node
from schema.ontology import Ontology

#: The version of docs/storage.md's form.
FORM = 1
#: Seconds to wait for indexes of a database that was filled before.
INDEX_TIMEOUT = 600
#: So many differences between two ontologies are told.
SHOWN = 8


def prepare(driver: Driver, database: str, ontology: Ontology) -> None:
    """Create what the ontology needs where it is missing, and mark an empty database as Contrail's.

    Raises ForeignGraphError where other data is, OntologyMismatchError where another ontology made the data, and
    UnknownFieldError for an ontology that graph/ cannot serve; then nothing was changed.
    """
    for noun in ontology.concrete:
        if ontology.is_entity(noun.name):
            node(ontology, f"{noun.name}:", (), ())
    place = f"database {database}"
    found = driver.execute_query(
        f"OPTIONAL MATCH (c:{quote(CONTRAIL)}) RETURN c {{.*}} AS mark, EXISTS {{ MATCH (n) }} AS used",
        database_=database,
    ).records[0]
    if found["mark"] is None and found["used"]:
        raise ForeignGraphError(
            place, "it holds data that Contrail did not make", "Name an empty database, or empty this one."
        )
    if found["mark"] is not None:
        _compare(place, found["mark"], ontology)
    for statement in constraints.statements(ontology):
        driver.execute_query(statement, database_=database)
    driver.execute_query("CALL db.awaitIndexes($seconds)", seconds=INDEX_TIMEOUT, database_=database)
    driver.execute_query(
        f"MERGE (c:{quote(CONTRAIL)} {{id: 1}}) SET c.form = $form, c.ontology = $fingerprint, c.summary = $summary",
        form=FORM,
        fingerprint=ontology.fingerprint,
        summary=orjson.dumps(summary(ontology)).decode(),
        database_=database,
    )


def summary(ontology: Ontology) -> dict[str, list[str]]:
    """What can be told of another ontology: the fields and links of each noun."""
    return {
        noun.name: sorted(
            [f"{field.name}: {field.type.kind}" for field in ontology.fields(noun.name).values()]
            + [f"{link.type} to {link.target}" for link in ontology.links_of(noun.name)]
        )
        for noun in ontology.concrete
    }


def _compare(place: str, mark: Mapping[str, Any], ontology: Ontology) -> None:
    remedy = "Start with another data directory or database, and read the documents into it anew."
    if mark.get("form") != FORM:
        raise OntologyMismatchError(
            place, f"it has form {mark.get('form')} of the stored graph, this Contrail has form {FORM}", remedy
        )
    if mark.get("ontology") != ontology.fingerprint:
        found = _differences(orjson.loads(mark.get("summary") or "{}"), summary(ontology))
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        differing = "; ".join([*found[:SHOWN], *more])
        cause = f"another ontology made it ({mark.get('ontology')}, not {ontology.fingerprint})"
        raise OntologyMismatchError(place, f"{cause}: {differing or 'keys, labels or captions differ'}", remedy)


def _differences(there: Mapping[str, list[str]], here: Mapping[str, list[str]]) -> list[str]:
    """Whole nouns first."""
    found = [f"only it has the noun {noun}" for noun in sorted(there.keys() - here.keys())]
    found += [f"it lacks the noun {noun}" for noun in sorted(here.keys() - there.keys())]
    for noun in sorted(there.keys() & here.keys()):
        found += [f"only it has {noun} {name}" for name in there[noun] if name not in here[noun]]
        found += [f"it lacks {noun} {name}" for name in here[noun] if name not in there[noun]]
    return found
