"""What a node shows of claims that agree, disagree and deny."""

import pytest

from graph.errors import UnknownFieldError
from graph.view.node import Node, node
from graph.view.standing import Standing
from schema.claim import Claim, Modality, Polarity
from schema.discover import discover
from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.text import TEXT

ONTOLOGY = discover()
BASE, FLIGHT = "Base:la", "Flight:la"


def shown(identifier: str, *said: tuple[str, Claim]) -> Node:
    """The node of claims, each of them said in a document of its own, published then."""
    return node(
        ONTOLOGY,
        identifier,
        (),
        [(claim, Standing(at, "", published, (claim,))) for at, (published, claim) in enumerate(said)],
    )


def name(value: str, polarity: Polarity = Polarity.ASSERTED) -> Claim:
    return Claim(BASE, "name", value, polarity=polarity)


def test_the_latest_published_value_is_shown_and_the_others_are_aliases() -> None:
    made = shown(BASE, ("2024-12-20", name("New")), ("2024-12-01", name("Old")), ("", name("Undated")))
    assert made.properties == {
        "name": "New",
        "name_folded": "new",
        "label": "New",
        "aliases": ["Old", "Undated"],
        "aliases_folded": ["old", "undated"],
        "search_forms": ["new", "old", "undated"],
        "search_sounds": ["ndtd"],
    }


def test_of_one_date_most_statements_win_then_the_smallest_value() -> None:
    assert shown(BASE, ("2024", name("B")), ("2024", name("A")), ("2024", name("B"))).properties["name"] == "B"
    assert shown(BASE, ("2024", name("B")), ("2024", name("A"))).properties["name"] == "A"


def test_what_is_only_denied_is_not_shown() -> None:
    made = shown(BASE, ("2024", name("Nowhere", Polarity.DENIED)))
    assert made.properties == {"label": "Base"}


def test_many_values_are_a_sorted_union() -> None:
    claims = [Claim(BASE, "aliases", alias) for alias in ("Z", "A", "Z")]
    assert shown(BASE, *(("", claim) for claim in claims)).properties["aliases"] == ["A", "Z"]


def test_the_label_takes_the_first_group_that_has_a_value() -> None:
    kind, icao = Claim(BASE, "siteKind", "AIR_BASE"), Claim(BASE, "icao", "HL59")
    assert shown(BASE, ("", kind)).properties["label"] == "AIR_BASE"
    assert shown(BASE, ("", kind), ("", icao)).properties["label"] == "HL59"
    count = Claim(FLIGHT, "count", {"low": 6, "high": None, "text": "at least six"})
    period = Claim(FLIGHT, "period", {"start": "2024-12-08", "end": None, "text": None, "basis": "STATED"})
    assert shown(FLIGHT, ("", count), ("", period)).properties["label"] == "Flight 6 or more, 2024-12-08/"
    assert len(str(shown(BASE, ("", name("x" * 300))).properties["label"])) == 200


def test_modality_is_the_strongest_of_what_is_asserted() -> None:
    cargo = [Claim(FLIGHT, "cargo", "arms", modality=modality) for modality in (Modality.POSSIBLE, Modality.EXPECTED)]
    denied = Claim(FLIGHT, "cargo", "grain", polarity=Polarity.DENIED)
    assert shown(FLIGHT, *(("", claim) for claim in cargo), ("", denied)).properties["modality"] == "EXPECTED"
    assert "modality" not in shown(FLIGHT, ("", denied)).properties


def test_a_field_that_nothing_computes_is_refused() -> None:
    field = Field("age", TEXT, "Its age.", computed=True)
    odd = Ontology([Noun("Thing", "A thing.", "thing", "things", (field,))], [])
    with pytest.raises(UnknownFieldError, match="field age: it is declared as computed"):
        node(odd, "Thing:la", (), ())
