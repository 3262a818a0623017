"""Every question of docs/tour.md has the answer and the picture that stand there."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from neo4j import Driver

from contrail.articles import read_batches
from contrail.mappings import find_mapping
from graph.connection import Address
from graph.store import Store
from ingest.format.metadata import Metadata
from ingest.table.read import read_table
from schema.discover import discover
from tests.api.client import Client

pytestmark = pytest.mark.neo4j
TOUR = Path(__file__).parent.parent.parent / "docs" / "tour"
TABLES = (("reports.csv", str(TOUR / "reports.yaml")), ("trace_full_15c001.json", "readsb_traces"))


def _drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", TOUR / "draw.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DRAW = _drawing()
TEXT = DRAW.PAGE.read_text(encoding="utf-8")
QUESTIONS = [found.groupdict() for found in DRAW.BLOCK.finditer(TEXT)]


@pytest.fixture(scope="module")
def tour(service: Client, driver: Driver, neo4j_address: Address) -> Client:
    """The service over the sample and what the tour adds to it."""
    ontology = discover()
    store = Store(driver, neo4j_address.database, ontology)
    for _, batch in read_batches([TOUR / "january.txt"], Metadata()):
        store.write(batch)
    for table, mapping in TABLES:
        store.load(read_table(TOUR / table, find_mapping(mapping, ontology)))
    return service


def test_there_are_ten_questions_each_with_a_picture() -> None:
    assert len(QUESTIONS) == TEXT.count("```graphql") == TEXT.count("\n## ") == 10
    assert {each["picture"] for each in QUESTIONS} == {path.name for path in TOUR.glob("*.svg")} == set(DRAW.PICTURES)


@pytest.mark.parametrize("question", QUESTIONS, ids=[each["picture"] for each in QUESTIONS])
def test_a_question_has_its_answer_and_picture(tour: Client, question: dict[str, str]) -> None:
    """`docs/tour/draw.py` writes both anew; then review their difference."""
    found = tour.data(question["query"])
    assert found == json.loads(question["answer"])
    assert DRAW.picture(question["picture"], found) == (TOUR / question["picture"]).read_text(encoding="utf-8")
