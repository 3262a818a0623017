"""Several articles in one transaction, on a real Neo4j."""

from collections.abc import Sequence

import pytest
from neo4j import Driver

from contrail.together import write_together
from graph.connection import Address
from graph.errors import KnownDocumentError
from graph.store import Store
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover
from schema.identity import document, keyed

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(empty_graph: Driver, neo4j_address: Address) -> Store:
    store = Store(empty_graph, neo4j_address.database, discover())
    store.prepare()
    return store


def article(number: int, title: str = "A report") -> tuple[str, Batch]:
    sha = f"{number:064}"
    told = Document(document(sha, "t"), sha, "ARTICLE", title=f"{title} {number}", outlet="t")
    claim = Claim(keyed("Base", "icao", f"HL{number:02}"), "name", f"Base {number}")
    return f"{number}.txt", Batch((told,), (Statement(told.id, "t@1", (claim,), row="1"),))


def names(store: Store) -> set[str]:
    rows = store.driver.execute_query("MATCH (b:Base) RETURN b.name AS name", database_=store.database).records
    return {row["name"] for row in rows}


def sizes(written: Sequence[tuple[Sequence[tuple[str, Batch]], object]]) -> list[int]:
    return [len(group) for group, _ in written]


def test_twenty_articles_are_one_transaction(store: Store) -> None:
    written = list(write_together(store, [article(n) for n in range(23)]))
    assert sizes(written) == [20, 3]
    assert sum(outcome.documents_new for _, outcome in written) == 23
    assert names(store) == {f"Base {n}" for n in range(23)}
    again = list(write_together(store, [article(n) for n in range(23)]))
    assert not any(outcome.changed for _, outcome in again)


def test_what_stands_before_an_article_that_is_refused_is_written(store: Store) -> None:
    store.write(article(2)[1])
    with pytest.raises(KnownDocumentError, match="Another title 2"):
        list(write_together(store, [article(1), article(2, "Another title"), article(3)]))
    assert names(store) == {"Base 1", "Base 2"}


def test_two_articles_that_are_one_document_are_written_one_by_one(store: Store) -> None:
    written = list(write_together(store, [article(1), article(1), article(2)]))
    assert sizes(written) == [1, 1, 1]
    assert names(store) == {"Base 1", "Base 2"}
