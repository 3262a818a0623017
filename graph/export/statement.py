"""A database -> what stands in it as plain objects for other programs: documents, then statements with claims.

A claim's fields are those that the API answers, by the same readers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from neo4j import Driver

from graph.answer.claim import Keys, Unpacked, field_reader, unpack
from graph.cypher import DOCUMENT, MERGED, REPORTED_IN, SAME_AS, STATEMENT
from graph.export.record import DOCUMENT_FIELDS, STATEMENT_FIELDS
from graph.progress import Progress, silent
from schema.ontology import ENTITY, Ontology
from schema.values import instant

#: Documents or statements that are in memory at once.
SIZE = 1_000
#: A statement's row: what claims need of it, and where it stands there.
_COLUMNS = ("id", "packed", "text", "row", "extractor", "known", "span_start", "span_end")
_ROW = ", ".join(f"n.{name}" for name in _COLUMNS)
_PLACES: Mapping[str, int] = {name: place for place, name in enumerate(_COLUMNS)}
_CLAIM = ("id", "subject", "field", "value", "object", "text", "span", "polarity", "modality")
#: Fields of a claim that are left out where they are null.
_RARE = ("period", "alternative", "method", "score")


def export(driver: Driver, database: str, ontology: Ontology, progress: Progress = silent) -> Iterator[dict[str, Any]]:
    """One object for each standing document, then one for each standing statement, each in the order of the ids."""
    found = driver.execute_query(
        f"RETURN COUNT {{ (:{DOCUMENT}) }} + COUNT {{ (:{STATEMENT}) }} AS total", database_=database
    ).records[0]
    done = 0
    keys = Keys(ontology)
    for page in _pages(driver, database, DOCUMENT, "n {.*} AS own"):
        yield from (_document(row["own"]) for row in page)
        done += len(page)
        progress("exporting", done, found["total"])
    document = f"[(n)-[:{REPORTED_IN}]->(d) | d.id][0]"
    for page in _pages(driver, database, STATEMENT, f"n {{.*}} AS own, [{_ROW}] AS row, {document} AS document"):
        claims = [list(unpack(row["row"])) for row in page]
        labels = _labels(driver, database, (claim for of_one in claims for claim in of_one), page)
        for row, of_one in zip(page, claims, strict=True):
            yield _statement(row, [_claim(claim, keys, labels) for claim in of_one], labels)
        done += len(page)
        progress("exporting", done, found["total"])


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, its document, and the judgements of that document on the things it speaks of; each as exported."""

    statement: Mapping[str, Any]
    document: Mapping[str, Any]
    judgements: tuple[Mapping[str, Any], ...]


def tell(driver: Driver, database: str, ontology: Ontology, statement: int) -> Told | None:
    """A standing statement by its number; None where none stands."""
    keys = Keys(ontology)
    rows = driver.execute_query(
        f"MATCH (n:{STATEMENT} {{id: $id}})-[:{REPORTED_IN}]->(d:{DOCUMENT}) "
        f"RETURN n {{.*}} AS own, [{_ROW}] AS row, d.id AS document, d {{.*}} AS whole",
        id=statement,
        database_=database,
        routing_="r",
    ).records
    if not rows:
        return None
    claims = list(unpack(rows[0]["row"]))
    named = {one for claim in claims for one in (claim.subject, claim.object) if one is not None}
    others = driver.execute_query(
        f"MATCH (n:{STATEMENT})-[:{REPORTED_IN}]->(:{DOCUMENT} {{id: $document}}) "
        f"WHERE any(one IN $ids WHERE n.packed CONTAINS one) RETURN [{_ROW}] AS row ORDER BY n.id",
        document=rows[0]["document"],
        ids=sorted(named),
        database_=database,
        routing_="r",
    ).records
    judged = [
        claim for row in others for claim in unpack(row["row"]) if claim.key == SAME_AS and claim.subject in named
    ]
    page = [rows[0].data()]
    labels = _labels(driver, database, iter([*claims, *judged]), page)
    told = _statement(page[0], [_claim(claim, keys, labels) for claim in claims], labels)
    return Told(told, _document(rows[0]["whole"]), tuple(_claim(claim, keys, labels) for claim in judged))


def _pages(driver: Driver, database: str, label: str, columns: str) -> Iterator[list[dict[str, Any]]]:
    after: int | str = -1 if label == STATEMENT else ""
    while True:
        rows = driver.execute_query(
            f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size RETURN {columns} ORDER BY n.id",
            after=after,
            size=SIZE,
            database_=database,
        ).records
        if not rows:
            return
        yield [row.data() for row in rows]
        after = rows[-1]["own"]["id"]


def _document(own: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: own[name] for name in (*DOCUMENT_FIELDS, "text") if name in own}
    return {"type": "document", "id": own["id"], **kept, **({"reference": True} if own.get("reference") else {})}


def _statement(row: Mapping[str, Any], claims: list[dict[str, Any]], labels: Mapping[str, str]) -> dict[str, Any]:
    own = row["own"]
    packed = orjson.loads(own["packed"])
    start = own.get("span_start")
    return {
        "type": "statement",
        "id": f"Statement:{own['id']}",
        "document": row["document"],
        **{name: own[name] for name in STATEMENT_FIELDS if name in own},
        **({} if start is None else {"span": {"start": start, "end": own["span_end"]}}),
        "recordedAt": instant.write(own["known"][-1], "SECOND"),
        "saidBy": [{"actor": one, "label": labels.get(one), "step": step} for one, step in packed["saidBy"]],
        "mentions": packed["mentions"],
        "claims": claims,
    }


def _claim(claim: Unpacked, keys: Keys, labels: Mapping[str, str]) -> dict[str, Any]:
    found = {name: field_reader(name, keys, _PLACES)(claim) for name in _CLAIM}
    found |= {name: value for name in _RARE if (value := field_reader(name, keys, _PLACES)(claim)) is not None}
    found["subjectLabel"] = labels.get(claim.subject)
    if claim.object is not None:
        found["objectLabel"] = labels.get(claim.object)
    return found


def _labels(driver: Driver, database: str, claims: Iterator[Unpacked], page: list[dict[str, Any]]) -> dict[str, str]:
    """What things are called, by the ids that claims and speakers are named with."""
    ids = {one for claim in claims for one in (claim.subject, claim.object) if one is not None}
    ids |= {one for row in page for one, _ in orjson.loads(row["own"]["packed"])["saidBy"]}
    rows = driver.execute_query(
        f"UNWIND $ids AS i OPTIONAL MATCH (a:{ENTITY} {{id: i}}) "
        f"OPTIONAL MATCH (:{MERGED} {{id: i}})-[:{SAME_AS}]->(b) WITH i, coalesce(a, b) AS n WHERE n IS NOT NULL "
        "RETURN i AS id, n.label AS label",
        ids=sorted(ids),
        database_=database,
        routing_="r",
    ).records
    return {row["id"]: row["label"] for row in rows}
