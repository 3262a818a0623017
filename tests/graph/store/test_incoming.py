"""Links to a thing that is merged follow it, as the pure view has them, and what they begin at is not read."""

from collections.abc import Sequence

import pytest

from graph.snapshot import snapshot
from graph.store import Store, each, load
from graph.store.neighbourhood import Neighbourhood
from graph.view import view
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Polarity, Statement
from tests.graph.store.test_load import compare, table, whole

pytestmark = pytest.mark.neo4j

#: The second is the canonical id of both.
OTHER, HUB = sorted((identity.keyed("Base", "source:a", "hub"), identity.keyed("Base", "icao", "QHUB")))[::-1]
ELSEWHERE = identity.keyed("Base", "source:a", "elsewhere")
FLIGHTS = [identity.keyed("Flight", "source:a", str(number)) for number in range(60)]


def batch(name: str, *statements: Sequence[Claim]) -> Batch:
    document = Document(identity.document(name, None), name, kind="DATASET", title=name, published_at="2024-12-20")
    return Batch(
        (document,),
        tuple(Statement(document.id, "test@1", tuple(claims), row=str(row)) for row, claims in enumerate(statements)),
    )


@pytest.fixture
def traffic() -> Batch:
    """Flights to a hub; the first five each have something more about their destination."""
    rows = [[Claim(flight, "DESTINATION", object=OTHER)] for flight in FLIGHTS]
    rows[0].append(Claim(FLIGHTS[0], "DESTINATION", object=HUB))
    rows[1].append(Claim(FLIGHTS[1], "DESTINATION", object=ELSEWHERE))
    rows[2].append(Claim(FLIGHTS[2], "ORIGIN", object=OTHER))
    rows[3] = [Claim(FLIGHTS[3], "DESTINATION", object=OTHER, polarity=Polarity.DENIED)]
    rows[4].append(Claim(FLIGHTS[4], "ORIGIN", object=HUB))
    return batch("traffic", *rows, [Claim(HUB, "name", "Hub")], [Claim(ELSEWHERE, "name", "Elsewhere")])


JUDGEMENT = batch("judgement", [Claim(OTHER, SAME_AS, object=HUB)])


def test_links_follow_a_merge_and_come_back(store: Store, traffic: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(each, "PORTION", 7)
    store.write(traffic)
    before = snapshot(store.driver, store.database, store.ontology)
    done = store.write(JUDGEMENT)
    merged = snapshot(store.driver, store.database, store.ontology)
    assert merged == view(store.ontology, [traffic, JUDGEMENT])
    ended = [key for key in before.edges if key[2] == OTHER]
    assert done.edges_removed == len(ended)
    assert [row["count"] for row in past_links(store)] == [len(ended)]
    assert ("DESTINATION", FLIGHTS[3], HUB) in merged.hidden
    store.retract(JUDGEMENT.documents[0].id)
    assert snapshot(store.driver, store.database, store.ontology) == before


def past_links(store: Store) -> list[dict[str, int]]:
    """How many links are known to have ended."""
    asked = "MATCH ()-[e]->() WHERE e.known_to IS NOT NULL RETURN count(e) AS count"
    return [row.data() for row in store.driver.execute_query(asked).records]


def test_what_only_links_to_it_is_not_read(store: Store, traffic: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(traffic)
    read: set[str] = set()
    whole_of = Neighbourhood._read

    def noting(near: Neighbourhood, roots: Sequence[str]) -> None:
        read.update(roots)
        whole_of(near, roots)

    monkeypatch.setattr(Neighbourhood, "_read", noting)
    store.write(JUDGEMENT)
    assert {one for one in read if one in FLIGHTS} == set(FLIGHTS[:2])
    read.clear()
    store.retract(JUDGEMENT.documents[0].id)
    assert {one for one in read if one in FLIGHTS} == set(FLIGHTS[:2])


def test_rows_that_merge_much_are_written_in_smaller_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "WIDEST", 12)
    (rows,) = table("all", 400, size=1000)
    merging = [one for one in rows.statements if any(claim.key == SAME_AS for claim in one.claims)]
    others = [one for one in rows.statements if one not in merging]
    flights = [Batch(rows.documents, tuple(others))]
    (there,) = table("again", 100, size=1000)
    again = [Batch(there.documents, there.statements)]
    store.load(flights)
    steps: list[int] = []
    done = store.load(again, watch=lambda told: steps.append(told.statements_added))
    assert len(steps) > 3 and steps == sorted(steps) and done.statements_added == len(there.statements)
    compare(store, whole(flights), whole(again))
    assert not store.load(again).changed
