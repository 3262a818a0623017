"""The id of a thing -> what standing statements say of it and of links to it, with who published them."""

from collections.abc import Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.cypher import ABOUT, DOCUMENT, MERGED, REPORTED_IN, SAME_AS, STATEMENT, claimed_types, quote
from graph.errors import InvalidBatchError, Problem, UnknownThingError
from graph.store.change import STANDING, standing
from graph.store.each import gather
from graph.view.standing import Standing
from schema.claim import SAME_AS as JUDGEMENT
from schema.claim import Claim, Polarity
from schema.ontology import ENTITY, Ontology

#: Statements on one thing that are looked at: nobody denies more at once.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a thing, which may have several ids: statements, each with who published its document."""

    ids: frozenset[str]
    statements: Sequence[tuple[Standing, str | None]]

    def asserted(self, publisher: str) -> tuple[Claim, ...]:
        """What statements that others published assert of it, judgements aside, each once and in a fixed order."""
        found = {
            (claim.subject, claim.key, repr(claim.value), claim.object or ""): claim
            for statement, by in self.statements
            if by != publisher
            for claim in statement.claims
            if self._of(claim) and claim.polarity is Polarity.ASSERTED and claim.key != JUDGEMENT
        }
        return tuple(found[key] for key in sorted(found))

    def own(self, publisher: str) -> list[Standing]:
        """The statements that this one published and that speak of nothing else."""
        return [
            statement
            for statement, by in self.statements
            if by == publisher and all(self._of(claim) for claim in statement.claims)
        ]

    def _of(self, claim: Claim) -> bool:
        return claim.subject in self.ids or claim.object in self.ids


def spoken(tx: ManagedTransaction, ontology: Ontology, identifier: str) -> Spoken:
    """What is said of a thing now. Raises UnknownThingError, and InvalidBatchError where that is too much."""
    kinds = "|".join(quote(kind) for kind in claimed_types(ontology))
    row = tx.run(
        f"MATCH (x:{quote(ENTITY)}|{quote(MERGED)} {{id: $id}}) OPTIONAL MATCH (x)-[:{quote(SAME_AS)}]->(c) "
        "WITH coalesce(c, x) AS n RETURN n.id AS id, n.members AS members",
        id=identifier,
    ).single()
    if row is None:
        raise UnknownThingError(identifier, "no such thing is in the graph", "Look it up again: things can be gone.")
    rows = gather(
        tx,
        f"MATCH (n:{quote(ENTITY)} {{id: $id}}) CALL (n) {{ MATCH (n)<-[:{quote(ABOUT)}]-(s:{STATEMENT}) RETURN s "
        f"UNION MATCH (n)<-[r:{kinds}]-() UNWIND r.evidence AS e MATCH (s:{STATEMENT} {{id: e}}) RETURN s }} "
        f"MATCH (s)-[:{REPORTED_IN}]->(d:{DOCUMENT}) WITH s, d ORDER BY s.id LIMIT {MOST + 1}",
        f"{STANDING}, publisher: d.publisher",
        id=row["id"],
    )
    if len(rows) > MOST:
        cause = f"more than {MOST} statements speak of it"
        raise InvalidBatchError((Problem(identifier, cause, "Retract the documents that are wrong of it."),))
    ids = frozenset({row["id"], *(row["members"] or ())})
    return Spoken(ids, [(standing(each), each["publisher"]) for each in rows])
