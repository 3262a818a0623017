"""A database -> the lines of a backup: a header, documents, statements and saved views, and a trailer of the hash.

The view is left out: it is computed from these. Equal databases give equal bytes.
"""

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, BinaryIO

import orjson
from neo4j import Driver

from graph.cypher import DOCUMENT, STATEMENT, past, quote
from graph.errors import UnfinishedError, UnpreparedError
from graph.mark import read_mark
from graph.prepare import check_form
from graph.progress import Progress, silent
from graph.rebuild.recorded import IN_DOCUMENT
from graph.saved import read_views

#: The version of this file's form; those of version 1 hold no views.
VERSION = 2
#: What the first line of every backup says.
KIND = "contrail backup"
_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """How many documents and statements there are, standing and closed, and how many saved views."""

    documents: int
    statements: int
    views: int


def backup(driver: Driver, database: str, out: BinaryIO, progress: Progress = silent) -> Kept:
    """Write a backup, one statement in memory at a time.

    Raises UnpreparedError for a database without a mark, UnfinishedError where one is only partly restored or where
    somebody wrote to it meanwhile; what was written is no backup then.
    """
    place = f"database {database}"
    mark = read_mark(driver, database)
    if mark is None:
        raise UnpreparedError(place, "it is empty, and was never used by Contrail", "Read something into it first.")
    check_form(place, mark.form)
    if mark.work and mark.work.doing == "restore":
        raise mark.work.refusal(place)
    before = _state(driver, database)
    with driver.session(database=database, bookmark_manager=driver.execute_query_bookmark_manager) as session:
        views = session.execute_read(read_views)
    kept = Kept(before[0], before[1], len(views))
    digest = hashlib.sha256()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=6, mtime=0) as packed:

        def line(content: Mapping[str, Any]) -> None:
            # The database tells properties in the order of its store, which is another after a restore.
            text = orjson.dumps(content, option=orjson.OPT_SORT_KEYS) + b"\n"
            digest.update(text)
            packed.write(text)

        line(
            {"kind": KIND, "version": VERSION, "form": mark.form, "ontology": mark.ontology, "summary": mark.summary}
            | asdict(kept)
        )
        total = kept.documents + kept.statements + kept.views
        saved = ({"view": asdict(view)} for view in views)
        for number, content in enumerate(chain(_records(driver, database), saved), 1):
            line(content)
            if number % _EVERY == 0 or number == total:
                progress("writing the backup", number, total)
        packed.write(orjson.dumps({"end": True, "sha256": digest.hexdigest()}) + b"\n")
    if _state(driver, database) != before:
        raise UnfinishedError(
            place, "something was written to it during the backup", "Back it up again while nothing else is written."
        )
    return kept


def _state(driver: Driver, database: str) -> tuple[int, ...]:
    """What differs after any write."""
    found: list[int] = []
    for label in (DOCUMENT, STATEMENT):
        row = driver.execute_query(
            f"MATCH (n:{quote(label)}|{quote(past(label))}) "
            "RETURN count(n) AS n, coalesce(sum(size(n.known)), 0) AS times, coalesce(max(n.known[-1]), 0) AS last",
            database_=database,
        ).records[0]
        found += [row["n"], row["times"], row["last"]]
    return found[0], found[3], *found


def _records(driver: Driver, database: str) -> Iterator[dict[str, Any]]:
    with driver.session(
        database=database, bookmark_manager=driver.execute_query_bookmark_manager, fetch_size=_EVERY
    ) as session:
        for label in (DOCUMENT, past(DOCUMENT)):
            for row in session.run(f"MATCH (d:{quote(label)}) RETURN d {{.*}} AS own ORDER BY d.id"):
                yield {"document": row["own"], "stands": label == DOCUMENT}
        for label in (STATEMENT, past(STATEMENT)):
            rows = session.run(
                f"MATCH (s:{quote(label)}) WITH s ORDER BY s.id MATCH (s){IN_DOCUMENT}(d) "
                "RETURN s {.*} AS own, d.id AS document ORDER BY s.id"
            )
            for row in rows:
                own = dict(row["own"])
                claims = orjson.Fragment(own.pop("packed"))
                yield {"statement": own, "packed": claims, "in": row["document"], "stands": label == STATEMENT}
