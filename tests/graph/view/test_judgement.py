"""What leads from things to what they may be, and to what they are not."""

from graph.view.judgement import Judgement, judgements
from graph.view.standing import Standing
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.identity import hint, keyed

ONE, TWO, THREE = (keyed("Base", "source:test", name) for name in "abc")
CODE = hint("Base", "iata", "BEN")


def judged(identifier: str, *claims: Claim, members: tuple[str, ...] = ()) -> list[Judgement]:
    said = [(claim, Standing(at, "", "", (claim,))) for at, claim in enumerate(claims)]
    return judgements(identifier, members, said)


def may_be(subject: str, other: str, reason: str | None = None, score: float | None = None) -> Claim:
    return Claim(subject, SAME_AS, object=other, modality=Modality.POSSIBLE, method=reason, score=score)


def test_a_candidate_tells_why_how_sure_and_who_says_so() -> None:
    made = judged(
        ONE,
        may_be(ONE, CODE, "equal IATA codes"),
        may_be(TWO, CODE, "close by", 0.5),
        may_be(TWO, CODE, "close by", 0.75),
        members=(ONE, TWO),
    )
    reasons = ["close by", "equal IATA codes"]
    assert made == [
        Judgement("CANDIDATE", ONE, CODE, {"evidence": (0, 1, 2), "reasons": reasons, "score": 0.75}),
    ]


def test_a_candidate_leads_from_the_subject_alone_and_a_denial_from_both() -> None:
    assert judged(TWO, may_be(ONE, TWO)) == []
    (made,) = judged(ONE, may_be(ONE, TWO))
    assert made == Judgement("CANDIDATE", ONE, TWO, {"evidence": (0,), "reasons": []})
    denial = Claim(ONE, SAME_AS, object=TWO, polarity=Polarity.DENIED)
    assert judged(ONE, denial) == [Judgement("DIFFERENT", ONE, TWO, {"evidence": (0,)})]
    assert judged(TWO, denial) == [Judgement("DIFFERENT", TWO, ONE, {"evidence": (0,)})]
    assert judged(THREE, denial) == []


def test_what_joins_is_no_candidate() -> None:
    assert judged(ONE, Claim(ONE, SAME_AS, object=TWO)) == []
