"""A statement, arriving or stored -> what its standing means for the view."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.view.union import is_possible
from schema.claim import Claim, Statement
from schema.identity import is_hint


@dataclass(frozen=True, slots=True)
class Standing:
    """What the view needs of a statement.

    `published` is when its document was, as packed text; empty where unknown, which sorts first.
    """

    id: int
    document: str
    published: str
    claims: tuple[Claim, ...]
    said_by: tuple[tuple[str, int], ...] = ()
    mentions: tuple[str, ...] = ()
    reference: bool = False
    official: bool = False

    @classmethod
    def of(cls, statement: Statement, published: str | None) -> "Standing":
        """What the view needs of an arriving statement."""
        return cls(
            statement.id,
            statement.document,
            published or "",
            statement.claims,
            statement.said_by,
            statement.mentions,
            statement.reference,
            statement.official,
        )

    def subjects(self) -> Iterator[str]:
        """Ids that claims are of, with repetitions."""
        return (claim.subject for claim in self.claims)

    def named(self) -> Iterator[str]:
        """Ids that it names otherwise: objects of claims, mentions and speakers, with repetitions.

        Hints, and what something may be, are left out: that makes no things of them.
        """
        yield from (
            claim.object
            for claim in self.claims
            if claim.object is not None and not is_hint(claim.object) and not is_possible(claim)
        )
        yield from self.mentions
        yield from (actor for actor, _ in self.said_by)
