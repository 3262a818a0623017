"""The change log played back is the view: whatever wrote, by whichever path, and in whatever turns."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.changelog import Edge, Event, Kind, Log, Trace
from graph.changelog.entry import restart
from graph.changelog.tail import Tail, head, tail
from graph.changelog.trace import unpack
from graph.connection import Address, open_async_driver
from graph.errors import ChangesGoneError
from graph.snapshot import snapshot
from graph.store import Store, fresh
from tests.graph.store.test_load import table
from tests.graph.store.test_store import AIRLIFT, FLIGHT, LIBYA, article
from tests.strategies import batches

pytestmark = pytest.mark.neo4j

few = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Reader:
    """Reads the log of this worker's server, from code that knows no event loop."""

    def __init__(self, address: Address) -> None:
        self._runner = asyncio.Runner()
        self._driver = self._runner.run(open_async_driver(address))

    def tail(self, since: int) -> Tail:
        return self._runner.run(tail(self._driver, since, database="neo4j", timeout=10))

    def head(self) -> int:
        return self._runner.run(head(self._driver, database="neo4j", timeout=10))

    def events(self, since: int = 0) -> list[Event]:
        """All of them after a number."""
        found: list[Event] = []
        while entries := self.tail(since).entries:
            for entry in entries:
                assert entry.first <= since + 1
                events = list(unpack(entry.packed, entry.first, since))
                assert [event.sequence for event in events] == list(range(since + 1, entry.last + 1))
                found += events
                since = entry.last
        return found

    def close(self) -> None:
        self._runner.run(self._driver.close())
        self._runner.close()


@pytest.fixture(scope="module")
def reader(neo4j_address: Address) -> Iterator[Reader]:
    found = Reader(neo4j_address)
    yield found
    found.close()


def empty(store: Store) -> None:
    store.driver.execute_query("MATCH (n) WHERE NOT n:_Contrail DETACH DELETE n")


def played(events: list[Event]) -> set[str | Edge]:
    """What is there after all events; each of them must fit to those before it."""
    there: set[str | Edge] = set()
    for event in events:
        assert (event.of in there) is (event.kind is not Kind.CREATED), event
        if event.kind is Kind.CREATED:
            there.add(event.of)
        elif event.kind is Kind.REMOVED:
            there.remove(event.of)
    return there


def held(store: Store) -> set[str | Edge]:
    """What the database holds."""
    view = snapshot(store.driver, "neo4j", store.ontology)
    statements = {f"Statement:{one}" for one in view.statements}
    return {*view.nodes, *view.documents, *statements, *(Edge(*edge) for edge in view.edges)}


@given(st.data())
@settings(few, max_examples=20)
def test_the_log_played_back_is_the_view(store: Store, reader: Reader, data: st.DataObject) -> None:
    empty(store)
    documents: dict[int, str] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        number = data.draw(st.integers(1, 3))
        before = reader.head()
        if number in documents and data.draw(st.booleans()):
            done = store.retract(documents.pop(number))
        else:
            batch = data.draw(batches(number, version=data.draw(st.integers(0, 1))))
            documents[number] = batch.documents[0].id
            done = store.write(batch, replace=True)
        told = [event for event in reader.events(before) if isinstance(event.of, Edge)]
        counts = [sum(event.kind is kind for event in told) for kind in Kind]
        assert counts == [done.edges_created, done.edges_changed, done.edges_removed]
    assert played(reader.events()) == held(store)


def test_what_is_loaded_by_one_query_is_told_like_all_else(
    store: Store, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "FEWEST_ROWS", 1)
    done = store.load(table("one", 400))
    events = reader.events()
    assert played(events) == held(store)
    nodes = [event for event in events if isinstance(event.of, str) and not event.of.startswith(("Doc", "State"))]
    assert sum(event.kind is Kind.CREATED for event in nodes) == done.nodes_created
    # What was there is passed over, and leaves no entry.
    store.load(table("one", 400))
    assert reader.head() == events[-1].sequence


def test_an_entry_tells_when_and_by_whom(store: Store, reader: Reader) -> None:
    Store(store.driver, "neo4j", store.ontology, lambda: 1234, Log("ada")).write(article(*AIRLIFT))
    (entry,) = reader.tail(0).entries
    assert (entry.first, entry.last, entry.at, entry.author) == (1, 10, 1234, "ada")
    events = list(unpack(entry.packed, 1))
    assert Event(events[-1].sequence, Kind.CREATED, Edge("DESTINATION", FLIGHT, LIBYA)) in events
    # A reader may stop within an entry, and goes on there.
    assert reader.events(events[3].sequence) == events[4:]


def test_writers_at_once_leave_no_gap(store: Store, reader: Reader) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: store.write(article(*AIRLIFT, number=number)), range(12)))
    events = reader.events()
    assert [event.sequence for event in events] == list(range(1, reader.head() + 1))
    assert played(events) == held(store)


def test_numbers_are_given_in_the_order_of_commits(store: Store, reader: Reader) -> None:
    """A number that is seen before a smaller one would make a reader pass over a late commit."""
    trace = Trace()
    trace.nodes(Kind.CREATED, ["Base:late"])
    with ThreadPoolExecutor(1) as pool, store.driver.session() as session:
        with session.begin_transaction() as tx:
            store.log.append(tx, trace, 1)  # type: ignore[arg-type]
            other = pool.submit(store.write, article(*AIRLIFT))
            with pytest.raises(TimeoutError):
                other.result(0.5)
            assert reader.events() == []
            tx.commit()
        other.result()
    assert reader.events()[0] == Event(1, Kind.CREATED, "Base:late")


def test_a_number_of_a_write_that_fails_is_given_again(store: Store, reader: Reader) -> None:
    trace = Trace()
    trace.nodes(Kind.CREATED, ["Base:never"])
    with store.driver.session() as session, session.begin_transaction() as tx:
        store.log.append(tx, trace, 1)  # type: ignore[arg-type]
        tx.rollback()
    store.write(article(*AIRLIFT))
    assert reader.events()[0].sequence == 1


def test_old_entries_go_and_readers_are_told(store: Store, reader: Reader) -> None:
    small = Store(store.driver, "neo4j", store.ontology, log=Log(kept=5))
    for number in (1, 2, 3):
        small.write(article(*AIRLIFT, number=number))
    found = reader.tail(reader.head())
    assert found.last - found.start + 1 >= 5 and found.start > 1 and not found.entries
    with pytest.raises(ChangesGoneError, match="are not kept") as raised:
        reader.tail(found.start - 2)
    assert raised.value.told["earliest"] == str(found.start - 1)
    assert reader.events(found.start - 1)[0].sequence == found.start
    with pytest.raises(ChangesGoneError, match="begun anew"):
        reader.tail(found.last + 1)


def test_a_log_that_is_restarted_goes_on_counting(store: Store, reader: Reader) -> None:
    store.write(article(*AIRLIFT))
    last = reader.head()
    with store.driver.session() as session:
        session.execute_write(restart)
    with pytest.raises(ChangesGoneError):
        reader.tail(last)
    assert reader.events(last + 1) == []
    store.write(article(*AIRLIFT, number=2))
    assert reader.events(last + 1)[0].sequence == last + 2
