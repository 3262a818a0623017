"""Several articles in one transaction, on a real Neo4j."""

from collections.abc import Iterable, Iterator, Sequence

import pytest
from neo4j import Driver

from contrail import together
from contrail.together import Written, write_together
from graph.connection import Address
from graph.errors import KnownDocumentError
from graph.store import Store
from ingest.errors import TooLargeError
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover
from schema.identity import document, keyed

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(cleared: Driver, neo4j_address: Address) -> Store:
    store = Store(cleared, neo4j_address.database, discover())
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


def drain(written: Iterable[Written], told: list[str]) -> None:
    for group, _ in written:
        told += [path for path, _ in group]


def test_articles_are_one_transaction_up_to_so_many_claims(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "MOST", 10)
    written = list(write_together(store, [article(n) for n in range(23)]))
    assert sizes(written) == [10, 10, 3]
    assert sum(outcome.documents_new for _, outcome in written) == 23
    assert names(store) == {f"Base {n}" for n in range(23)}
    again = list(write_together(store, [article(n) for n in range(23)]))
    assert not any(outcome.changed for _, outcome in again)


def test_what_stands_before_an_article_that_is_refused_is_written(store: Store) -> None:
    store.write(article(3)[1])
    told: list[str] = []
    with pytest.raises(KnownDocumentError, match="Another title 3"):
        drain(write_together(store, [article(3, "Another title") if n == 3 else article(n) for n in range(9)]), told)
    assert told == ["0.txt", "1.txt", "2.txt"]
    assert names(store) == {"Base 0", "Base 1", "Base 2", "Base 3"}


def test_what_stands_before_an_article_that_cannot_be_read_is_written(store: Store) -> None:
    def read() -> Iterator[tuple[str, Batch]]:
        yield article(1)
        yield article(2)
        raise TooLargeError("3.txt", "it was not read in 60 s", "Leave it out")

    told: list[str] = []
    with pytest.raises(TooLargeError, match=r"3\.txt"):
        drain(write_together(store, read()), told)
    assert told == ["1.txt", "2.txt"]
    assert names(store) == {"Base 1", "Base 2"}


def test_two_articles_that_are_one_document_are_written_apart(store: Store) -> None:
    written = list(write_together(store, [article(1), article(1), article(2)]))
    assert sizes(written) == [1, 1, 1]
    assert names(store) == {"Base 1", "Base 2"}
