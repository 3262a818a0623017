"""The one node that tells what made a database, and what work on the whole of it is not yet done."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from neo4j import Driver, ManagedTransaction

from graph.cypher import CONTRAIL, quote
from graph.errors import ForeignGraphError, UnfinishedError

#: The version of docs/storage.md's form.
FORM = 4
#: Since this one statements and documents are stored alike; what differs is the view, which can be computed anew.
OLDEST_FORM = 1
_MARK = quote(CONTRAIL)


@dataclass(frozen=True, slots=True)
class Work:
    """Work on a whole database that was begun: computing its view anew, or restoring a backup.

    `source` is the fingerprint of the ontology that it is computed for, or the checksum of the backup. `phase` and
    `after` tell how far it has come; they change in the transactions that do the work. `backup` is the checksum of the
    file whose statements a view is computed of.
    """

    doing: str
    source: str
    phase: str
    after: int | str | None = None
    backup: str | None = None

    def packed(self) -> str:
        """As the database keeps it."""
        return orjson.dumps(asdict(self)).decode()

    def refusal(self, place: str) -> UnfinishedError:
        """Why the database cannot be used until the work is done."""
        if self.doing == "restore":
            return UnfinishedError(
                place,
                "restoring a backup into it was interrupted",
                "Run the same `contrail restore` again: it goes on where it stopped.",
            )
        return UnfinishedError(
            place,
            "its view is not computed yet, or only in part",
            "Run `contrail migrate --apply`: it goes on where it stopped.",
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """What made a database: the stored form, and the fingerprint and summary of the ontology."""

    form: int
    ontology: str
    summary: Mapping[str, list[str]]
    work: Work | None = None


def read_mark(driver: Driver, database: str) -> Mark | None:
    """The database's mark; None of an empty one. Raises ForeignGraphError where data without a mark is."""
    found = driver.execute_query(
        f"OPTIONAL MATCH (c:{_MARK}) RETURN c {{.*}} AS mark, EXISTS {{ MATCH (n) }} AS used",
        database_=database,
    ).records[0]
    if found["mark"] is not None:
        return _mark(found["mark"])
    if found["used"]:
        raise ForeignGraphError(
            f"database {database}",
            "it holds data that Contrail did not make",
            "Name an empty database, or empty this one.",
        )
    return None


def write_mark(driver: Driver, database: str, mark: Mark) -> None:
    """Write what made the database, whatever stood there."""
    driver.execute_query(
        f"MERGE (c:{_MARK} {{id: 1}}) SET c.form = $form, c.ontology = $ontology, c.summary = $summary, c.work = $work",
        form=mark.form,
        ontology=mark.ontology,
        summary=orjson.dumps(mark.summary).decode(),
        work=mark.work.packed() if mark.work else None,
        database_=database,
    )


def advance(tx: ManagedTransaction, before: Work, after: Work) -> bool:
    """Note in the transaction that does it that work has come further; False where that was noted before.

    Raises UnfinishedError where another process does the same work.
    """
    row = tx.run(
        f"MATCH (c:{_MARK}) SET c.`_lock` = true REMOVE c.`_lock` WITH c, c.work AS there "
        "SET c.work = CASE there WHEN $before THEN $after ELSE there END RETURN there",
        before=before.packed(),
        after=after.packed(),
    ).single(strict=True)
    if row["there"] == before.packed():
        return True
    if row["there"] == after.packed():
        return False
    raise UnfinishedError(
        "the database", f"another process goes on with the {before.doing} too", "Let that one finish."
    )


def _mark(properties: Mapping[str, Any]) -> Mark:
    work = properties.get("work")
    return Mark(
        properties.get("form", 0),
        properties.get("ontology", ""),
        orjson.loads(properties.get("summary") or "{}"),
        Work(**orjson.loads(work)) if work else None,
    )
