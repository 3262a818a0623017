"""A database is made ready once, and another's is left alone."""

from dataclasses import replace

import pytest
from neo4j import Driver

from graph.constraints import indexes
from graph.errors import ForeignGraphError, OntologyMismatchError, UnfinishedError, UnknownFieldError
from graph.mark import FORM, Work, read_mark, write_mark
from graph.prepare import prepare
from schema.discover import discover
from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.number import FLOAT, INTEGER
from schema.values.text import TEXT

pytestmark = pytest.mark.neo4j
ONTOLOGY = discover()


def small(*fields: Field) -> Ontology:
    return Ontology([ONTOLOGY.noun("Entity"), Noun("Ship", "A ship.", "ship", "ships", fields, ("Entity",))], [])


def made(driver: Driver) -> dict[str, str]:
    rows = driver.execute_query(
        "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state"
    ).records
    return {row["name"]: row["state"] for row in rows}


def test_everything_is_made_once_and_online(empty_graph: Driver) -> None:
    prepare(empty_graph, "neo4j", ONTOLOGY)
    names = {index.name for index in indexes(ONTOLOGY)}
    first = made(empty_graph)
    assert first == dict.fromkeys(names, "ONLINE")
    prepare(empty_graph, "neo4j", ONTOLOGY)
    assert made(empty_graph) == first
    (mark,) = empty_graph.execute_query("MATCH (c:_Contrail) RETURN c.ontology, c.form").records
    assert mark.values() == [ONTOLOGY.fingerprint, FORM]


def test_data_of_others_is_left_alone(empty_graph: Driver) -> None:
    empty_graph.execute_query("CREATE (:Person {name: 'somebody else'})")
    with pytest.raises(ForeignGraphError, match="database neo4j: it holds data that Contrail did not make\nName an"):
        prepare(empty_graph, "neo4j", ONTOLOGY)
    assert made(empty_graph) == {}


def test_another_ontology_is_refused_and_what_differs_is_told(empty_graph: Driver) -> None:
    prepare(empty_graph, "neo4j", small(Field("name", TEXT, "Its name."), Field("length", INTEGER, "Metres.")))
    here = small(Field("name", TEXT, "Its name."), Field("length", FLOAT, "Metres."), Field("flag", TEXT, "Its flag."))
    with pytest.raises(OntologyMismatchError) as caught:
        prepare(empty_graph, "neo4j", here)
    assert ": added: field Ship.flag: Text; changed: field Ship.length: Int → Float; " in caught.value.cause
    assert "contrail migrate --apply" in caught.value.remedy
    with pytest.raises(OntologyMismatchError, match="removed: noun Ship; added: noun Actor; "):
        prepare(empty_graph, "neo4j", ONTOLOGY)


@pytest.mark.parametrize(
    ("form", "remedy"), [(0, "read the documents into it anew"), (1, "contrail migrate"), (99, "or a newer one")]
)
def test_another_form_is_refused(empty_graph: Driver, form: int, remedy: str) -> None:
    prepare(empty_graph, "neo4j", small())
    empty_graph.execute_query("MATCH (c:_Contrail) SET c.form = $form", form=form)
    with pytest.raises(OntologyMismatchError, match=f"it has form {form} of the stored graph, this Contrail") as caught:
        prepare(empty_graph, "neo4j", small())
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("doing", "command"), [("rebuild", "contrail migrate --apply"), ("restore", "contrail restore")]
)
def test_unfinished_work_is_refused(empty_graph: Driver, doing: str, command: str) -> None:
    prepare(empty_graph, "neo4j", small())
    mark = read_mark(empty_graph, "neo4j")
    assert mark is not None
    write_mark(empty_graph, "neo4j", replace(mark, work=Work(doing, small().fingerprint, "drop")))
    with pytest.raises(UnfinishedError, match=f"database neo4j: .*\n.*{command}"):
        prepare(empty_graph, "neo4j", small())


def test_an_ontology_that_cannot_be_served_is_refused_first(empty_graph: Driver) -> None:
    with pytest.raises(UnknownFieldError, match="field age"):
        prepare(empty_graph, "neo4j", small(Field("age", INTEGER, "Its age.", computed=True)))
    assert made(empty_graph) == {}
