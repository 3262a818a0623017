"""The laws of the view, on Neo4j: whatever was written and retracted in whatever order, it holds the pure view."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.snapshot import snapshot
from graph.store import Store
from graph.view import View, view
from schema.claim import Batch
from tests.strategies import batches

pytestmark = pytest.mark.neo4j

few = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def empty(store: Store) -> None:
    store.driver.execute_query("MATCH (n) WHERE NOT n:_Contrail DETACH DELETE n")


def compare(store: Store, held: dict[int, Batch]) -> None:
    there, pure = snapshot(store.driver, "neo4j", store.ontology), view(store.ontology, held.values())
    for part in fields(View):
        assert getattr(there, part.name) == getattr(pure, part.name), part.name


def close(store: Store, held: dict[int, Batch], number: int) -> None:
    store.retract(held.pop(number).documents[0].id)


@given(st.data())
@settings(few, max_examples=30)
def test_any_history_ends_in_the_pure_view(store: Store, data: st.DataObject) -> None:
    empty(store)
    held: dict[int, Batch] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        number = data.draw(st.integers(1, 3))
        if number in held and data.draw(st.booleans()):
            close(store, held, number)
        else:
            held[number] = data.draw(batches(number, version=data.draw(st.integers(0, 1))))
            store.write(held[number], replace=True)
        compare(store, held)
    for batch in held.values():
        assert not store.write(batch).changed
    compare(store, held)


@given(st.tuples(*(batches(number, least=1) for number in (1, 2, 3))), st.permutations([0, 1, 2]))
@settings(few, max_examples=12)
def test_retracting_and_writing_again_is_as_if_nothing_had_been(
    store: Store, world: tuple[Batch, ...], order: list[int]
) -> None:
    empty(store)
    for batch in world:
        store.write(batch)
    for at in order:
        assert store.retract(world[at].documents[0].id).statements_closed
    compare(store, {})
    for at in order:
        done = store.write(world[at])
        assert done.documents_reopened and not done.statements_added and not done.documents_new
    compare(store, dict(enumerate(world)))


@given(st.tuples(*(batches(number, least=1) for number in (1, 2, 3, 4))))
@settings(few, max_examples=12)
def test_writers_at_once_are_as_writers_in_turn(store: Store, world: tuple[Batch, ...]) -> None:
    empty(store)
    store.write(world[0])
    with ThreadPoolExecutor(4) as pool:
        same = [pool.submit(store.write, world[1]) for _ in range(2)]
        other = pool.submit(store.write, world[2])
        going = pool.submit(store.retract, world[0].documents[0].id)
        assert sorted(one.result().changed for one in same) == [False, True]
        assert other.result().documents_new and going.result().documents_closed
    compare(store, {1: world[1], 2: world[2]})
