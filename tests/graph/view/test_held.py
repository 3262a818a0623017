"""What a machine is not sure of counts as possible until somebody speaks of it: what they deny counts no more."""

from dataclasses import replace

from graph.view.edge import edges
from graph.view.held import waiting
from graph.view.node import node
from graph.view.standing import Standing
from schema import identity
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.discover import discover

ONTOLOGY = discover()
BASE, OTHER = (identity.local("Base", "Document:x", [at, at + 1]) for at in (1, 2))
FLIGHT = identity.local("Flight", "Document:x", [3, 4])
FAINT = Claim(BASE, "name", "Khadim", modality=Modality.POSSIBLE, score=0.6, held=True)
LINK = Claim(FLIGHT, "ORIGIN", object=BASE, modality=Modality.POSSIBLE, score=0.6, held=True)


def surely(claim: Claim, polarity: Polarity = Polarity.ASSERTED) -> Claim:
    return replace(claim, modality=Modality.ACTUAL, held=False, score=None, polarity=polarity)


def said(*claims: Claim) -> list[tuple[Claim, Standing]]:
    """Each claim in a statement of its own."""
    return [(claim, Standing(number, "Document:x", "2024", (claim,))) for number, claim in enumerate(claims, 1)]


def test_a_value_is_shown_until_it_is_denied() -> None:
    no = surely(FAINT, Polarity.DENIED)
    assert node(ONTOLOGY, BASE, (), said(FAINT)).properties["name"] == "Khadim"
    assert "name" not in node(ONTOLOGY, BASE, (), said(FAINT, no)).properties
    # What somebody else is sure of is not taken back by it.
    assert node(ONTOLOGY, BASE, (), said(FAINT, no, surely(FAINT))).properties["name"] == "Khadim"


def test_a_link_is_possible_then_certain_or_hidden() -> None:
    def made(*claims: Claim) -> list[tuple[bool, object]]:
        found = edges(ONTOLOGY, FLIGHT, said(*claims), lambda one: one)
        return [(edge.shown, edge.properties.get("modality")) for edge in found]

    assert made(LINK) == [(True, "POSSIBLE")]
    assert made(LINK, surely(LINK)) == [(True, "ACTUAL")]
    assert made(LINK, surely(LINK, Polarity.DENIED)) == [(False, None)]


def test_what_waits_is_told_by_its_place_among_the_packed_claims() -> None:
    first = Claim(FLIGHT, "callsign", "RFF1")
    statement = Standing(7, "Document:x", "2024", (LINK, FAINT, first))
    own = [(FAINT, statement)]
    # Claims are packed by subject: both of the flight come first.
    assert waiting(own, ()) == ("7.2",)
    assert waiting([*own, *said(surely(FAINT))], ()) == ()
    assert waiting([*own, *said(surely(FAINT, Polarity.DENIED))], ()) == ()
    assert waiting([*own, *said(replace(surely(FAINT), value="Al Khadim"))], ()) == ("7.2",)


def test_a_judgement_is_decided_either_way_round() -> None:
    faint = Claim(BASE, SAME_AS, object=OTHER, modality=Modality.POSSIBLE, score=0.6, held=True)
    own = said(faint)
    assert waiting(own, own) == ("1.0",)
    turned = Claim(OTHER, SAME_AS, object=BASE, polarity=Polarity.DENIED)
    assert waiting(own, [*own, *said(turned)]) == ()
