"""What a store answers, refuses and keeps."""

from dataclasses import replace
from threading import Thread
from time import monotonic, sleep

import pytest
from neo4j import Driver
from neo4j.exceptions import Neo4jError

from graph.errors import InvalidBatchError, KnownDocumentError, UnknownDocumentError, UnknownFieldError, WriteError
from graph.outcome import Outcome
from graph.pack import unpack
from graph.snapshot import snapshot
from graph.store import Store
from graph.view import View, view
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Polarity, Statement
from schema.discover import discover
from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.text import TEXT
from tests.strategies import GAZETTEER, RECORDS, with_records

pytestmark = pytest.mark.neo4j

WORDS = "Four Il-76 flew from Moscow or Minsk to Libya, he said."
FLIGHT, MOSCOW, MINSK, LIBYA, SPEAKER = (
    identity.local(noun, "Document:x", [at, at + 1])
    for at, noun in enumerate(("Flight", "Place", "Place", "Place", "Actor"))
)
RECORD = next(iter(RECORDS))


def article(*claims: Claim, number: int = 1, published: str | None = "2024-12-20") -> Batch:
    """One article of one statement."""
    document = Document(
        identity.document(str(number), None), str(number), title=f"Article {number}", published_at=published, text=WORDS
    )
    statement = Statement(
        document.id, "test@1", claims, span=(0, 45), text=WORDS[:45], attributed=True, said_by=((SPEAKER, 0),)
    )
    return Batch((document,), (statement,))


AIRLIFT = (
    Claim(FLIGHT, "count", {"low": 4, "high": 4, "text": "Four"}, span=(0, 4), text="Four"),
    Claim(FLIGHT, "ORIGIN", object=MOSCOW, alternative="from", span=(21, 27), text="Moscow"),
    Claim(FLIGHT, "ORIGIN", object=MINSK, alternative="from", span=(31, 36), text="Minsk"),
    Claim(FLIGHT, "DESTINATION", object=LIBYA, span=(40, 45), text="Libya"),
    Claim(LIBYA, "name", "Libya", span=(40, 45), text="Libya"),
)


def now(store: Store) -> View:
    return snapshot(store.driver, "neo4j", store.ontology)


def dump(driver: Driver) -> list[str]:
    """All that the database holds, its schema aside."""
    nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p").records
    edges = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b"
    ).records
    return sorted(repr(sorted(row.data().items())) for row in (*nodes, *edges))


def test_an_article_is_written_counted_and_listed(store: Store) -> None:
    batch = article(*AIRLIFT)
    assert store.write(batch) == Outcome(documents_new=1, statements_added=1, nodes_created=5, edges_created=3)
    assert store.write(batch) == Outcome(documents_known=1, statements_known=1)
    (listed,) = store.documents()
    assert (listed.id, listed.title, listed.statements) == (batch.documents[0].id, "Article 1", 1)
    assert (listed.published_at, listed.retrieved_at, listed.reference) == ("2024-12-20", "1970-01-01T00:00:00Z", False)
    assert store.retract(listed.id) == Outcome(
        documents_closed=1, statements_closed=1, nodes_removed=5, edges_removed=3
    )
    assert store.retract(listed.id) == Outcome() and store.documents() == []


def test_every_edge_and_value_leads_to_its_words(store: Store) -> None:
    store.write(article(*AIRLIFT))
    found = {}
    for row in store.driver.execute_query(
        "MATCH (f:Flight {id: $id})-[r:ORIGIN|DESTINATION]->(o) UNWIND r.evidence AS i "
        "MATCH (s:Statement {id: i})-[:REPORTED_IN]->(d:Document) "
        "RETURN type(r) AS key, o.id AS object, s.packed AS packed, d.text AS text, s.text AS said, "
        "s.span_start AS start, s.span_end AS end, d.title AS title",
        id=FLIGHT,
    ).records:
        assert row["text"][row["start"] : row["end"]] == row["said"] and row["title"] == "Article 1"
        claims, _, _ = unpack(row["packed"])
        (claim,) = (one for one in claims if (one.key, one.object) == (row["key"], row["object"]))
        assert claim.span
        found[row["object"]] = row["text"][slice(*claim.span)]
    assert found == {MOSCOW: "Moscow", MINSK: "Minsk", LIBYA: "Libya"}
    (row,) = store.driver.execute_query(
        "MATCH (f:Flight)<-[:ABOUT]-(s:Statement)-[:REPORTED_IN]->(d) "
        "WHERE s.packed CONTAINS f.id + '\",\"|count|' RETURN f.count_text AS words, s.packed AS packed, d.text AS text"
    ).records
    (count,) = (claim for claim in unpack(row["packed"])[0] if claim.key == "count")
    assert count.span and row["words"] == row["text"][slice(*count.span)] == "Four"


