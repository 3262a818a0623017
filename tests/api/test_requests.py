"""Requests, one for each thing that can be asked, and their answers as they were reviewed: requests/ holds both."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph.connection import Address
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import sampled

REQUESTS = Path(__file__).parent / "requests"
VARIABLES = re.compile(r"^# variables: (.+)$", re.MULTILINE)

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def service(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """The service over the sample."""
    with sampled(ontology, driver, neo4j_address) as client:
        yield client


@pytest.mark.parametrize("name", sorted(path.stem for path in REQUESTS.glob("*.graphql")))
def test_a_request_is_answered_as_reviewed(service: Client, name: str) -> None:
    """Set CONTRAIL_WRITE_GOLDEN=1 to write the answers anew, then review their difference."""
    text = (REQUESTS / f"{name}.graphql").read_text(encoding="utf-8")
    given = VARIABLES.search(text)
    variables: dict[str, Any] = json.loads(given[1]) if given else {}
    found = json.dumps(service.answer(text, variables), ensure_ascii=False, indent=1) + "\n"
    expected = REQUESTS / f"{name}.json"
    if os.environ.get("CONTRAIL_WRITE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == found


def test_every_answer_has_its_request() -> None:
    assert {path.stem for path in REQUESTS.glob("*.json")} == {path.stem for path in REQUESTS.glob("*.graphql")}
