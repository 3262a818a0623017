"""Loads: parts of a table end in the pure view, whatever was there before and wherever a load was cut off."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.connection import Address, open_driver
from graph.errors import InvalidBatchError, KnownDocumentError, LoadError
from graph.outcome import Outcome
from graph.server import PrivateServer, ServerSettings
from graph.snapshot import snapshot
from graph.store import Store, fresh
from graph.view import View, view
from schema import identity
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover
from tests.strategies import POOL, batches, claims

pytestmark = pytest.mark.neo4j

REPOSITORY = Path(__file__).parent.parent.parent.parent
PUBLISHER = identity.keyed("Actor", "publisher", "A table's")
few = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def document(name: str) -> Document:
    return Document(
        id=identity.document(name, None), sha256=name, kind="DATASET", title=name, published_at="2024",
        publisher=PUBLISHER,
    )  # fmt: skip


def table(name: str, rows: int, *, mapping: str = "table:test@1", size: int = 100) -> list[Batch]:
    """Airports, of which each has another name under its ICAO code, and flights from one to the next."""
    made = document(name)
    statements = [Statement(made.id, mapping, (Claim(PUBLISHER, "name", "A table's"),), row="0")]
    for number in range(rows):
        base = identity.keyed("Base", "source:test", str(number // 2 % 50))
        if number % 2 and number < 100:
            code = f"Q{number % 100:03}"
            found = [
                Claim(base, "name", f"Field {number}"),
                Claim(base, "icao", code),
                Claim(base, "SAME_AS", object=identity.keyed("Base", "icao", code), method="icao", score=1.0),
            ]
        else:
            flight = identity.keyed("Flight", "source:test", f"{name} {number}")
            other = identity.keyed("Base", "source:test", str((number // 2 + 1) % 60))
            found = [
                Claim(flight, "callsign", f"{mapping[-1]}FF{number}"),
                Claim(flight, "ORIGIN", object=base),
                Claim(flight, "DESTINATION", object=other),
            ]
        statements.append(Statement(made.id, mapping, tuple(found), row=str(number + 1), said_by=((PUBLISHER, 0),)))
    return [Batch((made,), tuple(statements[at : at + size])) for at in range(0, len(statements), size)]


def whole(parts: Sequence[Batch]) -> Batch:
    return Batch(parts[0].documents, tuple(statement for part in parts for statement in part.statements))


def compare(store: Store, *tables: Batch) -> None:
    there, pure = snapshot(store.driver, store.database, store.ontology), view(store.ontology, tables)
    for part in fields(View):
        assert getattr(there, part.name) == getattr(pure, part.name), part.name


@st.composite
def random_tables(draw: st.DrawFn, name: str) -> list[Batch]:
    """Rows that share some of their things with other rows and other documents, and have some for themselves."""
    made = document(name)
    statements = []
    for row in range(draw(st.integers(1, 8))):
        said = draw(st.lists(claims, min_size=1, max_size=4))
        own = {
            one: identity.keyed(noun, name, f"{row} {one}")
            if draw(st.booleans())
            else identity.local(noun, made.id, [row, one])
            for noun, ids in POOL.items()
            for one in ids
            if draw(st.integers(0, 3))
        }
        mine = tuple(
            replace(
                claim, subject=own.get(claim.subject, claim.subject), object=own.get(claim.object or "", claim.object)
            )
            for claim in said
        )
        said_by = tuple(draw(st.lists(st.tuples(st.sampled_from(POOL["Actor"]), st.integers(0, 2)), max_size=2)))
        statements.append(Statement(made.id, "table:test@1", mine, row=str(row), said_by=said_by))
    size = draw(st.integers(1, 8))
    return [Batch((made,), tuple(statements[at : at + size])) for at in range(0, len(statements), size)]


@given(random_tables("A"), random_tables("B"), batches(3, least=1))
@settings(few, max_examples=40)
def test_any_tables_end_in_the_pure_view(store: Store, one: list[Batch], other: list[Batch], article: Batch) -> None:
    store.driver.execute_query("MATCH (n) WHERE NOT n:_Contrail DETACH DELETE n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fresh, "FEWEST_ROWS", 1)
        store.load(one)
        compare(store, whole(one))
        store.write(article)
        done = store.load(other)
    assert done.statements_added == len({statement.id for statement in whole(other).statements})
    compare(store, whole(one), whole(other), article)
    assert not store.load(one).changed and not store.load(other).changed
    store.retract(whole(one).documents[0].id)
    compare(store, whole(other), article)


def test_the_straight_path_and_the_general_one_write_alike(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = table("alike", 400)
    straight = store.load(parts)
    first = everything(store)
    store.driver.execute_query("MATCH (n) WHERE NOT n:_Contrail DETACH DELETE n")
    monkeypatch.setattr(fresh, "FEWEST_ROWS", 10**9)
    assert store.load(parts) == straight
    assert everything(store) == first
    assert straight.statements_added == 401 and straight.nodes_created


def everything(store: Store) -> list[list[object]]:
    """All nodes with labels and properties, and all edges with theirs, save the times."""
    rows = store.driver.execute_query(
        "MATCH (n) WHERE NOT n:_Contrail AND NOT n:_Log AND NOT n:_Changes OPTIONAL MATCH (n)-[r]->(o) "
        "RETURN labels(n) AS labels, properties(n) AS own, type(r) AS type, properties(r) AS edge, o.id AS to"
    ).records
    made: list[list[object]] = []
    for row in rows:
        own = {name: value for name, value in row["own"].items() if name not in {"known", "retrievedAt"}}
        edge = {name: value for name, value in (row["edge"] or {}).items() if name not in {"known_from", "known_to"}}
        made.append([sorted(row["labels"]), own, row["type"], edge, row["to"]])
    return sorted(made, key=repr)


def test_another_mapping_closes_what_it_does_not_say(store: Store) -> None:
    old, new = table("table", 300), table("table", 200, mapping="table:test@2")
    store.load(old)
    done = store.load(new)
    assert (done.statements_added, done.statements_closed) == (201, 301)
    compare(store, whole(new))
    assert not store.load(new).changed
    back = store.load(old)
    assert (back.statements_reopened, back.statements_added) == (301, 0)
    compare(store, whole(old))


def test_a_load_that_stops_is_taken_up_again(store: Store) -> None:
    parts = table("table", 500)

    def cut() -> Iterator[Batch]:
        yield from islice(parts, 3)
        raise OSError("the disk is gone")

    with pytest.raises(LoadError, match="same command"):
        store.load(cut())
    done = store.load(parts)
    # A part may have been ready and not yet written.
    assert done.statements_known in {200, 300} and done.statements_known + done.statements_added == 501
    compare(store, whole(parts))


def test_a_bad_part_leaves_nothing_of_itself(store: Store) -> None:
    parts = table("table", 300)
    bad = replace(parts[1], statements=(*parts[1].statements[:-1], *wrong(parts[1])))
    with pytest.raises(InvalidBatchError, match="no field colour"):
        store.load([parts[0], bad])
    (found,) = store.driver.execute_query("MATCH (s:Statement) RETURN count(s) AS count").records
    assert found["count"] in {0, 100}
    store.load(parts)
    compare(store, whole(parts))


def wrong(part: Batch) -> list[Statement]:
    claim = Claim(PUBLISHER, "colour", "red")
    return [Statement(part.documents[0].id, "table:test@1", (claim,), row="x")]


def test_batches_of_two_documents_are_refused(store: Store) -> None:
    with pytest.raises(InvalidBatchError, match="one document"):
        store.load([*table("one", 10), *table("other", 10)])
    with pytest.raises(InvalidBatchError, match="one document"):
        store.load([Batch((), table("one", 10)[0].statements)])


def test_later_batches_need_not_repeat_the_document(store: Store) -> None:
    first, *others = table("table", 300)
    store.load([first, *(Batch((), part.statements) for part in others)])
    compare(store, whole([first, *others]))


def test_metadata_change_only_where_it_is_asked_for(store: Store) -> None:
    parts = table("table", 50)
    store.load(parts)
    renamed = [Batch((replace(parts[0].documents[0], title="New"),), part.statements) for part in parts]
    with pytest.raises(KnownDocumentError, match="title"):
        store.load(renamed)
    assert store.load(renamed, replace=True).documents_replaced == 1
    compare(store, whole(renamed))


def test_loads_at_once_are_as_loads_in_turn(store: Store) -> None:
    one, other = table("one", 600), table("other", 600)
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(store.load, parts) for parts in (one, one, other)]
        added = [future.result().statements_added for future in done]
    assert added[0] + added[1] == 601 and added[2] == 601
    compare(store, whole(one), whole(other))


def test_an_interrupt_leaves_whole_parts(store: Store) -> None:
    parts = table("table", 800)
    told: list[int] = []

    def stop(outcome: Outcome) -> None:
        told.append(outcome.statements_added)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.load(parts, watch=stop)
    assert store.load(parts).statements_known == told[-1] == 300
    compare(store, whole(parts))
    assert not [thread for thread in threading.enumerate() if thread.name == "ahead"]


# --- killed ---

LOADER = """
import sys
from graph.connection import Address, open_driver
from graph.store import Store
from schema.discover import discover
from tests.graph.store.test_load import table
uri, password, rows = sys.argv[1:]
with open_driver(Address(uri, "neo4j", password)) as driver:
    store = Store(driver, "neo4j", discover())
    store.prepare()
    parts = table("killed", int(rows))
    store.load(parts, watch=lambda done: print(done.statements_added + done.statements_known, flush=True))
