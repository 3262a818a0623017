"""Declarations that contradict themselves or each other are refused with the names of both."""

import pytest

from schema.errors import OntologyError
from schema.field import Field
from schema.link import Link
from schema.noun import Key, Noun
from schema.ontology import Ontology
from schema.rollup import Rollup
from schema.values.number import FLOAT
from schema.values.text import TEXT

NAME = Field("name", TEXT, "Its name.")
ENTITY = Noun("Entity", "Anything.", "entity", "entities", (Field("label", TEXT, "Label.", required=True),), (), True)
SHIP = Noun("Ship", "A ship.", "ship", "ships", (NAME,), ("Entity",))
PORT = Noun("Port", "A port.", "port", "ports", (NAME,), ("Entity",))
CALLS = Link("CALLS_AT", ("Ship",), "Port", "calls", "callers", "A ship calls at a port.")


def test_two_nouns_and_a_link_are_an_ontology() -> None:
    ontology = Ontology([ENTITY, SHIP, PORT], [CALLS])
    assert list(ontology.fields("Ship")) == ["label", "name"]
    assert ontology.ways("Port")["callers"].target == "Ship"
    assert ontology.source(CALLS) == "Ship"


def test_fingerprint_follows_what_is_stored_and_not_the_words() -> None:
    one = Ontology([ENTITY, SHIP, PORT], [CALLS])
    reworded = Ontology([PORT, ENTITY, Noun("Ship", "Anything.", "ship", "ships", (NAME,), ("Entity",))], [CALLS])
    widened = Ontology(
        [ENTITY, PORT, Noun("Ship", "", "ship", "ships", (NAME, Field("draught", FLOAT, "")), ("Entity",))], [CALLS]
    )
    assert one.fingerprint == reworded.fingerprint
    assert one.fingerprint != widened.fingerprint


@pytest.mark.parametrize(
    ("nouns", "links", "message"),
    [
        ([Noun("ship", "", "ship", "ships", ())], [], "'ship': write it as one capitalised word"),
        ([Noun("Ship", "", "ship", "ships", (), ("Entity",))], [], "there is no noun 'Entity'"),
        (
            [
                ENTITY,
                PORT,
                Noun("Ship", "", "ship", "ships", (NAME,), ("Entity",), details=(("name", "calls", "port"),)),
            ],
            [CALLS],
            "Ship: details name fields and links it lacks: port",
        ),
        (
            [SHIP, ENTITY, Noun("Boat", "", "boat", "boats", (), ("Ship",))],
            [],
            "implements Ship, which is not an inter",
        ),
        ([ENTITY, Noun("Ship", "", "ship", "ships", (Field("id", TEXT, ""),))], [], "a field cannot be called 'id'"),
        (
            [Noun("Ship", "", "ship", "ships", (), keys=(Key("imo", ("imo",)),))],
            [],
            "keys, caption or rollups name fields it",
        ),
        (
            [Noun("Ship", "", "ship", "ships", (), rollups=(Rollup("calls", "", (), ("count", "high")),))],
            [],
            "rollups name fields it lacks: count, modality",
        ),
        (
            [
                Noun(
                    "Ship",
                    "",
                    "ship",
                    "ships",
                    (NAME,),
                    rollups=(Rollup("name", "", (), ("name", ""), modality="name"),),
                )
            ],
            [],
            "a rollup cannot be called 'name'",
        ),
        ([ENTITY, SHIP, Noun("Boat", "", "ship", "boats", ())], [], "two nouns want the root field ship"),
        (
            [ENTITY, SHIP, Noun("Boat", "", "boat", "boats", (Field("name", FLOAT, ""),))],
            [],
            "field name differs between",
        ),
        (
            [ENTITY, SHIP, PORT],
            [Link("calls", ("Ship",), "Port", "calls", "callers", "")],
            "write its type in capitals",
        ),
        ([ENTITY, SHIP], [CALLS], "there is no noun 'Port'"),
        ([ENTITY, SHIP, PORT], [Link("CALLS", ("Ship",), "Port", "name", "callers", "")], "name names two different"),
        ([ENTITY, SHIP, PORT], [CALLS, Link("NEAR", ("Ship",), "Port", "near", "callers", "")], "callers names two"),
        ([ENTITY, SHIP], [Link("MEETS", ("Ship",), "Ship", "meets", None, "")], "a symmetric link has no way back"),
    ],
)
def test_contradictions_are_named(nouns: list[Noun], links: list[Link], message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        Ontology(nouns, links)


def test_unknown_link_lists_those_there_are() -> None:
    with pytest.raises(OntologyError, match="Ship has no link SAILS; it has CALLS_AT"):
        Ontology([ENTITY, SHIP, PORT], [CALLS]).link("Ship", "SAILS")
