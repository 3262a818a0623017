"""An Ontology -> the GraphQL types of what is written: mutations, their inputs, and what they answer."""

from collections.abc import Iterator
from dataclasses import fields

from api import names
from api.changes import declare_changes, declare_review
from api.outputs import speaks
from api.types import Member, Types
from graph.outcome import Outcome
from schema.ontology import Ontology

#: The noun of what statements stand in.
DOCUMENT = "Document"
KEY = Member(
    "key", "String", "A word of the client's own for this write: sent again with it, the write is not made twice."
)


def writes(ontology: Ontology) -> bool:
    """Whether there are documents to write, and statements on entities in them."""
    return DOCUMENT in ontology.nouns and speaks(ontology)


def declare_mutations(types: Types, ontology: Ontology) -> None:
    """The mutations and all that they take and answer."""
    members = [Member(name, "Int!", doc) for name, (_, doc) in CHANGES.items()]
    types.object(names.CHANGES, "What a write changed, in numbers.", members)
    types.object(
        names.WRITTEN,
        "What a write did, and what it wrote to, as it stands after it.",
        [
            Member("changes", names.CHANGES + "!", "What it changed; in a repeated one, what it did the first time."),
            Member("repeated", "Boolean!", "Whether it had been made before, by a request with the same key."),
            Member("author", "String!", "Who made it."),
            Member("at", "String!", "When it was made, ISO 8601 in UTC."),
            Member("documentId", "ID!", "The id of the document that it wrote or retracted."),
            Member("nodes", f"[{names.NODE}]!", "What each change speaks of, in their order; of an article, nothing."),
            Member("document", DOCUMENT, "The document that it wrote; null where it does not stand any more."),
        ],
    )  # fmt: skip
    types.input(
        names.INGEST,
        "An article to read.",
        [
            Member("text", "String", "Its exact text, in English; or else `upload`."),
            Member("upload", "ID", "The id of a file that was sent before; it is forgotten once it is read."),
            Member("title", "String", "Its title; where it is left out, its first line if that is a headline."),
            Member("outlet", "String", "Who published it."),
            Member("url", "String", "Where it was published."),
            Member("published", "String", "The day of its publication, YYYY-MM-DD; times in it are resolved by it."),
            Member("replace", "Boolean", "Whether a document that is known may take other metadata."),
            KEY,
        ],
    )
    types.input(
        names.LOAD,
        "A table to load.",
        [
            Member("upload", "ID!", "The id of a file that was sent before; it is forgotten once it is loaded."),
            Member("mapping", "String", "The name of a mapping that ships; or else `mappingUpload`."),
            Member("mappingUpload", "ID", "The id of a mapping's file that was sent before."),
            Member("replace", "Boolean", "Whether a table that is known may take other metadata."),
            KEY,
        ],
    )
    document = Member("document", "ID!", "The document's id.")
    types.input(names.RETRACT, "A document to take back.", [document, KEY])
    declare_changes(types, ontology, KEY)
    declare_review(types, KEY)
    types.object(names.MUTATION, "What can be written. Each field is done whole or not at all.", _roots())


def _roots() -> Iterator[Member]:
    def root(name: str, taken: str, doc: str) -> Member:
        return Member(name, names.WRITTEN, doc, (Member("input", taken + "!", "What is to be done."),))

    yield root("ingest", names.INGEST, "Read an article: what it says becomes statements and claims.")
    doc = "Load a table: its rows become statements and claims. Parts of it stay where it is broken off; load it again."
    yield root("load", names.LOAD, doc)
    yield root("write", names.WRITE_INPUT, "Change things by hand; all of it, or nothing.")
    doc = "Judge whether two things are one; an author's latest judgement of a pair counts. Retract it to undo it."
    yield root("judge", names.JUDGE_INPUT, doc)
    doc = "Decide on a claim that a machine read; an author's latest decision on it counts. Retract it to undo it."
    yield root("review", names.REVIEW_INPUT, doc)
    yield root("retract", names.RETRACT, "Take back what a document says; written again, it stands again.")


def _change(name: str) -> tuple[str, str]:
    things, _, state = name.partition("_")
    words = {"new": "came in for the first time", "known": "were there already"}
    return f"{things}{state.capitalize()}", f"How many {things} {words.get(state, f'were {state}')}."


#: The fields of what changed: what each reads of an Outcome, and its doc.
CHANGES = {
    name: (each.name, doc) for each in fields(Outcome) for name, doc in [_change(each.name)]
}  # fmt: skip
