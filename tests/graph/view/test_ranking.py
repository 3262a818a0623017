"""Which of several claimed values is shown, and what is stored where rankings differ."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph.cypher import ranked
from graph.view.edge import edges
from graph.view.node import Property, node
from graph.view.standing import Standing
from schema.claim import Claim, Modality, Polarity
from schema.discover import discover
from schema.ranking import DEFAULT_RANKING, RANKINGS, Ranking
from schema.values.value import Json

ONTOLOGY = discover()
FLIGHT = "Flight:la"
Told = tuple[str, Claim] | tuple[str, Claim, bool]


def standing(at: int, published: str, claim: Claim, official: bool = False) -> Standing:
    return Standing(at, "", published, (claim,), official=official)


def shown(*told: Told) -> Mapping[str, Property]:
    """The properties of a flight of which this was told: when, what, and whether officially."""
    return node(ONTOLOGY, FLIGHT, (), [(each[1], standing(at, *each)) for at, each in enumerate(told)]).properties


def cargo(value: str, modality: Modality = Modality.ACTUAL, polarity: Polarity = Polarity.ASSERTED) -> Claim:
    return Claim(FLIGHT, "cargo", value, modality=modality, polarity=polarity)


def count(low: int | None, high: int | None, text: str) -> Claim:
    return Claim(FLIGHT, "count", {"low": low, "high": high, "text": text})


def by_ranking(properties: Mapping[str, Property], name: str) -> list[Any]:
    """What each ranking shows of a property."""
    return [properties.get(ranked(ranking, name), properties.get(name)) for ranking in Ranking]


def test_each_ranking_is_described() -> None:
    assert list(RANKINGS) == list(Ranking) and DEFAULT_RANKING is next(iter(Ranking))


def test_latest_most_and_official_are_three_things() -> None:
    told: list[Told] = [
        ("2024-12-20", cargo("late")),
        ("2024-12-02", cargo("often")),
        ("2024-12-03", cargo("often")),
        ("2024-12-01", cargo("officially"), True),
    ]
    assert by_ranking(shown(*told), "cargo") == ["late", "often", "officially"]
    assert by_ranking(shown(*told[:3]), "cargo") == ["late", "often", "late"], "no official source: the latest"


@pytest.mark.parametrize("weaker", [Modality.EXPECTED, Modality.POSSIBLE, Modality.QUESTIONED])
def test_what_is_said_to_be_so_comes_before_what_is_not(weaker: Modality) -> None:
    told: list[Told] = [
        ("2024-12-01", cargo("so")),
        *(("2024-12-20", cargo("perhaps", weaker), True) for _ in range(3)),
    ]
    assert by_ranking(shown(*told), "cargo") == ["so"] * 3
    assert by_ranking(shown(*told[1:]), "cargo") == ["perhaps"] * 3


def test_only_the_strongest_statements_of_a_value_weigh() -> None:
    told: list[Told] = [
        ("2024-12-02", cargo("a")),
        ("2024-12-01", cargo("b")),
        ("2024-12-20", cargo("b", Modality.QUESTIONED), True),
    ]
    assert by_ranking(shown(*told), "cargo") == ["a", "a", "a"]


def test_what_nobody_denies_comes_before_what_somebody_denies() -> None:
    denial = cargo("late", polarity=Polarity.DENIED)
    told: list[Told] = [("2024-12-20", cargo("late")), ("2024-12-01", cargo("early")), ("2024-12-02", denial)]
    assert by_ranking(shown(*told), "cargo") == ["early"] * 3
    doubt = cargo("late", Modality.QUESTIONED, Polarity.DENIED)
    assert shown(*told[:2], ("2024-12-02", doubt))["cargo"] == "late", "a doubt is no denial"
    assert shown(told[0], told[2])["cargo"] == "late", "what alone is asserted is shown"


def test_only_differences_are_stored() -> None:
    properties = shown(("2024", cargo("a")), ("2024", cargo("a")), ("2023", cargo("b")))
    assert not [name for name in properties if name.startswith(tuple(Ranking))]


def test_a_value_that_differs_is_stored_whole() -> None:
    told: list[Told] = [
        ("2024-12-20", count(None, 9, "up to nine")),
        ("2024-12-01", count(6, None, "six or more")),
        ("2024-12-02", count(6, None, "six or more")),
    ]
    properties = {name: value for name, value in shown(*told).items() if "count" in name}
    assert properties == {
        "count_high": 9,
        "count_text": "up to nine",
        "MOST_STATEMENTS_count_low": 6,
        "MOST_STATEMENTS_count_text": "six or more",
    }


def test_the_label_follows_the_ranking() -> None:
    told: list[Told] = [("2024-12-20", cargo("tea")), ("2024-12-01", cargo("rice")), ("2024-12-02", cargo("rice"))]
    assert by_ranking(shown(*told), "label") == ["Flight tea", "Flight rice", "Flight tea"]


def test_names_that_are_not_shown_are_aliases_whatever_the_ranking() -> None:
    base = "Base:la"
    told = [("2024-12-20", "New"), ("2024-12-01", "Old"), ("2024-12-02", "Old")]
    said = [
        (claim, standing(at, day, claim))
        for at, (day, claim) in enumerate((day, Claim(base, "name", name)) for day, name in told)
    ]
    properties = node(ONTOLOGY, base, (), said).properties
    assert by_ranking(properties, "name") == ["New", "Old", "New"]
    assert by_ranking(properties, "aliases") == [["Old"], ["New"], ["Old"]]
    assert by_ranking(properties, "aliases_folded") == [["old"], ["new"], ["old"]]


def test_the_period_of_an_edge_follows_the_ranking() -> None:
    def claim(year: str) -> Claim:
        period: Json = {"start": year, "end": year, "text": None, "basis": "STATED"}
        return Claim("Actor:la", "CONTROLS", object="Base:la", period=period)

    told = [("2024", claim("2020")), ("2023", claim("2021")), ("2022", claim("2021"))]
    said = [(one, standing(at, day, one)) for at, (day, one) in enumerate(told)]
    (edge,) = edges(ONTOLOGY, "Actor:la", said, lambda one: one)
    starts = by_ranking(edge.properties, "period_start")
    assert starts[0] == starts[2] != starts[1] and starts[1] is not None