"""
ROWS = 3_000


def loading(address: Address) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, address.uri, address.password, str(ROWS)],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill_after(process: "subprocess.Popen[str]", statements: int, seconds: float, victim: int) -> None:
    """Kill once the load has told of so many statements, and some moments later: within a part."""
    assert process.stdout
    for line in process.stdout:
        if int(line) >= statements:
            break
    time.sleep(seconds)
    os.kill(victim, signal.SIGKILL)


def test_kill_9_of_the_loader_loses_nothing(store: Store, neo4j_address: Address) -> None:
    chance = random.Random(4)
    for _ in range(3):
        with loading(neo4j_address) as process:
            kill_after(process, chance.randrange(0, 2000), chance.uniform(0, 0.2), process.pid)
    done = store.load(table("killed", ROWS))
    assert done.statements_known and done.statements_known + done.statements_added == ROWS + 1
    compare(store, whole(table("killed", ROWS)))


def test_kill_9_of_neo4j_loses_nothing(tmp_path: Path, server_settings: ServerSettings) -> None:
    chance = random.Random(5)
    server = PrivateServer(tmp_path, server_settings)
    with server as address:
        for _ in range(2):
            with loading(server.start()) as process:
                assert server.pid
                kill_after(process, chance.randrange(0, 2000), chance.uniform(0, 0.2), server.pid)
                _, told = process.communicate(timeout=120)
                assert process.returncode and "LoadError" in told and "the same command goes on" in told
            while server.alive():
                time.sleep(0.05)
        address = server.start()
        with open_driver(address) as driver:
            store = Store(driver, "neo4j", discover())
            done = store.load(table("killed", ROWS))
            assert done.statements_known and done.statements_known + done.statements_added == ROWS + 1
            compare(store, whole(table("killed", ROWS)))
