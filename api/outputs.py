"""An Ontology -> the GraphQL types of what is answered: things, connections and edges, values, claims."""

from collections.abc import Iterable, Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.aggregates import member as aggregate
from api.corroboration import corroboration_member
from api.inputs import arguments, order_name, searchable, way_doc
from api.types import Member, Types
from graph.question import MAX_FIRST
from schema.candidate import CANDIDATES
from schema.claim import Polarity
from schema.field import Field
from schema.hit import HIT, MATCH
from schema.link import MODALITY
from schema.noun import Noun
from schema.ontology import ENTITY, Ontology
from schema.values.period import PERIOD
from schema.values.span import SPAN
from schema.values.value import ValueType

#: The noun whose things make claims.
STATEMENT = "Statement"
#: The field of an entity, and of the root, that tells where claims disagree.
CONFLICTS = "conflicts"
#: The field of an entity that tells how many relations it has.
RELATION_COUNTS = "relationCounts"
#: The field of an entity that tells it from others of its label.
DETAILS = "details"

#: What pages a connection: either way, where it has an order of its own.
PAGE = (
    FIRST,
    AFTER,
    Member("last", "Int", f"How many from the end, at most {MAX_FIRST}; not together with `first`."),
    Member("before", "String", "Only what comes before this cursor; without `first`, the last ones of these."),
)

#: A claim's plain fields: name, type, doc.
CLAIM_FIELDS = (
    ("id", "ID!", "What sets this claim apart from all others."),
    ("subject", "ID!", "The id of what it speaks of, as its statement knew it, whatever was judged to be one with it."),
    ("field", "String!", "The field or link that it speaks of, or `same`."),
    ("value", "JSON", "The value that it gives to the field; null for a link."),
    ("object", "ID", "The id of what the link leads to, as its statement knew it; null for a field."),
    ("text", "String", "Its own words, where it has some; else those of its statement."),
    ("row", "String", "The row of the table that it stands in."),
    ("polarity", "Polarity!", "Whether it is asserted or denied."),
    ("modality", f"{MODALITY.name}!", "Whether it is said to be so, expected, possible or in question."),
    ("recordedAt", "String!", "When it was written into the graph, ISO 8601 in UTC."),
    ("extractor", "String!", "What read it, and its version."),
    ("alternative", "String", "The group of claims of which exactly one holds; null where it stands alone."),
    ("method", "String", "The rule that read it, or how a judgement was reached."),
    ("score", "Float", "How sure the method is, from 0 to 1."),
    ("held", "Boolean!", "Whether a machine read it and was not sure: see `review`."),
)  # fmt: skip
#: A claim's object fields.
CLAIM_VALUES = {
    "span": (SPAN, "Where its words stand in the document's text."),
    "period": (PERIOD, "When the link held, as it says."),
}


def declare_outputs(types: Types, ontology: Ontology) -> None:
    """Everything that can be answered below the root."""
    _declare_values(types, [*ontology.value_types, MODALITY, PERIOD, SPAN])
    types.interface(names.NODE, "Anything with an id.", [Member("id", "ID!", "Its id, the same everywhere.")])
    types.object(
        names.PAGE_INFO,
        "Where a page stands in its connection.",
        [
            Member("hasNextPage", "Boolean!", "Whether there is more after this page."),
            Member("hasPreviousPage", "Boolean!", "Whether there is more before this page."),
            Member("startCursor", "String", "The cursor of its first edge; null when it is empty."),
            Member("endCursor", "String", "The cursor of its last edge; null when it is empty."),
        ],
    )
    for noun in sorted(ontology.nouns.values(), key=lambda noun: (len(ontology.labels(noun.name)), noun.name)):
        make = types.interface if noun.abstract else types.object
        make(noun.name, noun.doc, _members(ontology, noun), noun.implements or (names.NODE,))
        whole = names.connection(ontology, noun.name), names.edge(ontology, noun.name)
        _declare_connection(types, *whole, noun.name, (), aggregate(noun.name))
    _declare_ways(types, ontology)
    if searchable(ontology):
        types.enum(MATCH.name, MATCH.doc, MATCH.choices)
        _declare_search(types)
    if STATEMENT in ontology.nouns:
        _declare_claims(types)
    if speaks(ontology):
        members = [value_member(field) for field in CANDIDATES.link.fields]
        members.append(Member("evidence", names.CLAIM_CONNECTION + "!", "The judgements behind it.", (FIRST, AFTER)))
        way = names.connection(ontology, ENTITY, CANDIDATES), names.edge(ontology, ENTITY, CANDIDATES)
        _declare_connection(types, *way, ENTITY, members, aggregate(ENTITY))
        _declare_pairs(types, members)
        _declare_conflicts(types, ontology)


