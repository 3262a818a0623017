"""A record's statements stand only while something else refers to the record."""

from graph.view.reference import supported
from graph.view.standing import Standing
from schema.claim import SAME_AS, Claim


def says(number: int, *claims: Claim, reference: bool = False) -> Standing:
    return Standing(number, "Document:x", "", claims, reference=reference)


def ids(*statements: Standing) -> list[int]:
    return [statement.id for statement in supported(statements)]


MENTION = says(1, Claim("Base:la", SAME_AS, object="Base:kr"))
RECORD = says(2, Claim("Base:kr", "LOCATED_IN", object="Place:kp"), reference=True)
PLACE = says(3, Claim("Place:kp", "LOCATED_IN", object="Place:kq"), reference=True)
ROUND = says(4, Claim("Place:kq", "LOCATED_IN", object="Place:kp"), reference=True)


def test_records_stand_as_far_as_references_lead() -> None:
    assert ids(ROUND, PLACE, RECORD, MENTION) == [4, 3, 2, 1]


def test_records_that_only_refer_to_each_other_fall_together() -> None:
    assert ids(PLACE, ROUND) == []
    assert ids(RECORD, PLACE, ROUND) == []


def test_a_link_refers_like_a_judgement_and_a_mere_mention_does_not() -> None:
    assert ids(RECORD, says(5, Claim("Flight:l1", "ORIGIN", object="Base:kr"))) == [2, 5]
    assert ids(RECORD, Standing(6, "Document:x", "", (), mentions=("Base:kr",))) == [6]
