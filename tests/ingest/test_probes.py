"""Sentences of many wordings, each kind of language in its class: what must be read from them, and what not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.article import Article
from ingest.reader import Reader
from ingest.scheme import to_scheme
from tests.ingest import told

PROBES = Path(__file__).parent / "probes"


def probes(kind: str) -> Iterator[Any]:
    for group in yaml.safe_load((PROBES / f"{kind}.yaml").read_text(encoding="utf-8")):
        for text, expected in group.get("must", ()):
            yield pytest.param(text, [part.strip() for part in expected.split(";") if part.strip()], id=text)
        for text in group.get("must_not", ()):
            yield pytest.param(text, [], id=text)


@pytest.mark.parametrize(("text", "expected"), list(probes("flight")))
def test_flights(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(told.flights(reader.read(Article(text)))) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), list(probes("journey")))
def test_journeys(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(told.journeys(reader.read(Article(text)))) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), list(probes("statement")))
def test_statements(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(told.statements(reader.read(Article(text)))) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), list(probes("chain")))
def test_chains(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(told.chains(reader.read(Article(text)))) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), list(probes("relation")))
def test_relations(reader: Reader, text: str, expected: list[str]) -> None:
    assert set(expected) <= set(told.relations(reader.read(Article(text))))


@pytest.mark.parametrize(("text", "expected"), list(probes("slot")))
def test_slots(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(_parts(line) for line in told.flown(reader.read(Article(text)))) == sorted(map(_parts, expected))


@pytest.mark.parametrize(("text", "expected"), list(probes("name")))
def test_names(reader: Reader, text: str, expected: list[str]) -> None:
    assert sorted(told.names(to_scheme(reader.read(Article(text)), reader.gazetteer))) == sorted(expected)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]
