"""A backup is whole or refused, and restoring it gives the database that was backed up."""

import gzip
import io
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from itertools import count
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from neo4j import Driver

from graph.backup import backup, read_backup, restore
from graph.errors import BackupError, LossError, OntologyMismatchError, UnfinishedError, UnpreparedError
from graph.export.statement import export
from graph.mark import FORM
from graph.migrate import apply, plan
from graph.prepare import prepare
from graph.saved import SavedView, read_views, save_view
from graph.store import Store
from schema.claim import Batch
from schema.discover import discover
from schema.noun import Noun
from schema.ontology import Ontology
from tests.conftest import empty
from tests.graph.migrate.dump import load
from tests.graph.rebuild.raw import raw
from tests.graph.rebuild.test_rebuild import histories, write

pytestmark = pytest.mark.neo4j
ONTOLOGY = discover()
EARLIER = Path(__file__).parent.parent / "migrate" / "a69fc3b.jsonl"
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def clear(driver: Driver) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")


def packed(driver: Driver) -> bytes:
    """A backup's bytes."""
    out = io.BytesIO()
    backup(driver, "neo4j", out)
    return out.getvalue()


@pytest.fixture
def store(driver: Driver) -> Store:
    clear(driver)
    store = Store(driver, "neo4j", ONTOLOGY, count(1).__next__)
    store.prepare()
    return store


@pytest.fixture
def earlier(empty_graph: Driver) -> Driver:
    """A database of an earlier commit, migrated: it has closed statements and documents."""
    return migrated(empty_graph)


def migrated(driver: Driver) -> Driver:
    load(driver, EARLIER)
    found = plan(driver, "neo4j", ONTOLOGY)
    assert found is not None
    apply(driver, "neo4j", ONTOLOGY, found)
    return driver


@pytest.fixture(scope="module")
def kept(driver: Driver) -> bytes:
    """A backup of that."""
    empty(driver)
    return packed(migrated(driver))


@pytest.fixture
def file(kept: bytes, tmp_path: Path) -> Path:
    """A file that holds that backup."""
    path = tmp_path / "graph.jsonl.gz"
    path.write_bytes(kept)
    return path


@given(histories())
@few
def test_any_history_comes_back_with_its_times(
    store: Store, tmp_path_factory: pytest.TempPathFactory, history: list[Batch | int]
) -> None:
    write(store, history)
    before, exported, kept = raw(store.driver), [*export(store.driver, "neo4j", ONTOLOGY)], packed(store.driver)
    path = tmp_path_factory.mktemp("backup") / "all.gz"
    path.write_bytes(kept)
    clear(store.driver)
    assert restore(store.driver, "neo4j", ONTOLOGY, read_backup(path))
    store.prepare()
    assert raw(store.driver) == before
    assert [*export(store.driver, "neo4j", ONTOLOGY)] == exported
    assert packed(store.driver) == kept


# --- files ---


def test_a_file_that_is_cut_off_anywhere_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for end in (0, 1, 9, 20, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        file.write_bytes(whole[:end])
        with pytest.raises(BackupError, match="another copy") as caught:
            read_backup(file)
        assert caught.value.place.startswith(str(file)), end


def rewritten(file: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    """The file with other lines, well packed."""
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(change(lines))))
    return file


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda lines: lines[:-1], "it is cut off"),
        (lambda lines: lines[:-2] + lines[-1:], "it is not what a backup has there"),
        (lambda lines: [*lines[:3], lines[3].replace(b"e", b"o", 1), *lines[4:]], "damaged"),
        (lambda lines: [*lines, lines[1]], "there is more after its end"),
        (lambda lines: [b'{"kind":"something"}\n', *lines[1:]], "no backup of Contrail"),
        (lambda lines: [b'{"kind":"contrail backup","version":1}\n', *lines[1:]], "its first line"),
        (lambda lines: [b"[]\n"], "no backup of Contrail"),
        (lambda lines: [b"text\n"], "it is damaged, or no backup"),
    ],
    ids=["end", "record", "byte", "more", "kind", "header", "list", "text"],
)
def test_a_file_that_is_damaged_is_refused(
    file: Path, change: Callable[[list[bytes]], list[bytes]], cause: str
) -> None:
    with pytest.raises(BackupError, match=cause):
        read_backup(rewritten(file, change))


@pytest.mark.parametrize(("name", "error"), [("version", BackupError), ("form", OntologyMismatchError)])
def test_a_file_of_a_newer_form_is_refused(file: Path, name: str, error: type[Exception]) -> None:
    def newer(lines: list[bytes]) -> list[bytes]:
        return [orjson.dumps(orjson.loads(lines[0]) | {name: FORM + 1}) + b"\n", *lines[1:]]

    with pytest.raises(error, match="or a newer one"):
        read_backup(rewritten(file, newer))


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("plain text")
    for name, cause in (("plain.txt", "no backup"), ("absent", "No such file"), (".", "Is a directory")):
        with pytest.raises(BackupError, match=cause):
            read_backup(tmp_path / name)


# --- databases ---


def test_only_an_empty_database_is_filled(file: Path, earlier: Driver) -> None:
    before = raw(earlier)
    with pytest.raises(LossError, match=r"it holds data already.*\n.*--data-dir"):
        restore(earlier, "neo4j", ONTOLOGY, read_backup(file))
    assert raw(earlier) == before


def test_a_database_that_was_only_prepared_is_empty(file: Path, earlier: Driver) -> None:
    before = raw(earlier)
    clear(earlier)
    prepare(earlier, "neo4j", ONTOLOGY)
    assert restore(earlier, "neo4j", ONTOLOGY, read_backup(file))
    assert raw(earlier) == before


