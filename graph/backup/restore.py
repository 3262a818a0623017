"""A backup x an empty database -> the database that was backed up, in steps that can stop anywhere and go on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import orjson
from neo4j import Driver, ManagedTransaction

from graph import indexes
from graph.backup.read import Backup
from graph.cypher import CONTRAIL, DOCUMENT, REPORTED_IN, STATEMENT, VIEW, past, quote
from graph.errors import LossError, UnfinishedError
from graph.mark import Work, advance, read_mark, write_mark
from graph.prepare import check_served
from graph.progress import Progress, silent
from graph.rebuild import begin, rebuild
from schema.ontology import Ontology

#: Documents and statements written in one transaction.
SIZE = 1_000
DOING = "restore"
_OTHER = "Name an empty database: another --data-dir, or another NEO4J_DATABASE."


def restore(driver: Driver, database: str, ontology: Ontology, file: Backup, progress: Progress = silent) -> bool:
    """Fill an empty database with a backup, and compute its view; whether its view is computed.

    It is not where another ontology made the backup: `contrail migrate` does so. May be interrupted at any moment and
    goes on when it is called again with the same file. Raises LossError for a database with anything in it,
    UnfinishedError for one that another file was partly restored into.
    """
    check_served(ontology)
    mark = read_mark(driver, database)
    work = mark.work if mark else None
    if work is not None and work.backup == file.sha256 and work.source == ontology.fingerprint:
        return _view(driver, database, ontology, file, progress)
    if work is None or (work.doing, work.source) != (DOING, file.sha256):
        if work is not None and work.doing == DOING:
            raise UnfinishedError(
                f"database {database}",
                "restoring another file into it was interrupted",
                f"Run that `contrail restore` again. {_OTHER}",
            )
        _check_empty(driver, database)
        work = Work(DOING, file.sha256, "records", 0)
        write_mark(driver, database, replace(file.mark, work=work))
    indexes.create(driver, database, ontology)
    _load(driver, database, file, work, progress)
    begin(driver, database, file.mark, ontology, file.sha256)
    return _view(driver, database, ontology, file, progress)


def _view(driver: Driver, database: str, ontology: Ontology, file: Backup, progress: Progress) -> bool:
    if file.mark.ontology != ontology.fingerprint:
        return False
    rebuild(driver, database, ontology, progress)
    return True


def _check_empty(driver: Driver, database: str) -> None:
    held = driver.execute_query(
        f"RETURN EXISTS {{ MATCH (n) WHERE NOT n:{quote(CONTRAIL)} }} AS held", database_=database
    ).records[0]["held"]
    if held:
        raise LossError(f"database {database}", "it holds data already, which a restore would mix with", _OTHER)


def _load(driver: Driver, database: str, file: Backup, work: Work, progress: Progress) -> None:
    assert isinstance(work.after, int)
    total = file.documents + file.statements + file.views
    records = islice(file.records(), work.after, None)
    while batch := list(islice(records, SIZE)):
        work = _write(driver, database, work, batch)
        assert isinstance(work.after, int)
        progress("restoring", work.after, total)


def _write(driver: Driver, database: str, work: Work, batch: list[dict[str, Any]]) -> Work:
    assert isinstance(work.after, int)
    following = replace(work, after=work.after + len(batch))

    def write(tx: ManagedTransaction) -> None:
        if advance(tx, work, following):
            _documents(tx, (record for record in batch if "document" in record))
            _statements(tx, (record for record in batch if "statement" in record))
            _views(tx, (record for record in batch if "view" in record))

    with driver.session(database=database, bookmark_manager=driver.execute_query_bookmark_manager) as session:
        session.execute_write(write)
    return following


def _documents(tx: ManagedTransaction, records: Iterable[dict[str, Any]]) -> None:
    rows = [[DOCUMENT if record["stands"] else past(DOCUMENT), record["document"]] for record in records]
    tx.run("UNWIND $rows AS r CREATE (d:$(r[0])) SET d = r[1]", rows=rows).consume()


def _statements(tx: ManagedTransaction, records: Iterable[dict[str, Any]]) -> None:
    tx.run(
        f"UNWIND $rows AS r OPTIONAL MATCH (a:{DOCUMENT} {{id: r[0]}}) "
        f"OPTIONAL MATCH (b:{quote(past(DOCUMENT))} {{id: r[0]}}) WITH r, coalesce(a, b) AS d "
        "CREATE (s:$(r[1])) SET s = r[3] CREATE (s)-[:$(r[2])]->(d)",
        rows=[*_rows(records)],
    ).consume()


def _views(tx: ManagedTransaction, records: Iterable[dict[str, Any]]) -> None:
    rows = [record["view"] for record in records]
    tx.run(f"UNWIND $rows AS r CREATE (v:{quote(VIEW)}) SET v = r", rows=rows).consume()


def _rows(records: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for record in records:
        names = (STATEMENT, REPORTED_IN) if record["stands"] else (past(STATEMENT), past(REPORTED_IN))
        own = {**record["statement"], "packed": orjson.dumps(record["packed"]).decode()}
        yield [record["in"], *names, own]
