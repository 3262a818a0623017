"""The ontology that ships: every noun and link of the design, each in a file of its own."""

import importlib
import pkgutil
from types import ModuleType

import pytest

from schema import links, nodes
from schema.discover import discover
from schema.link import Link
from schema.noun import Noun

ONTOLOGY = discover()


def test_nouns_and_interfaces_of_the_design() -> None:
    assert [noun.name for noun in ONTOLOGY.concrete] == [
        "Actor", "AddressBlock", "Aircraft", "AircraftType", "Base", "Document", "Flight", "Listing", "Place",
        "Statement",
    ]  # fmt: skip
    assert [noun.name for noun in ONTOLOGY.interfaces] == ["Entity", "Site"]


@pytest.mark.parametrize(
    ("noun", "way", "link", "target", "one"),
    [
        ("Actor", "leads", "LEADS", "Actor", False),
        ("Actor", "leaders", "LEADS", "Actor", False),
        ("Actor", "allies", "ALLIED_WITH", "Actor", False),
        ("Actor", "overthrownBy", "OVERTHREW", "Actor", False),
        ("Actor", "directedBy", "DIRECTS", "Actor", False),
        ("Actor", "holdings", "HOLDS", "Actor", False),
        ("Aircraft", "linkedTo", "LINKED_TO", "Actor", False),
        ("Actor", "linkedFrom", "LINKED_TO", "Entity", False),
        ("Base", "controllers", "CONTROLS", "Actor", False),
        ("Place", "governedBy", "GOVERNS", "Actor", False),
        ("AircraftType", "aircraft", "OF_TYPE", "Aircraft", False),
        ("AircraftType", "flights", "OF_TYPE", "Flight", False),
        ("Flight", "aircraftType", "OF_TYPE", "AircraftType", False),
        ("Base", "departures", "ORIGIN", "Flight", False),
        ("Place", "arrivals", "DESTINATION", "Flight", False),
        ("Flight", "operator", "OPERATED_BY", "Actor", False),
        ("Statement", "reportedIn", "REPORTED_IN", "Document", True),
        ("Document", "statements", "REPORTED_IN", "Statement", False),
        ("Document", "publisher", "PUBLISHED_BY", "Actor", True),
        ("Base", "statements", "ABOUT", "Statement", False),
        ("Statement", "about", "ABOUT", "Entity", False),
        ("Actor", "said", "SAID_BY", "Statement", False),
    ],
)
def test_ways_of_the_design(noun: str, way: str, link: str, target: str, one: bool) -> None:
    found = ONTOLOGY.ways(noun)[way]
    assert (found.link.type, found.target, found.one) == (link, target, one)


@pytest.mark.parametrize("package", [nodes, links])
def test_one_declaration_a_file(package: ModuleType) -> None:
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        declared = vars(importlib.import_module(module.name)).values()
        names = {value.name for value in declared if isinstance(value, Noun)}
        names |= {value.type for value in declared if isinstance(value, Link)}
        assert len(names) == 1, module.name


def test_labels_go_from_the_noun_to_its_furthest_interface() -> None:
    assert ONTOLOGY.labels("Base") == ("Base", "Site", "Entity")
    assert ONTOLOGY.possible("Site") == ("Base", "Place")
    assert not ONTOLOGY.is_entity("Statement")
