"""A database and an ontology -> a database ready for that ontology, or a refusal that says what is in the way."""

from neo4j import Driver

from graph import indexes
from graph.errors import OntologyMismatchError
from graph.mark import FORM, OLDEST_FORM, Mark, read_mark, write_mark
from graph.summary import differences, summary
from graph.view.node import node
from schema.ontology import Ontology

#: So many differences between two ontologies are told.
SHOWN = 8
_REMEDY = "Run `contrail migrate` to see what differs, and `contrail migrate --apply` to bring it up to date."


def prepare(driver: Driver, database: str, ontology: Ontology) -> None:
    """Create what the ontology needs where it is missing, and mark an empty database as Contrail's.

    Raises ForeignGraphError where other data is, OntologyMismatchError where another ontology or form made the data,
    UnfinishedError where its view is not computed, and UnknownFieldError for an ontology that graph/ cannot serve;
    then nothing was changed.
    """
    check_served(ontology)
    mark = read_mark(driver, database)
    if mark is not None:
        _compare(f"database {database}", mark, ontology)
    indexes.create(driver, database, ontology)
    write_mark(driver, database, today(ontology))


def today(ontology: Ontology) -> Mark:
    """The mark of a database that this Contrail makes with an ontology."""
    return Mark(FORM, ontology.fingerprint, summary(ontology))


def check_served(ontology: Ontology) -> None:
    """Nothing, where graph/ can compute all that the ontology declares. Raises UnknownFieldError."""
    for noun in ontology.concrete:
        if ontology.is_entity(noun.name):
            node(ontology, f"{noun.name}:", (), ())


def check_form(place: str, form: int) -> None:
    """Nothing, where this Contrail can read the statements of a stored form. Raises OntologyMismatchError."""
    told = f"it has form {form} of the stored graph, this Contrail has form {FORM}"
    if form > FORM:
        raise OntologyMismatchError(place, f"{told}, which is older", "Use the Contrail that made it, or a newer one.")
    if form < OLDEST_FORM:
        raise OntologyMismatchError(
            place, told, "Start with another data directory or database, and read the documents into it anew."
        )


def _compare(place: str, mark: Mark, ontology: Ontology) -> None:
    check_form(place, mark.form)
    if mark.work:
        raise mark.work.refusal(place)
    if mark.form != FORM:
        raise OntologyMismatchError(
            place, f"it has form {mark.form} of the stored graph, this Contrail has form {FORM}", _REMEDY
        )
    if mark.ontology != ontology.fingerprint:
        found = [f"{one.change}: {one}" for one in differences(mark.summary, summary(ontology))]
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        differing = "; ".join([*found[:SHOWN], *more])
        cause = f"another ontology made it ({mark.ontology}, not {ontology.fingerprint})"
        raise OntologyMismatchError(
            place,
            f"{cause}: {differing or 'keys, labels or captions differ'}",
            _REMEDY,
        )
