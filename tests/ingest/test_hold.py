"""What is under the threshold is held and possible; all else is as it was read."""

from dataclasses import replace

from ingest.hold import hold
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement

BASE = identity.local("Base", "Document:x", [0, 6])
KNOWN = identity.keyed("Base", "icao", "HL59")
FAINT = Claim(BASE, SAME_AS, object=KNOWN, method="gazetteer like", score=0.76)


def held(*claims: Claim, below: float = 0.8, reference: bool = False) -> Statement:
    statement = Statement("Document:x", "test@1", claims, row="1", reference=reference)
    (found,) = hold(Batch((Document("Document:x", "x"),), (statement,)), below).statements
    return found


def test_a_faint_claim_is_held() -> None:
    sure = replace(FAINT, score=0.8)
    name = Claim(BASE, "name", "Khadim")
    found = held(FAINT, sure, name)
    assert found.claims == (replace(FAINT, modality=Modality.POSSIBLE, held=True), sure, name)
    assert found.id != held(FAINT, sure, name, below=0.5).id


def test_candidates_denials_and_records_are_left_alone() -> None:
    for claim in (replace(FAINT, modality=Modality.POSSIBLE), replace(FAINT, polarity=Polarity.DENIED)):
        assert held(claim).claims == (claim,)
    assert held(FAINT, reference=True).claims == (FAINT,)