def speaks(ontology: Ontology) -> bool:
    """Whether statements are among its nouns, and entities that they speak of."""
    return STATEMENT in ontology.nouns and ENTITY in ontology.nouns


def value_member(field: Field) -> Member:
    """A field that shows a value, or all of them."""
    if field.many:
        return Member(field.name, f"[{field.type.name}!]!", field.doc)
    return Member(field.name, field.type.name + "!" * field.required, field.doc)


def _members(ontology: Ontology, noun: Noun) -> Iterator[Member]:
    yield Member("id", "ID!", "Its id, the same everywhere.")
    for field in ontology.fields(noun.name).values():
        yield value_member(field)
    if ontology.is_entity(noun.name):
        doc = "What tells it from others of its label, in one line, by what it leads to and its codes; may be empty."
        yield Member(DETAILS, "String!", doc)
    for way in ontology.ways(noun.name).values():
        if way.one:
            yield Member(way.name, way.target, way_doc(way))
            continue
        sought = arguments(names.filter_of(way.target), order_name(ontology, way.target, way))
        connection = names.connection(ontology, noun.name, way) + "!"
        yield Member(way.name, connection, way_doc(way), (*sought, *PAGE))
    if STATEMENT not in ontology.nouns:
        return
    if ontology.is_entity(noun.name):
        field_argument = Member("field", "String", "Only claims of this field or link.")
        yield Member("evidence", names.CLAIM_CONNECTION + "!", "The claims behind it.", (field_argument, FIRST, AFTER))
        candidates = names.connection(ontology, ENTITY, CANDIDATES) + "!"
        yield Member(CANDIDATES.name, candidates, CANDIDATES.link.doc, (FIRST, AFTER))
        doc = "Its fields and links on which standing claims disagree."
        yield Member(CONFLICTS, names.CONFLICT_CONNECTION + "!", doc, (FIRST, AFTER))
        doc = "How many relations it has, by kind and direction; kinds of which it has none are left out."
        yield Member(RELATION_COUNTS, f"[{names.RELATION_COUNT}!]!", doc)
    yield from corroboration_member(noun)
    if noun.name == STATEMENT:
        yield Member("claims", names.CLAIM_CONNECTION + "!", "The claims that it makes.", (FIRST, AFTER))


def _declare_search(types: Types) -> None:
    types.object(
        names.HIGHLIGHT,
        "A part of a value in which words stand that are sought; at most three of each field.",
        [
            Member("field", "String!", "The field that the value is of."),
            Member("text", "String!", "The part of the value, exactly as it is."),
            Member("start", "Int!", "Where it begins in the value, in code points."),
            Member(
                "spans", f"[{SPAN.name}!]!", "Where the words stand in the value, in code points from its beginning."
            ),
        ],
    )
    members = [value_member(field) for field in HIT.link.fields]
    members.append(Member("highlights", f"[{names.HIGHLIGHT}!]!", "The words that are sought, where they stand."))
    _declare_connection(types, names.SEARCH_CONNECTION, names.SEARCH_EDGE, names.NODE, members)


def _declare_connection(
    types: Types, connection: str, edge: str, target: str, fields: Iterable[Member], *more: Member
) -> None:
    _declare_pages(types, connection, edge, target, f"{target} things", more)
    types.object(
        edge,
        f"A {target} on a page.",
        [
            Member("cursor", "String!", "Where it stands, for `after`."),
            Member("node", target + "!", "The thing itself."),
            *fields,
        ],
    )


def _declare_ways(types: Types, ontology: Ontology) -> None:
    made = set()
    for noun in ontology.nouns:
        for way in ontology.ways(noun).values():
            name = names.connection(ontology, noun, way)
            if way.one or name in made:
                continue
            made.add(name)
            members = [value_member(field) for field in way.link.fields]
            if way.link.claimed and STATEMENT in ontology.nouns:
                doc = "The claims that assert or deny this edge."
                members.append(Member("evidence", names.CLAIM_CONNECTION + "!", doc, (FIRST, AFTER)))
            edge = names.edge(ontology, noun, way)
            _declare_connection(types, name, edge, way.target, members, aggregate(way.target, way))


