"""Relations, which are edges of any kind: their GraphQL types, and selection sets on them -> what is wanted."""

from collections.abc import Callable, Mapping, Sequence

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.errors import BadInputError
from api.given import Given, Givens
from api.outputs import value_member
from api.selection import Selector
from api.types import Member, Types
from graph.cypher import claimed_types
from graph.question import EdgeNode, EdgeSource, EvidenceItem, FieldItem, Piece, RelationPart, RelationsItem, Toward
from schema.link import CLAIMED_FIELDS
from schema.ontology import ENTITY, Ontology

_REASON = "TruncationReason"
#: Arguments that tell which relations are followed.
FOLLOWED = (
    Member("edgeKinds", f"[{names.RELATION_KIND}!]", "Only relations of these kinds; all where it is left out."),
    Member("direction", names.TOWARD, "Which way they are followed; those without direction only by BOTH."),
)


def declare_relations(types: Types, ontology: Ontology) -> None:
    """A relation, its kind and direction, and how many a thing has."""
    types.enum(names.RELATION_KIND, "The kinds of relations that statements claim.", claimed_types(ontology))
    types.enum(names.TOWARD, "Which way a relation runs, seen from a thing.", [each.value for each in Toward])
    kind = Member("kind", names.RELATION_KIND + "!", "Of which kind.")
    types.object(
        names.RELATION_COUNT,
        "How many relations of one kind and direction a thing has.",
        [
            kind,
            Member("direction", names.TOWARD + "!", "OUT from the thing or IN to it; BOTH where the kind has none."),
            Member("count", "Int!", "How many there are."),
            Member("more", "Int!", "How many of them this answer does not tell."),
        ],
    )
    types.object(
        names.RELATION,
        "An edge between two things, of any kind.",
        [
            Member("id", "ID!", "Its id, the same wherever its kind and its ends are."),
            kind,
            Member("from", ENTITY + "!", "Where it begins."),
            Member("to", ENTITY + "!", "Where it ends."),
            *(value_member(field) for field in CLAIMED_FIELDS),
            Member("evidence", names.CLAIM_CONNECTION + "!", "The claims that assert or deny it.", (FIRST, AFTER)),
        ],
    )
    types.enum(
        _REASON,
        "Why an answer is not whole: its page ended; there are too many relations to tell, walks to walk, things at "
        "an end of paths, or results to keep.",
        ("PAGE", "RELATIONS", "WALKS", "ENDS", "RESULTS"),
    )
    types.object(
        names.TRUNCATION,
        "What was left out.",
        [
            Member("reason", _REASON + "!", "Why."),
            Member("hint", "String!", "What is missing, and how to ask for it."),
            Member("cursor", "String", "Where the page ended, for `after`; null when it did not."),
        ],
    )


def read_relation(selector: Selector, merged: Merged) -> tuple[RelationPart, ...]:
    """What is wanted of each relation."""
    things = selector.collector.possible[ENTITY]
    fields = {field.name: field for field in CLAIMED_FIELDS}

    def field_(part: Merged) -> RelationPart:
        found = fields[part.name]
        return FieldItem(part.key, found, selector.pieces(part.sets, found.type.name), None, part.when)

    def evidence(part: Merged) -> RelationPart:
        given = selector.given(names.RELATION, part)
        return EvidenceItem(part.key, selector.claims(part, given), None, None, part.when)

    readers: dict[str, Callable[[Merged], RelationPart]] = {
        "id": lambda part: Piece(part.key, "id", part.when),
        "kind": lambda part: Piece(part.key, "kind", part.when),
        "from": lambda part: EdgeSource(part.key, selector.thing(part.sets, things), part.when),
        "to": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "evidence": evidence,
        **dict.fromkeys(fields, field_),
    }
    return selector.parts(merged.sets, names.RELATION, readers)


def read_counts(selector: Selector, merged: Merged) -> RelationsItem:
    """What is wanted of the counts of a thing's relations."""
    return RelationsItem(merged.key, selector.pieces(merged.sets, names.RELATION_COUNT), None, merged.when)


def read_kinds(given: Mapping[str, Given], givens: Givens) -> tuple[str, ...] | None:
    """The kinds of relations that are followed; None for all. Raises BadInputError where there are none."""
    if "edgeKinds" not in given:
        return None
    kinds = _distinct([str(givens.decides(item)) for item in givens.items(given["edgeKinds"])])
    if not kinds:
        raise BadInputError("`edgeKinds` is empty.", "Name a kind, or leave it out for all of them.")
    return kinds


def read_toward(given: Mapping[str, Given], givens: Givens) -> Toward:
    """Which way relations are followed."""
    return Toward(str(givens.decides(given["direction"]))) if "direction" in given else Toward.BOTH


def _distinct(kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(kinds)))