def test_speakers_that_come_apart_while_they_speak_are_led_to_once(store: Store) -> None:
    other = identity.local("Actor", "Document:x", [9, 10])
    store.write(article(Claim(SPEAKER, "name", "A"), Claim(other, "name", "B"), number=2))
    store.write(article(Claim(SPEAKER, SAME_AS, object=other)))
    batch = article(*AIRLIFT)
    said = replace(batch.statements[0], said_by=((SPEAKER, 0), (other, 1)))
    store.write(replace(batch, statements=(said,)))
    edges = store.driver.execute_query(
        "MATCH (s:Statement {id: $id})-[r:SAID_BY]->(n) RETURN n.id AS id, r.step AS step ORDER BY step",
        id=said.id,
    ).records
    assert [(row["id"], row["step"]) for row in edges] == [(SPEAKER, 0), (other, 1)]


def test_a_retraction_closes_and_keeps_the_times(store: Store) -> None:
    batch = article(*AIRLIFT)
    for _ in range(2):
        store.write(batch)
        store.retract(batch.documents[0].id)
    (row,) = store.driver.execute_query(
        "MATCH (s:_Statement)-[:_REPORTED_IN]->(d:_Document) MATCH (f:_Entity)-[r:_DESTINATION]->(:_Entity) "
        "MATCH (s)-[:_ABOUT]->(f) WITH s, d, r ORDER BY r.known_from "
        "RETURN s.known AS said, d.known AS read, collect([r.known_from, r.known_to, r.evidence]) AS edges"
    ).records
    statement = batch.statements[0].id
    assert row["said"] == row["read"] == [1, 2, 3, 4]
    assert row["edges"] == [[1, 2, [statement]], [3, 4, [statement]]]
    assert now(store) == view(store.ontology, [])


def test_a_link_that_is_only_denied_is_hidden_and_holds_its_object(store: Store) -> None:
    denial = article(Claim(FLIGHT, "DESTINATION", object=LIBYA, polarity=Polarity.DENIED), number=2)
    store.write(denial)
    assert not now(store).edges and now(store).hidden == {("DESTINATION", FLIGHT, LIBYA): (denial.statements[0].id,)}
    assert LIBYA in now(store).nodes
    asserted = article(*AIRLIFT)
    store.write(asserted)
    edge = now(store).edges["DESTINATION", FLIGHT, LIBYA]
    assert edge["disputed"] and edge["evidence"] == tuple(sorted(one.statements[0].id for one in (asserted, denial)))
    assert not now(store).hidden
    store.retract(asserted.documents[0].id)
    assert not now(store).edges and now(store).hidden


def test_a_judgement_merges_and_its_retraction_parts_again(store: Store) -> None:
    store.write(article(*AIRLIFT))
    before = now(store)
    judgement = article(Claim(MINSK, SAME_AS, object=MOSCOW), number=2)
    done = store.write(judgement)
    one = min(MINSK, MOSCOW)
    merged = now(store)
    assert merged.nodes[one].members == tuple(sorted((MINSK, MOSCOW))) and done.nodes_removed == 1
    assert [key for key in merged.edges if key[0] == "ORIGIN"] == [("ORIGIN", FLIGHT, one)]
    store.retract(judgement.documents[0].id)
    assert now(store) == before


def test_speakers_publishers_and_mentions_follow_a_merge_and_come_back(store: Store) -> None:
    official, state = (identity.local("Actor", "Document:y", [at, at + 1]) for at in (1, 2))
    batch = article(*AIRLIFT)
    batch = Batch(
        (replace(batch.documents[0], publisher=official),),
        (replace(batch.statements[0], said_by=((official, 1), (SPEAKER, 0)), mentions=(official, state)),),
    )
    store.write(batch)
    before = now(store)
    judgement = article(
        Claim(official, SAME_AS, object=SPEAKER),
        Claim(official, SAME_AS, object=identity.keyed("Actor", "country", "LY")),
        number=2,
    )
    store.write(judgement)
    merged, keyed = now(store), identity.keyed("Actor", "country", "LY")
    statement = batch.statements[0].id
    assert {one: step for one, step in merged.said_by.items() if one[0] == statement} == {(statement, keyed): 0}
    assert merged.published_by == {(batch.documents[0].id, keyed)}
    assert merged == view(store.ontology, [batch, judgement])
    store.retract(judgement.documents[0].id)
    assert now(store) == before


def test_other_metadata_is_refused_and_replaced_on_demand(store: Store) -> None:
    batch = article(*AIRLIFT)
    store.write(batch)
    before = dump(store.driver)
    retitled = Batch((replace(batch.documents[0], title="Better", publisher=SPEAKER),), batch.statements)
    with pytest.raises(KnownDocumentError) as caught:
        store.write(retitled)
    assert str(caught.value) == (
        f"document Better: it is in the graph with other metadata: publisher None is now {SPEAKER!r}, "
        "title 'Article 1' is now 'Better'\nGive `replace` (--replace) to replace its metadata and statements."
    )
    assert dump(store.driver) == before
    assert store.write(retitled, replace=True).documents_replaced == 1
    assert store.documents()[0].title == "Better" and now(store) == view(store.ontology, [retitled])


