"""A database of an earlier commit becomes one of today; what differs is told, and applied where nothing is lost."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph.constraints import indexes
from graph.errors import ForeignGraphError, LossError, OntologyMismatchError, UnfinishedError
from graph.indexes import there
from graph.mark import FORM, Work, read_mark, write_mark
from graph.migrate import apply, plan
from graph.pack import unpack
from graph.prepare import prepare
from graph.snapshot import snapshot
from graph.store import Store
from graph.view import View, view
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover
from schema.field import Field
from schema.identity import document, keyed
from schema.link import Link
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.number import FLOAT, INTEGER
from schema.values.text import TEXT
from tests.graph.migrate.dump import dump, load

pytestmark = pytest.mark.neo4j
ONTOLOGY = discover()
#: Databases as earlier commits made them, from texts of our own; written by `dump`.
EARLIER = sorted(Path(__file__).parent.glob("*.jsonl"))


# --- databases of earlier commits ---


@pytest.mark.parametrize("path", EARLIER, ids=lambda path: path.stem)
def test_a_database_of_an_earlier_commit_keeps_its_claims_and_gets_todays_view(empty_graph: Driver, path: Path) -> None:
    load(empty_graph, path)
    before = stored(empty_graph)
    assert before["Statement"] and before["_Statement"] and before["_Document"]
    with pytest.raises(OntologyMismatchError, match="contrail migrate --apply"):
        prepare(empty_graph, "neo4j", ONTOLOGY)
    found = plan(empty_graph, "neo4j", ONTOLOGY)
    assert found is not None and found.needed and not found.misfits
    assert found.statements == len(before["Statement"]) + len(before["_Statement"])
    apply(empty_graph, "neo4j", ONTOLOGY, found)
    assert stored(empty_graph) == before
    assert_pure(empty_graph)
    assert set(there(empty_graph, "neo4j").values()) == set(indexes(ONTOLOGY))
    again = plan(empty_graph, "neo4j", ONTOLOGY)
    assert again is not None and not again.needed
    prepare(empty_graph, "neo4j", ONTOLOGY)


def test_a_migrated_database_goes_on_as_any_other(empty_graph: Driver) -> None:
    load(empty_graph, EARLIER[0])
    found = plan(empty_graph, "neo4j", ONTOLOGY)
    assert found is not None
    apply(empty_graph, "neo4j", ONTOLOGY, found)
    store = Store(empty_graph, "neo4j", ONTOLOGY)
    store.prepare()
    for listed in store.documents():
        if not listed.reference:
            assert store.retract(listed.id).statements_closed
    assert empty_graph.execute_query("MATCH (n:Entity|Statement|Document) RETURN count(n) AS n").records[0]["n"] == 0


def test_a_dump_is_what_was_loaded(empty_graph: Driver) -> None:
    load(empty_graph, EARLIER[0])
    assert [*dump(empty_graph)] == EARLIER[0].read_text("utf-8").splitlines()


def stored(driver: Driver) -> dict[str, list[Any]]:
    """Statements and documents as they are kept, and which statement is in which document."""
    found: dict[str, list[Any]] = {}
    for label in ("Document", "_Document", "Statement", "_Statement"):
        rows = driver.execute_query(
            f"MATCH (n:`{label}`) RETURN properties(n) AS own, "
            "[(n)-[r:REPORTED_IN|_REPORTED_IN]->(d) | [type(r), d.id]] AS inside ORDER BY n.id"
        ).records
        found[label] = [row.data() for row in rows]
    return found


def assert_pure(driver: Driver) -> None:
    """The view is that of the statements that stand."""
    kept = stored(driver)
    documents = {row["own"]["id"]: _document(row["own"]) for row in kept["Document"]}
    statements = tuple(_statement(row) for row in kept["Statement"])
    pure = view(ONTOLOGY, [Batch(tuple(documents.values()), statements)])
    shown = snapshot(driver, "neo4j", ONTOLOGY)
    for part in fields(View):
        assert getattr(shown, part.name) == getattr(pure, part.name), part.name


def _document(own: dict[str, Any]) -> Document:
    return Document(
        own["id"], own["sha256"], own["documentKind"], own.get("title"), own.get("url"), own.get("outlet"),
        own.get("publishedAt"), own.get("text"), own.get("publisher"), own.get("reference", False),
    )  # fmt: skip


def _statement(row: dict[str, Any]) -> Statement:
    own = row["own"]
    claims, said_by, mentions = unpack(own["packed"])
    span = (own["span_start"], own["span_end"]) if "span_start" in own else None
    made = Statement(
        row["inside"][0][1], own["extractor"], claims, span,
        own.get("row"), own.get("text"), own["quoted"], own["attributed"], own.get("occasion"), own.get("credibility"),
        said_by, mentions, own.get("ordinal", 0), own.get("reference", False),
    )  # fmt: skip
    # What is stored keeps the claims of each subject together, so that their order across subjects is not known.
    object.__setattr__(made, "id", own["id"])
    return made


# --- small ontologies ---


def small(*own: Field, links: tuple[Link, ...] = (), nouns: tuple[Noun, ...] = ()) -> Ontology:
    ship = Noun(
        "Ship", "A ship.", "ship", "ships", (Field("name", TEXT, "Its name."), *own), ("Entity",), caption=(("name",),)
    )
    return Ontology([ONTOLOGY.noun("Entity"), ship, *nouns], links)


LENGTH = Field("length", INTEGER, "Metres.", index=("lookup",))
PORT = Noun("Port", "A port.", "port", "ports", (Field("name", TEXT, "Its name."),), ("Entity",), caption=(("name",),))
CALLED = Link("CALLED_AT", ("Ship",), "Port", "calledAt", "callers", "A ship called at a port.")
WIDE = small(LENGTH, links=(CALLED,), nouns=(PORT,))
SHIP, HAVEN = keyed("Ship", "imo", "1"), keyed("Port", "code", "1")
TEXT_OF_IT = "The Anna, 90 metres, called at Haven."
FILE = Document(document("0" * 64, None), "0" * 64, text=TEXT_OF_IT)


def statement(*claims: Claim, start: int = 0) -> Statement:
    return Statement(FILE.id, "test@1", claims, span=(start, start + 3), text=TEXT_OF_IT[start : start + 3])


@pytest.fixture
def wide(empty_graph: Driver) -> Store:
    """A database of the wide ontology: a standing claim of a length, a closed one of a call."""
    store = Store(empty_graph, "neo4j", WIDE)
    store.prepare()
    calling = statement(Claim(SHIP, "CALLED_AT", object=HAVEN), start=4)
    store.write(Batch((FILE,), (statement(Claim(SHIP, "name", "Anna"), Claim(SHIP, "length", 90)), calling)))
    store.write(Batch((FILE,), (statement(Claim(SHIP, "name", "Anna"), Claim(SHIP, "length", 90)),)))
    return store


def test_what_differs_is_told_with_its_claims(wide: Store) -> None:
    found = plan(wide.driver, "neo4j", small(replace(LENGTH, type=FLOAT), Field("flag", TEXT, "Its flag.")))
    assert found is not None
    told = {(one.difference.change, str(one.difference)): one.claims for one in found.differences}
    assert (
        told.items()
        >= {
            ("removed", "noun Port"): 1,
            ("removed", "link Ship.CALLED_AT: Port"): 1,
            ("changed", "field Ship.length: Int → Float"): 1,
            ("added", "field Ship.flag: Text"): 0,
        }.items()
    )
    assert {index.name for index in found.removed} >= {"id_Port", "lookup_Port_label"}
    assert [(one.what, one.cause, one.count) for one in found.misfits] == [
        ("Ship.CALLED_AT", "there is no such link", 1)
    ]
    assert f"Statement:{statement(Claim(SHIP, 'CALLED_AT', object=HAVEN), start=4).id} {SHIP}" in str(found.misfits[0])


@pytest.mark.parametrize(
    ("narrow", "told"),
    [
        (small(links=(CALLED,), nouns=(PORT,)), "Ship.length: there is no such field; 1 claim, such as Statement:"),
        (
            small(replace(LENGTH, type=TEXT), links=(CALLED,), nouns=(PORT,)),
            "Ship.length: Text does not take the value",
        ),
        (small(LENGTH), "Ship.CALLED_AT: there is no such link; 1 claim"),
        (small(LENGTH, links=(replace(CALLED, target="Ship"),), nouns=(PORT,)), "it does not lead to a Port"),
        (Ontology([ONTOLOGY.noun("Entity"), PORT], []), "noun Ship: there is no such noun"),
    ],
    ids=["field", "type", "link", "target", "noun"],
)
def test_what_would_lose_claims_is_refused(wide: Store, narrow: Ontology, told: str) -> None:
    before = [*dump(wide.driver)]
    found = plan(wide.driver, "neo4j", narrow)
    assert found is not None
    with pytest.raises(LossError, match="closed claims are kept too") as caught:
        apply(wide.driver, "neo4j", narrow, found)
    assert told in caught.value.cause
    assert [*dump(wide.driver)] == before


def test_a_wider_type_and_another_caption_are_applied(wide: Store) -> None:
    ship = Noun(
        "Ship", "A ship.", "ship", "ships", (Field("name", TEXT, "Its name."), replace(LENGTH, type=FLOAT)),
        ("Entity",), caption=(("length",),), named=True,
    )  # fmt: skip
    wider = Ontology([ONTOLOGY.noun("Entity"), ship, PORT], [CALLED])
    found = plan(wide.driver, "neo4j", wider)
    assert found is not None and ("changed", "field Ship.length: Int → Float") in {
        (one.difference.change, str(one.difference)) for one in found.differences
    }
    assert {str(one.difference) for one in found.differences} >= {"Ship is called Ship and length"}
    apply(wide.driver, "neo4j", wider, found)
    (row,) = wide.driver.execute_query("MATCH (n:Ship) RETURN n.label AS label").records
    assert row["label"] == "Ship 90"


def test_indexes_alone_leave_the_view_alone(wide: Store) -> None:
    bare = small(replace(LENGTH, index=()), links=(CALLED,), nouns=(PORT,))
    assert bare.fingerprint == WIDE.fingerprint
    view_before = snapshot(wide.driver, "neo4j", WIDE)
    found = plan(wide.driver, "neo4j", bare)
    assert found is not None and found.needed and not found.view
    assert [index.name for index in found.removed] == ["lookup_Ship_length"]
    apply(wide.driver, "neo4j", bare, found, fail)
    assert set(there(wide.driver, "neo4j").values()) == set(indexes(bare))
    assert snapshot(wide.driver, "neo4j", WIDE) == view_before


def fail(doing: str, done: int, total: int) -> None:
    raise AssertionError(doing)


class StoppedError(Exception):
    """What stops a migration in a test."""


def test_an_interrupted_migration_goes_on(empty_graph: Driver) -> None:
    load(empty_graph, EARLIER[0])
    before = stored(empty_graph)
    for stop_at in ("dropping the view", "renewing indexes", "reading statements", "computing the view"):
        found = plan(empty_graph, "neo4j", ONTOLOGY)
        assert found is not None
        with pytest.raises(StoppedError):
            apply(empty_graph, "neo4j", ONTOLOGY, found, stopper(stop_at))
        with pytest.raises(UnfinishedError):
            prepare(empty_graph, "neo4j", ONTOLOGY)
    found = plan(empty_graph, "neo4j", ONTOLOGY)
    assert found is not None and found.resumes
    apply(empty_graph, "neo4j", ONTOLOGY, found)
    assert stored(empty_graph) == before
    assert_pure(empty_graph)


def stopper(at: str) -> Callable[[str, int, int], None]:
    def stop(doing: str, done: int, total: int) -> None:
        if doing == at:
            raise StoppedError

    return stop


# --- what is refused ---


def test_an_empty_database_needs_nothing(empty_graph: Driver) -> None:
    assert plan(empty_graph, "neo4j", ONTOLOGY) is None


def test_another_programs_data_are_left_alone(empty_graph: Driver) -> None:
    empty_graph.execute_query("CREATE (:Person {name: 'somebody else'})")
    with pytest.raises(ForeignGraphError):
        plan(empty_graph, "neo4j", ONTOLOGY)


def test_a_newer_form_is_refused(wide: Store) -> None:
    wide.driver.execute_query("MATCH (c:_Contrail) SET c.form = $form", form=FORM + 1)
    with pytest.raises(OntologyMismatchError, match="Use the Contrail that made it, or a newer one"):
        plan(wide.driver, "neo4j", WIDE)


def test_a_database_that_is_being_restored_is_refused(wide: Store) -> None:
    mark = read_mark(wide.driver, "neo4j")
    assert mark is not None
    write_mark(wide.driver, "neo4j", replace(mark, work=Work("restore", "0", "records", 3)))
    with pytest.raises(UnfinishedError, match="contrail restore"):
        plan(wide.driver, "neo4j", WIDE)
