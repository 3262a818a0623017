"""The sample in a real Neo4j behind the whole API, and the blocks of code of a page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from contrail.articles import SAMPLE
from graph.connection import Address
from tests.api.client import Client
from tests.reading import reading

_ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """A client of the service that holds the sample alone."""
    with reading(driver, neo4j_address, [SAMPLE]) as client:
        yield client


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page, named from the root of the repository, that are in a language."""
    text = (_ROOT / page).read_text(encoding="utf-8")
    return [str(found) for found in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]
