"""What a database has of indexes is compared with what an ontology needs, and changed as a whole."""

import pytest
from neo4j import Driver
from neo4j.exceptions import Neo4jError

from graph import constraints, indexes
from graph.constraints import Index
from schema.discover import discover

pytestmark = pytest.mark.neo4j
ONTOLOGY = discover()
NEEDED = set(constraints.indexes(ONTOLOGY))


def there(driver: Driver) -> set[Index]:
    return set(indexes.there(driver, "neo4j").values())


def test_what_is_missing_is_made_and_what_is_stale_is_dropped(empty_graph: Driver) -> None:
    indexes.create(empty_graph, "neo4j", ONTOLOGY)
    assert there(empty_graph) == NEEDED
    gone = sorted(NEEDED, key=lambda index: index.name)[::20]
    odd = Index("lookup_Base_odd", "RANGE", ("Base",), ("odd",))
    indexes.drop(empty_graph, "neo4j", gone)
    empty_graph.execute_query(odd.cypher)
    assert set(indexes.missing(empty_graph, "neo4j", ONTOLOGY)) == set(gone)
    assert indexes.stale(empty_graph, "neo4j", ONTOLOGY) == [odd]
    indexes.create(empty_graph, "neo4j", ONTOLOGY)
    indexes.drop(empty_graph, "neo4j", indexes.stale(empty_graph, "neo4j", ONTOLOGY))
    assert there(empty_graph) == NEEDED


def test_where_one_cannot_be_made_none_is(empty_graph: Driver) -> None:
    empty_graph.execute_query("UNWIND [1, 2] AS n CREATE (:Statement {id: 'Statement:1'})")
    with pytest.raises(Neo4jError, match="Statement"):
        indexes.create(empty_graph, "neo4j", ONTOLOGY)
    assert there(empty_graph) == set()
