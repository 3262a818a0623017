"""A view computed anew from statements and documents is the one that writing and retracting made, times included."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnfinishedError
from graph.mark import Work, read_mark, write_mark
from graph.prepare import prepare
from graph.rebuild import begin, rebuild, show, steps
from graph.store import Store
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Statement
from tests.graph.rebuild.raw import raw
from tests.strategies import POOL, batches

pytestmark = pytest.mark.neo4j
few = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def empty(store: Store) -> None:
    store.driver.execute_query("MATCH (n) WHERE NOT n:_Contrail DETACH DELETE n")
    store.clock = count(1).__next__


def again(store: Store) -> None:
    """Compute the view anew."""
    start(store)
    rebuild(store.driver, "neo4j", store.ontology)


def start(store: Store) -> None:
    mark = read_mark(store.driver, "neo4j")
    assert mark is not None
    begin(store.driver, "neo4j", mark, store.ontology)


@st.composite
def histories(draw: st.DrawFn) -> list[Batch | int]:
    """Batches to write, and numbers of documents to retract.

    Who published a document, and when, is the same in all its versions: what that was before is not kept.
    """
    publishers = [draw(st.sampled_from([None, *POOL["Actor"]])) for _ in range(3)]
    made: list[Batch | int] = []
    standing: set[int] = set()
    for _ in range(draw(st.integers(1, 6))):
        number = draw(st.integers(1, 3))
        if number in standing and draw(st.booleans()):
            standing.remove(number)
            made.append(number)
        else:
            standing.add(number)
            made.append(published(draw(batches(number)), publishers[number - 1]))
    return made


def published(batch: Batch, publisher: str | None) -> Batch:
    own, *others = batch.documents
    return replace(batch, documents=(replace(own, publisher=publisher), *others))


def write(store: Store, history: list[Batch | int]) -> None:
    empty(store)
    ids: dict[str, str] = {}
    for part in history:
        if isinstance(part, int):
            store.retract(ids[f"Document {part}"])
        else:
            store.write(part, replace=True)
            ids[part.documents[0].title or ""] = part.documents[0].id


@given(histories())
@settings(few, max_examples=20)
def test_any_history_is_computed_anew(store: Store, history: list[Batch | int]) -> None:
    write(store, history)
    before = raw(store.driver)
    again(store)
    assert raw(store.driver) == before


def test_what_went_is_led_to_what_another_page_names(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    town, city = POOL["Place"][0], POOL["Place"][-1]
    name = Claim(town, "name", "Town")
    # By their ids, most of the names come before what tells that the two are one.
    text = "one or other"
    document = Document(identity.document("paged", None), "paged", title="Document 1", text=text)
    claims = (Claim(town, SAME_AS, object=city, method="test"), *(name,) * 8)
    statements = tuple(
        Statement(document.id, "test@1", (claim,), span=(at, at + 1), text=text[at]) for at, claim in enumerate(claims)
    )
    write(store, [Batch((document,), statements), 1])
    before = raw(store.driver)
    monkeypatch.setattr(steps, "SIZE", 1)
    again(store)
    assert raw(store.driver) == before


class StoppedError(Exception):
    """What stops a computation in a test."""


@given(histories(), st.integers(0, 12))
@settings(few, max_examples=10)
def test_it_goes_on_where_it_stopped(store: Store, history: list[Batch | int], after: int) -> None:
    write(store, history)
    before = raw(store.driver)
    start(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "SIZE", 2)
        patch.setattr(show, "IDS", 2)
        told = count()

        def stop(doing: str, done: int, total: int) -> None:
            assert 0 <= done <= total, (doing, done, total)
            if next(told) == after:
                raise StoppedError

        try:
            rebuild(store.driver, "neo4j", store.ontology, stop)
        except StoppedError:
            with pytest.raises(UnfinishedError, match="contrail migrate --apply"):
                prepare(store.driver, "neo4j", store.ontology)
            rebuild(store.driver, "neo4j", store.ontology)
    prepare(store.driver, "neo4j", store.ontology)
    assert raw(store.driver) == before


def test_nothing_is_done_that_was_not_begun(store: Store) -> None:
    with pytest.raises(UnfinishedError, match="no such work was begun"):
        rebuild(store.driver, "neo4j", store.ontology)


@given(batches(1, least=2))
@settings(few, max_examples=2)
def test_two_at_once_do_not_mix(store: Store, batch: Batch) -> None:
    write(store, [batch])
    start(store)
    mark = read_mark(store.driver, "neo4j")
    assert mark is not None and mark.work is not None

    def other(doing: str, done: int, total: int) -> None:
        assert mark is not None
        write_mark(store.driver, "neo4j", replace(mark, work=Work("rebuild", "other", "show", "x")))

    with pytest.raises(UnfinishedError, match="another process"):
        rebuild(store.driver, "neo4j", store.ontology, other)
    write_mark(store.driver, "neo4j", mark)
    rebuild(store.driver, "neo4j", store.ontology)
