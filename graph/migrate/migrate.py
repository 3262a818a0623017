"""A database and today's ontology -> a plan that says what differs; a plan that loses nothing -> the migration."""

from dataclasses import dataclass

from neo4j import Driver

from graph import indexes
from graph.constraints import Index
from graph.cypher import DOCUMENT, past, quote
from graph.errors import LossError
from graph.mark import FORM, Mark, read_mark, write_mark
from graph.migrate.fit import Fit, Misfit
from graph.prepare import check_form, check_served, today
from graph.progress import Progress, silent
from graph.rebuild import DOING, begin, rebuild
from graph.rebuild.recorded import count, stream
from graph.summary import Difference, differences, summary
from schema.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Changed:
    """A difference between two ontologies, and how many stored claims, standing or closed, it concerns."""

    difference: Difference
    claims: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What migrating a database would do.

    `mark` is what made it. `misfits` are what would be lost: with any of them nothing is done. `resumes` tells that a
    migration, or the view after a restore, is not done.
    """

    mark: Mark
    ontology: str
    differences: tuple[Changed, ...]
    added: tuple[Index, ...]
    removed: tuple[Index, ...]
    misfits: tuple[Misfit, ...]
    statements: int
    claims: int
    resumes: bool

    @property
    def view(self) -> bool:
        """Whether the view is to be computed anew."""
        return self.resumes or self.mark.form != FORM or self.mark.ontology != self.ontology

    @property
    def needed(self) -> bool:
        """Whether there is anything to do."""
        return self.view or bool(self.added or self.removed)


def plan(driver: Driver, database: str, ontology: Ontology, progress: Progress = silent) -> Plan | None:
    """What differs, found without changing anything; None of an empty database. Every statement is looked at.

    Raises ForeignGraphError, OntologyMismatchError for a form that is not known here, UnfinishedError for a database
    that is only partly restored, and UnknownFieldError.
    """
    place = f"database {database}"
    check_served(ontology)
    mark = read_mark(driver, database)
    if mark is None:
        return None
    check_form(place, mark.form)
    if mark.work and mark.work.doing != DOING:
        raise mark.work.refusal(place)
    fit = _fit(driver, database, ontology, progress)
    found = differences(mark.summary, summary(ontology))
    return Plan(
        mark,
        ontology.fingerprint,
        tuple(Changed(one, fit.claims[one.noun, one.name]) for one in found),
        tuple(indexes.missing(driver, database, ontology)),
        tuple(indexes.stale(driver, database, ontology)),
        tuple(fit.misfits.values()),
        fit.statements,
        sum(number for (_, key), number in fit.claims.items() if key is not None),
        mark.work is not None,
    )


def apply(driver: Driver, database: str, ontology: Ontology, plan: Plan, progress: Progress = silent) -> None:
    """Do what the plan says. Statements and documents are left as they are; everything else is computed from them.

    It may be interrupted at any moment and goes on when it is called again. Raises LossError before anything is
    changed, and UnfinishedError where another process migrates too.
    """
    if plan.misfits:
        first, *more = plan.misfits
        others = f" (and {len(more)} more kinds of claims)" if more else ""
        raise LossError(
            f"database {database}",
            f"{first}{others}",
            "Declare again in schema/ what these claims use; closed claims are kept too, so retracting is not enough.",
        )
    if not plan.view:
        indexes.drop(driver, database, plan.removed)
        indexes.create(driver, database, ontology)
        write_mark(driver, database, today(ontology))
        return
    work = plan.mark.work
    if work is None or work.source != ontology.fingerprint:
        begin(driver, database, plan.mark, ontology)
    rebuild(driver, database, ontology, progress)


def _fit(driver: Driver, database: str, ontology: Ontology, progress: Progress) -> Fit:
    fit = Fit(ontology)
    total = count(driver, database)
    rows = driver.execute_query(
        f"MATCH (d:{DOCUMENT}|{quote(past(DOCUMENT))}) WHERE d.publisher IS NOT NULL "
        "RETURN d.id AS id, d.publisher AS publisher ORDER BY id",
        database_=database,
        routing_="r",
    ).records
    for row in rows:
        fit.document(row["id"], row["publisher"])
    for number, recorded in enumerate(stream(driver, database), 1):
        fit.statement(recorded)
        if number % 1000 == 0 or number == total:
            progress("looking at claims", number, total)
    return fit
