"""Every rule stands beside sentences that it must and must not match; here they are read."""

from collections.abc import Iterator
from typing import Any

import pytest

from ingest import rules
from ingest.article import Article
from ingest.reader import Reader
from tests.ingest import told


def flight_examples() -> Iterator[tuple[str, list[str]]]:
    for rule in rules.read("flight"):
        for text, expected in rule["match"]:
            yield text, [flight.strip() for flight in expected.split(";")]
        for text in rule["no_match"]:
            yield text, []


def mover_examples() -> Iterator[tuple[str, list[str]]]:
    movers = rules.read("mover")
    for text, expected in movers["match"]:
        yield text, [flight.strip() for flight in expected.split(";")]
    for text in movers["no_match"]:
        yield text, []


def relation_examples() -> Iterator[tuple[str, str, str | None]]:
    for rule in (*rules.read("relation"), *rules.read("verb"), *rules.read("noun")):
        for text, expected in rule["match"]:
            yield rule["predicate"], text, expected
        for text in rule["no_match"]:
            yield rule["predicate"], text, None


def speech_examples() -> Iterator[tuple[str, list[str]]]:
    speech: dict[str, Any] = rules.read("speech")
    for text, expected in speech["match"]:
        yield text, expected.split("; ")
    for text in speech["no_match"]:
        yield text, []


@pytest.mark.parametrize(("text", "expected"), [*flight_examples(), *mover_examples()])
def test_flight_rule_reads_its_examples(reader: Reader, text: str, expected: list[str]) -> None:
    assert told.flights(reader.read(Article(text))) == expected


@pytest.mark.parametrize(("predicate", "text", "expected"), list(relation_examples()))
def test_relation_rule_reads_its_examples(reader: Reader, predicate: str, text: str, expected: str | None) -> None:
    found = told.relations(reader.read(Article(text)))
    if expected is None:
        assert not [line for line in found if f" {predicate} " in line]
    else:
        assert expected in found


@pytest.mark.parametrize(("text", "expected"), list(speech_examples()))
def test_speech_rule_reads_its_examples(reader: Reader, text: str, expected: list[str]) -> None:
    assert told.statements(reader.read(Article(text))) == expected
