"""Claims come back from the database's JSON as they were."""

from collections.abc import Sequence

import orjson
from hypothesis import given
from hypothesis import strategies as st

from graph.pack import pack, unpack
from schema.claim import Claim, Modality, Polarity
from tests.strategies import claims

FULL = Claim(
    "Flight:la",
    "ORIGIN",
    object="Base:lb",
    polarity=Polarity.DENIED,
    modality=Modality.EXPECTED,
    span=(3, 9),
    text="Moscow",
    alternative="either",
    period="2024",
    method="m",
    score=0.5,
)


@given(st.lists(claims), st.lists(st.tuples(st.text(), st.integers(0, 3))), st.lists(st.text()))
def test_round_trip(said: list[Claim], said_by: Sequence[tuple[str, int]], mentions: list[str]) -> None:
    back, speakers, others = unpack(pack(said, said_by, mentions))
    in_groups = sorted(said, key=lambda one: [claim.subject for claim in said].index(one.subject))
    assert list(back) == in_groups and list(speakers) == list(said_by) and list(others) == mentions


def test_the_form_on_disk() -> None:
    plain, link = Claim("Flight:la", "cancelled", False), Claim("Base:lb", "LOCATED_IN", object="Place:lc")
    packed = pack([plain, link, FULL], [("Actor:ld", 0)], ["Actor:le"])
    assert orjson.loads(packed) == {
        "claims": [
            [
                "Flight:la",
                "|cancelled|ORIGIN|",
                ["cancelled", False],
                [
                    "ORIGIN",
                    None,
                    "Base:lb",
                    {
                        "polarity": "DENIED",
                        "modality": "EXPECTED",
                        "span": [3, 9],
                        "text": "Moscow",
                        "alternative": "either",
                        "period": "2024",
                        "method": "m",
                        "score": 0.5,
                    },
                ],
            ],
            ["Base:lb", "|LOCATED_IN|", ["LOCATED_IN", None, "Place:lc"]],
        ],
        "saidBy": [["Actor:ld", 0]],
        "mentions": ["Actor:le"],
    }
    assert unpack(packed)[0] == (plain, FULL, link)