def _declare_values(types: Types, values: Iterable[ValueType]) -> None:
    made = set()
    for value in values:
        if value.choices:
            types.enum(value.name, value.doc, value.choices)
        for name, choices, doc in value.enums:
            types.enum(name, doc, choices)
        if value.outputs and value.name not in made:
            made.add(value.name)
            types.object(value.name, value.doc, [Member(out.name, out.scalar, out.doc) for out in value.outputs])


def _declare_pairs(types: Types, fields: Iterable[Member]) -> None:
    types.object(
        names.CANDIDATE,
        "Two things that may be one, and were judged neither to be it nor not to be it.",
        [
            Member("one", ENTITY + "!", "The thing with the smaller id."),
            Member("other", ENTITY + "!", "The other thing."),
            *fields,
        ],
    )
    _declare_own(types, names.CANDIDATE, "pairs of things that may be one")


def _declare_pages(types: Types, connection: str, edge: str, node: str, what: str, more: Iterable[Member] = ()) -> None:
    types.object(
        connection,
        f"A page of {what}, and how many there are.",
        [
            Member("edges", f"[{edge}!]!", "What is on this page, with what is known of the way to it."),
            Member("nodes", f"[{node}!]!", "What is on this page."),
            Member("pageInfo", names.PAGE_INFO + "!", "Where the page stands."),
            Member("totalCount", "Int!", "How many there are on all pages; counted only when asked for."),
            *more,
        ],
    )


def _declare_own(types: Types, node: str, what: str) -> None:
    """The connection of something that is no thing by itself."""
    _declare_pages(types, f"{node}Connection", f"{node}Edge", node, what)
    types.object(
        f"{node}Edge",
        f"One of the {what} on a page.",
        [
            Member("cursor", "String!", "Where it stands, for `after`."),
            Member("node", node + "!", "It itself."),
        ],
    )


def _declare_conflicts(types: Types, ontology: Ontology) -> None:
    statements = names.POSITION_STATEMENTS + "!"
    edge = names.edge(ontology, STATEMENT)
    _declare_pages(types, names.POSITION_STATEMENTS, edge, STATEMENT, f"{STATEMENT} things")
    types.object(
        names.POSITION,
        "One thing that is said of a field or link on which claims disagree.",
        [
            Member("value", "JSON", "The value that it gives to the field; null for a link."),
            Member("node", ENTITY, "What the link leads to; null for a field."),
            Member("polarity", "Polarity!", "Whether it is asserted or denied."),
            Member("modality", f"{MODALITY.name}!", "The strongest modality among its claims."),
            Member("statements", statements, "Who says so, and where; the first 1,000 statements on a conflict count.",
                   (FIRST, AFTER)),
        ],
    )  # fmt: skip
    types.object(
        names.CONFLICT,
        "A field or link of an entity on which standing claims disagree: both sides cannot be true.",
        [
            Member("entity", ENTITY + "!", "What the claims are of."),
            Member("field", "String!", "The field or link."),
            Member("positions", f"[{names.POSITION}!]!", "What is said of it, by most statements first."),
        ],
    )
    _declare_own(types, names.CONFLICT, "conflicts")


def _declare_claims(types: Types) -> None:
    types.enum("Polarity", "Whether a statement asserts or denies a claim.", [polarity.value for polarity in Polarity])
    types.object(
        names.CLAIM,
        "One thing that a statement says of one entity: a field's value or a link.",
        [
            *(Member(*field) for field in CLAIM_FIELDS),
            *(Member(name, value.name, doc) for name, (value, doc) in CLAIM_VALUES.items()),
            Member("statement", STATEMENT + "!", "The statement that makes it."),
        ],
    )
    types.object(
        names.CLAIM_CONNECTION,
        "A page of claims.",
        [
            Member("edges", f"[{names.CLAIM_EDGE}!]!", "What is on this page, with cursors."),
            Member("nodes", f"[{names.CLAIM}!]!", "What is on this page."),
            Member("pageInfo", names.PAGE_INFO + "!", "Where the page stands."),
        ],
    )
    types.object(
        names.CLAIM_EDGE,
        "A claim on a page.",
        [
            Member("cursor", "String!", "Where it stands, for `after`."),
            Member("node", names.CLAIM + "!", "The claim itself."),
        ],
    )
