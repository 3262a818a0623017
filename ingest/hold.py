"""What an article was read to say -> the same, with what the reader is not sure of held for review."""

from dataclasses import replace

from schema.claim import Batch, Claim, Modality, Polarity, Statement

#: Claims whose method is less sure than this are held, where nobody says otherwise.
BELOW = 0.8


def hold(batch: Batch, below: float = BELOW) -> Batch:
    """A batch in which claims with a score under `below`, from 0 to 1, are held: they count as POSSIBLE."""
    return Batch(batch.documents, tuple(_held(statement, below) for statement in batch.statements))


def _held(statement: Statement, below: float) -> Statement:
    if statement.reference or not any(_faint(claim, below) for claim in statement.claims):
        return statement
    claims = tuple(
        replace(claim, modality=Modality.POSSIBLE, held=True) if _faint(claim, below) else claim
        for claim in statement.claims
    )
    return replace(statement, claims=claims)


def _faint(claim: Claim, below: float) -> bool:
    """What is only possible anyway is a candidate, and waits among those."""
    sure = claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL
    return sure and claim.score is not None and claim.score < below
