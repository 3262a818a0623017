"""Every rule stands beside sentences that it must and must not match; here they are read."""

from collections.abc import Iterator
from typing import Any

import pytest

from ingest.article import Article
from ingest.extract.lexicon import rules as flight_rules
from ingest.extract.noun import read_nouns
from ingest.extract.relation import read_rules
from ingest.extract.speech import Speech
from ingest.extract.unnamed import read_movers
from ingest.extract.verb import read_verbs
from ingest.reader import Reader
from tests.ingest import told


def flight_examples() -> Iterator[tuple[str, list[str]]]:
    for rule in flight_rules():
        for text, expected in rule["match"]:
            yield text, [flight.strip() for flight in expected.split(";")]
        for text in rule["no_match"]:
            yield text, []


def mover_examples() -> Iterator[tuple[str, list[str]]]:
    rules = read_movers()
    for text, expected in rules["match"]:
        yield text, [flight.strip() for flight in expected.split(";")]
    for text in rules["no_match"]:
        yield text, []


def relation_examples() -> Iterator[tuple[str, str, str | None]]:
    for rule in (*read_rules(), *read_verbs(), *read_nouns()):
        for text, expected in rule["match"]:
            yield rule["predicate"], text, expected
        for text in rule["no_match"]:
            yield rule["predicate"], text, None


def speech_examples() -> Iterator[tuple[str, list[str]]]:
    rules: dict[str, Any] = Speech().rules
    for text, expected in rules["match"]:
        yield text, expected.split("; ")
    for text in rules["no_match"]:
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