def test_a_document_that_comes_back_without_its_publisher_leaves_none_behind(store: Store) -> None:
    batch = article(*AIRLIFT)
    published = Batch((replace(batch.documents[0], publisher=SPEAKER),), batch.statements)
    store.write(published)
    store.retract(batch.documents[0].id)
    store.write(batch, replace=True)
    assert now(store) == view(store.ontology, [batch])
    (row,) = store.driver.execute_query(
        "MATCH (:Document)-[r:PUBLISHED_BY|_PUBLISHED_BY]->() RETURN count(r) AS n"
    ).records
    assert row["n"] == 0


def test_a_later_date_may_change_the_value_shown(store: Store) -> None:
    one, two = (article(Claim(LIBYA, "name", name), number=at) for at, name in ((1, "Libya"), (2, "The Libyan coast")))
    store.write(one)
    store.write(two)
    assert now(store).nodes[LIBYA].properties["name"] == "Libya"
    store.write(Batch((replace(two.documents[0], published_at="2024-12-21"),), two.statements), replace=True)
    assert now(store).nodes[LIBYA].properties["name"] == "The Libyan coast"


def test_a_batch_states_the_whole_content_of_its_document(store: Store) -> None:
    store.write(article(*AIRLIFT))
    fewer = article(*AIRLIFT[:2])
    assert store.write(fewer) == Outcome(
        documents_known=1, statements_added=1, statements_closed=1, nodes_changed=0, nodes_removed=2, edges_changed=1,
        edges_removed=2,
    )  # fmt: skip
    assert now(store) == view(store.ontology, [fewer])


def test_records_are_shared_and_go_with_the_last_that_refers_to_them(store: Store) -> None:
    batches = []
    for number in (1, 2):
        batch = article(Claim(FLIGHT, "ORIGIN", object=RECORD), number=number)
        records = tuple(with_records(batch.statements))
        batches.append(Batch((*batch.documents, GAZETTEER), (*batch.statements, *records)))
        store.write(batches[-1])
    assert [one.reference for one in store.documents()] == [False, False, True]
    store.retract(batches[0].documents[0].id)
    assert now(store) == view(store.ontology, batches[1:]) and RECORD in now(store).nodes
    with pytest.raises(WriteError, match="it is a table of reference"):
        store.retract(GAZETTEER.id)
    assert store.retract(batches[1].documents[0].id).documents_closed == 2
    assert now(store) == view(store.ontology, [])


def test_an_unknown_document_cannot_be_retracted(store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match="document Document:nowhere: no such document is in the graph"):
        store.retract("Document:nowhere")
    assert len(dump(store.driver)) == 1


def test_a_wrong_batch_leaves_the_graph_as_it_was(store: Store) -> None:
    store.write(article(*AIRLIFT))
    before = dump(store.driver)
    with pytest.raises(InvalidBatchError):
        store.write(article(*AIRLIFT, Claim(FLIGHT, "colour", "red"), number=2))
    assert dump(store.driver) == before


def test_a_failure_halfway_leaves_the_graph_as_it_was(store: Store) -> None:
    """The computed field is found to be impossible only after statements and edges were written."""
    store.write(article(*AIRLIFT))
    before = dump(store.driver)
    shipped = discover()
    flight = shipped.noun("Flight")
    odd = replace(flight, fields=(*flight.fields, Field("age", TEXT, "Its age.", computed=True)))
    nouns: list[Noun] = [odd if noun.name == "Flight" else noun for noun in shipped.nouns.values()]
    broken = Store(store.driver, "neo4j", Ontology(nouns, shipped.links))
    with pytest.raises(UnknownFieldError, match="field age"):
        broken.write(article(*AIRLIFT, number=2))
    assert dump(store.driver) == before


def test_a_killed_transaction_leaves_the_graph_as_it_was(store: Store) -> None:
    """The write waits for a node that another transaction holds, and is killed there."""
    store.write(article(*AIRLIFT))
    before = dump(store.driver)
    raised: list[Exception] = []

    def write() -> None:
        try:
            store.write(article(*AIRLIFT, number=2))
        except Neo4jError as error:
            raised.append(error)

    with store.driver.session() as session, session.begin_transaction() as holding:
        holding.run("MATCH (n:Place {id: $id}) SET n.held = 1", id=LIBYA).consume()
        writer = Thread(target=write)
        writer.start()
        kill_blocked(store.driver)
        writer.join(30)
        holding.rollback()
    assert not writer.is_alive() and raised
    assert dump(store.driver) == before


def kill_blocked(driver: Driver) -> None:
    end = monotonic() + 20
    while monotonic() < end:
        rows = driver.execute_query(
            "SHOW TRANSACTIONS YIELD transactionId AS id, status WHERE status STARTS WITH 'Blocked' RETURN id"
        ).records
        if rows:
            driver.execute_query("TERMINATE TRANSACTIONS $ids", ids=[row["id"] for row in rows])
            return
        sleep(0.02)
    raise AssertionError("nothing ever waited for the lock")