class StoppedError(Exception):
    """What stops a restore in a test."""


def test_an_interrupted_restore_goes_on(file: Path, earlier: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("graph.backup.restore"), "SIZE", 7)
    before, found = raw(earlier), read_backup(file)
    clear(earlier)
    for stop_after, doing in ((2, "restoring"), (1, "restoring"), (1, "dropping the view"), (1, "computing the view")):
        told = count(1)

        def stop(
            now: str, done: int, total: int, doing: str = doing, told: "count[int]" = told, at: int = stop_after
        ) -> None:
            if now == doing and next(told) == at:
                raise StoppedError

        with pytest.raises(StoppedError):
            restore(earlier, "neo4j", ONTOLOGY, found, stop)
        with pytest.raises(UnfinishedError):
            prepare(earlier, "neo4j", ONTOLOGY)
    assert restore(earlier, "neo4j", ONTOLOGY, found)
    prepare(earlier, "neo4j", ONTOLOGY)
    assert raw(earlier) == before


def test_a_restore_that_was_begun_with_another_file_is_refused(file: Path, earlier: Driver, tmp_path: Path) -> None:
    clear(earlier)
    prepare(earlier, "neo4j", ONTOLOGY)
    other = tmp_path / "other.gz"
    other.write_bytes(packed(earlier))
    clear(earlier)

    def stop(doing: str, done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        restore(earlier, "neo4j", ONTOLOGY, read_backup(file), stop)
    with pytest.raises(UnfinishedError, match="restoring another file into it was interrupted"):
        restore(earlier, "neo4j", ONTOLOGY, read_backup(other))
    with pytest.raises(UnfinishedError, match="contrail restore"):
        packed(earlier)


def test_a_backup_of_another_ontology_is_restored_and_then_migrated(file: Path, earlier: Driver) -> None:
    before, exported = raw(earlier), [*export(earlier, "neo4j", ONTOLOGY)]
    clear(earlier)
    ship = Noun("Ship", "A ship.", "ship", "ships", (), ("Entity",))
    wider = Ontology([*ONTOLOGY.nouns.values(), ship], ONTOLOGY.links)
    assert not restore(earlier, "neo4j", wider, read_backup(file))
    with pytest.raises(UnfinishedError, match="contrail migrate --apply"):
        prepare(earlier, "neo4j", wider)
    found = plan(earlier, "neo4j", wider)
    assert found is not None and [str(one.difference) for one in found.differences] == ["noun Ship"]
    apply(earlier, "neo4j", wider, found)
    prepare(earlier, "neo4j", wider)
    assert raw(earlier) == before
    assert [*export(earlier, "neo4j", wider)] == exported


def test_a_database_of_before_is_backed_up_as_it_is(empty_graph: Driver, tmp_path: Path) -> None:
    load(empty_graph, EARLIER)
    (tmp_path / "old.gz").write_bytes(packed(empty_graph))
    found = read_backup(tmp_path / "old.gz")
    assert (found.mark.form, found.mark.ontology, found.documents, found.statements) == (1, "6c160c9702777c00", 5, 40)
    clear(empty_graph)
    assert not restore(empty_graph, "neo4j", ONTOLOGY, found)


def test_saved_views_come_back(file: Path, earlier: Driver) -> None:
    def views() -> list[SavedView]:
        with earlier.session(database="neo4j") as session:
            return session.execute_read(read_views)

    with earlier.session(database="neo4j") as session:
        for name, author in (("Airlift, äöü", "ann"), ("Bases", "bob")):
            session.execute_write(save_view, name, "n=Base:k1,0,0", author, own=True)
    before, kept = views(), packed(earlier)
    assert [each.name for each in before] == ["Airlift, äöü", "Bases"]
    file.write_bytes(kept)
    clear(earlier)
    assert restore(earlier, "neo4j", ONTOLOGY, read_backup(file))
    prepare(earlier, "neo4j", ONTOLOGY)
    assert views() == before
    assert packed(earlier) == kept
    with pytest.raises(BackupError, match="it is not what a backup has there"):
        read_backup(
            rewritten(file, lambda lines: [*lines[:-2], lines[-2].replace(b'"author"', b'"writer"'), lines[-1]])
        )


def test_a_backup_of_before_there_were_views_is_restored(file: Path, earlier: Driver) -> None:
    before = raw(earlier)

    def old(lines: list[bytes]) -> list[bytes]:
        header = orjson.loads(lines[0])
        assert (header["version"], header.pop("views")) == (2, 0)
        lines = [orjson.dumps(header | {"version": 1}) + b"\n", *lines[1:-1]]
        return [*lines, orjson.dumps({"end": True, "sha256": sha256(b"".join(lines)).hexdigest()}) + b"\n"]

    found = read_backup(rewritten(file, old))
    clear(earlier)
    assert restore(earlier, "neo4j", ONTOLOGY, found)
    assert raw(earlier) == before


def test_an_empty_database_has_nothing_to_back_up(empty_graph: Driver) -> None:
    with pytest.raises(UnpreparedError, match="it is empty"):
        packed(empty_graph)


def test_a_write_during_a_backup_is_told(earlier: Driver) -> None:
    store = Store(earlier, "neo4j", ONTOLOGY)
    (first, *_) = [one.id for one in store.documents() if not one.reference]

    def meanwhile(doing: str, done: int, total: int) -> None:
        store.retract(first)

    with pytest.raises(UnfinishedError, match="something was written to it during the backup"):
        backup(earlier, "neo4j", io.BytesIO(), meanwhile)
