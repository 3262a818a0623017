"""An Ontology -> the GraphQL inputs by which things are made, changed, linked and judged by hand."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from api import names
from api.types import Member, Types
from schema.field import Field
from schema.link import MODALITY, Link
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.period import PERIOD
from schema.values.value import ValueType

#: What stands before the name that a thing has within one request.
NAMED = "@"
_ID = f"Its id, or `{NAMED}` and the name that it has in this request."


class Decision(StrEnum):
    """What somebody says of a claim that a machine read."""

    ACCEPT = "ACCEPT"
    CORRECT = "CORRECT"
    REJECT = "REJECT"


class Verdict(StrEnum):
    """Whether two things are one."""

    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    UNSURE = "UNSURE"


def written(ontology: Ontology) -> tuple[Noun, ...]:
    """The nouns whose things can be written by hand."""
    return tuple(noun for noun in ontology.concrete if ontology.is_entity(noun.name))


def given(ontology: Ontology, noun: str) -> dict[str, Field]:
    """The fields of a noun that can be given a value."""
    return {field.name: field for field in ontology.fields(noun).values() if not field.computed}


def linked(ontology: Ontology, noun: str) -> dict[str, Link]:
    """The links of a noun that can be claimed, by field."""
    return {way.name: way.link for way in ontology.ways(noun).values() if way.forward and way.link.claimed}


def declare_changes(types: Types, ontology: Ontology, key: Member) -> None:
    """Everything that `write` and `judge` take."""
    nouns = written(ontology)
    values = [field.type for noun in nouns for field in given(ontology, noun.name).values()]
    _declare_values(types, [*values, PERIOD])
    about = [
        Member("period", names.value_input(PERIOD.name), "When it held."),
        Member("alternative", "String", "The group of links of which exactly one holds."),
        Member("modality", MODALITY.name, "Whether it is so, expected, possible or in question; ACTUAL if left out."),
    ]
    to = Member("to", "ID!", f"What it leads to. {_ID}")
    types.input(names.TARGET_INPUT, "Where a link of the thing leads.", [to, *about])
    for noun in nouns:
        doc = f"What is said of a {noun.name}. What is left out, or null, is not spoken of."
        types.input(names.noun_input(noun.name), doc, _said(ontology, noun))
    things = [Member(noun.single, names.noun_input(noun.name), noun.doc) for noun in nouns]
    types.choice(names.THING_INPUT, "What is said of a thing of one noun.", things)
    links = sorted({field for noun in nouns for field in linked(ontology, noun.name)})
    types.enum(names.LINK_NAME, "A link between things.", links)
    types.input(
        names.LINK_INPUT,
        "A link from one thing to another.",
        [
            Member("from", "ID!", f"Where it begins. {_ID}"), Member("link", names.LINK_NAME + "!", "Which link."),
            to, *about,
        ],
    )  # fmt: skip
    changed = Member("id", "ID!", "The thing's id.")
    said = Member("set", names.THING_INPUT + "!", "What is said of it now; what others say stays beside it.")
    types.input(names.UPDATE_INPUT, "What is said of a thing that is there.", [changed, said])
    types.choice(
        names.CHANGE_INPUT,
        "One change. Exactly one kind is given.",
        [
            Member("create", names.THING_INPUT, "A thing that was not there."),
            Member("update", names.UPDATE_INPUT, "More of a thing that is there."),
            Member("link", names.LINK_INPUT, "A link is asserted."),
            Member(
                "delete", "ID", "A thing is no more: what you said of it alone is taken back, what others say denied."
            ),
            Member("unlink", names.LINK_INPUT, "A link is denied; where others assert it, it is shown as disputed."),
        ],
    )
    types.input(
        names.SOURCE_INPUT,
        "What the changes rest on.",
        [
            Member("statement", "String!", "In words: what is known, and how."),
            Member("title", "String", "The title of what it was taken from."),
            Member("url", "String", "Its address."),
            Member("published", "String", "When it was said, ISO 8601; where it is left out, when it is written."),
        ],
    )
    changes = Member("changes", f"[{names.CHANGE_INPUT}!]!", "The changes, made all or none.")
    source = Member("source", names.SOURCE_INPUT + "!", "What they rest on.")
    types.input(names.WRITE_INPUT, "Changes by hand.", [source, changes, key])
    types.enum(names.VERDICT, "Whether two things are one.", [verdict.value for verdict in Verdict])
    types.input(
        names.JUDGE_INPUT,
        "A judgement of two things.",
        [
            Member("one", "ID!", "The id of the one."),
            Member("other", "ID!", "The id of the other."),
            Member("verdict", names.VERDICT + "!", "Whether they are one."),
            Member("reason", "String!", "Why."),
            key,
        ],
    )


def declare_review(types: Types, key: Member) -> None:
    """Everything that `review` takes."""
    types.enum(names.DECISION, "What is said of a claim that a machine read.", [one.value for one in Decision])
    types.input(
        names.REVIEW_INPUT,
        "A decision on a claim.",
        [
            Member("claim", "ID!", "The claim's id."),
            Member("decision", names.DECISION + "!", "ACCEPT: it is so; REJECT: it is not; CORRECT: else."),
            Member("value", "JSON", "Of a field, what is so instead; for CORRECT alone."),
            Member("to", "ID", "Of a link or of a judgement, what it leads to instead; for CORRECT alone."),
            Member("reason", "String!", "Why."),
            key,
        ],
    )


def _said(ontology: Ontology, noun: Noun) -> Iterator[Member]:
    yield Member("as", "String", f"A name for it in this request: `{NAMED}` and the name stand for its id.")
    for name, field in given(ontology, noun.name).items():
        kind = names.value_input(field.type.name) if field.type.outputs else field.type.name
        yield Member(name, f"[{kind}!]" if field.many else kind, field.doc)
    for name, link in linked(ontology, noun.name).items():
        yield Member(name, f"[{names.TARGET_INPUT}!]", link.doc)


def _declare_values(types: Types, values: Iterable[ValueType]) -> None:
    made = set()
    for value in values:
        if value.outputs and value.name not in made:
            made.add(value.name)
            members = [Member(out.name, out.scalar, out.doc) for out in value.outputs if out.name not in value.derived]
            types.input(names.value_input(value.name), value.doc, members)
