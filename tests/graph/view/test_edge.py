"""What an edge shows of claims that agree, disagree and deny."""

from graph.view.edge import Edge, edges
from graph.view.standing import Standing
from schema.claim import Claim, Modality, Polarity
from schema.discover import discover
from schema.link import Link
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.value import Json

ONTOLOGY = discover()


def made(identifier: str, *claims: Claim, ontology: Ontology = ONTOLOGY, **merged: str) -> list[Edge]:
    """The edges of claims, each said in a statement of its own, published in the year of its number."""
    said = [(claim, Standing(at, "", str(2000 + at), (claim,))) for at, claim in enumerate(claims)]
    return edges(ontology, identifier, said, lambda one: merged.get(one.removeprefix("Actor:"), one))


def origin(
    site: str = "Base:la",
    polarity: Polarity = Polarity.ASSERTED,
    modality: Modality = Modality.ACTUAL,
    alternative: str | None = None,
    period: Json = None,
) -> Claim:
    return Claim("Flight:la", "ORIGIN", None, site, polarity, modality, alternative=alternative, period=period)


def test_evidence_is_all_that_speaks_of_it_and_modality_the_strongest() -> None:
    (edge,) = made("Flight:la", origin(modality=Modality.QUESTIONED), origin(modality=Modality.EXPECTED))
    assert edge == Edge("ORIGIN", "Flight:la", "Base:la", (0, 1), {"modality": "EXPECTED"})


def test_a_denial_of_what_is_asserted_disputes_it() -> None:
    (edge,) = made("Flight:la", origin(), origin(polarity=Polarity.DENIED, modality=Modality.POSSIBLE))
    assert edge.shown and edge.evidence == (0, 1)
    assert edge.properties == {"modality": "ACTUAL", "disputed": True}


def test_what_is_only_denied_is_not_shown() -> None:
    (edge,) = made("Flight:la", origin(polarity=Polarity.DENIED))
    assert edge == Edge("ORIGIN", "Flight:la", "Base:la", (0,), {}, shown=False)


def test_one_certain_claim_ends_the_alternative() -> None:
    (edge,) = made("Flight:la", origin(alternative="b"), origin(alternative="a"))
    assert edge.properties["alternative"] == "a"
    (edge,) = made("Flight:la", origin(alternative="b"), origin())
    assert "alternative" not in edge.properties
    (edge,) = made("Flight:la", origin(alternative="b"), origin(polarity=Polarity.DENIED))
    assert edge.properties["alternative"] == "b"


def test_the_period_is_the_latest_published() -> None:
    old: Json = {"start": "2023", "end": "2023", "text": None, "basis": "STATED"}
    new: Json = {"start": "2024", "end": None, "text": None, "basis": "STATED"}
    (edge,) = made("Flight:la", origin(period=old), origin(period=new), origin())
    assert edge.properties["period_precision"] == "YEAR/" and "period_end" not in edge.properties


def test_a_link_without_direction_begins_at_the_smaller_canonical_id() -> None:
    claim = Claim("Actor:lb", "ALLIED_WITH", object="Actor:lc")
    back = Claim("Actor:lc", "ALLIED_WITH", object="Actor:lb", polarity=Polarity.DENIED)
    (edge,) = made("Actor:lb", claim, back)
    assert (edge.source, edge.target, edge.evidence) == ("Actor:lb", "Actor:lc", (0, 1))
    assert made("Actor:lc", claim, back) == []
    (edge,) = made("Actor:la", claim, back, lc="Actor:la")
    assert (edge.source, edge.target) == ("Actor:la", "Actor:lb")


def test_merging_leaves_no_link_from_a_thing_to_itself() -> None:
    claim = Claim("Actor:lb", "SUPPORTS", object="Actor:lc")
    assert made("Actor:lb", claim, lc="Actor:lb") == []


def test_a_link_to_one_thing_shows_the_latest_and_hides_the_others() -> None:
    noun = Noun("Thing", "A thing.", "thing", "things", ())
    link = Link("OWNED_BY", ("Thing",), "Thing", "owner", "owned", "Who owns it.", one=True)
    claims = [Claim("Thing:la", "OWNED_BY", object=f"Thing:l{one}") for one in "bc"]
    first, second = made("Thing:la", *claims, ontology=Ontology([noun], [link]))
    assert (first.target, first.shown, first.properties) == ("Thing:lb", False, {})
    assert (second.target, second.shown) == ("Thing:lc", True)
