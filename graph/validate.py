"""Batch x Ontology -> everything wrong with it, found before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import orjson

from graph.errors import InvalidBatchError, Problem
from graph.view.node import pack_key
from graph.view.reference import supported
from graph.view.standing import Standing
from schema.claim import METADATA, SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.errors import InvalidValueError, OntologyError
from schema.field import Field
from schema.identity import is_hint, noun_of
from schema.ontology import Ontology
from schema.values.value import Json

#: Neo4j keeps no key of more than some 8,000 bytes in an index.
INDEXED_BYTES = 4000


def check(batch: Batch, ontology: Ontology) -> None:
    """Nothing, where the batch may be written. Raises InvalidBatchError."""
    if found := problems(batch, ontology):
        raise InvalidBatchError(found)


def problems(batch: Batch, ontology: Ontology) -> list[Problem]:
    """All that is wrong, in the order of the batch; empty if it may be written."""
    return [*_Check(batch, ontology).run()]


@dataclass(frozen=True, slots=True)
class Thing:
    """What may be claimed of things of one noun: `targets` are the nouns that a claimed link leads to."""

    fields: Mapping[str, Field]
    targets: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def things(ontology: Ontology) -> Mapping[str, Thing]:
    """What may be claimed, by the noun of the subject."""
    return {
        noun.name: Thing(
            ontology.fields(noun.name),
            {
                link.type: frozenset(ontology.possible(ontology.link(noun.name, link.type).target))
                for link in ontology.links_of(noun.name)
                if ontology.link(noun.name, link.type).claimed
            },
        )
        for noun in ontology.concrete
        if ontology.is_entity(noun.name)
    }


class _Check:
    """The batch's parts by id, and a generator of problems for each part."""

    def __init__(self, batch: Batch, ontology: Ontology) -> None:
        self.batch = batch
        self.ontology = ontology
        self.documents: Mapping[str, Document] = {document.id: document for document in batch.documents}
        self.things = things(ontology)

    def run(self) -> Iterator[Problem]:
        for document in self.batch.documents:
            yield from self.document(document)
        for statement in self.batch.statements:
            yield from self.statement(statement)
        yield from self.references()

    def document(self, document: Document) -> Iterator[Problem]:
        place = f"document {document.title or document.url or document.id}"
        if self.documents[document.id] != document:
            yield Problem(place, "it is in this batch twice, with different metadata", "Write it once.")
        if document.publisher is not None:
            yield from self.entity(place, "its publisher", document.publisher)
        fields = self.ontology.fields("Document") if "Document" in self.ontology.nouns else {}
        for name, value in (
            ("title", document.title),
            ("url", document.url),
            ("outlet", document.outlet),
            ("publishedAt", document.published_at),
            ("documentKind", document.kind),
        ):
            if value is not None and name in fields:
                yield from self.value(place, fields[name], value)
        if document.text is not None and not _is_unicode(document.text):
            yield Problem(place, "its text holds half of a surrogate pair", "Decode it anew; such text is damaged.")

    def statement(self, statement: Statement) -> Iterator[Problem]:
        place = _place(statement)
        document = self.documents.get(statement.document)
        if document is None:
            yield Problem(place, f"its document {statement.document} is not in the batch", "Add the document.")
            return
        if statement.reference is not document.reference:
            yield Problem(place, "it and its document disagree on being a reference", "Set `reference` on both.")
        if document.text is None:
            if statement.row is None or statement.span is not None:
                yield Problem(place, "its document has no text, so it needs a row and no span", "Name the row.")
        elif (statement.span is None) is (statement.row not in METADATA):
            yield Problem(
                place,
                "its document is a text, so it needs a span, or as its row the metadata that it tells",
                f"Name the span, or one of {', '.join(METADATA)}.",
            )
        yield from self.words(place, document, statement.span, statement.text)
        for actor, _ in statement.said_by:
            yield from self.entity(place, "a speaker", actor)
        for mention in statement.mentions:
            yield from self.entity(place, "a mention", mention)
        fields = self.ontology.fields("Statement") if "Statement" in self.ontology.nouns else {}
        if statement.credibility is not None and "credibility" in fields:
            yield from self.value(place, fields["credibility"], statement.credibility)
        for claim in statement.claims:
            if not self.sound(claim):
                yield from self.claim(f"{place}, {claim.subject} {claim.key}", document, claim)

    def words(
        self, place: str, document: Document, span: tuple[int, int] | None, text: str | None
    ) -> Iterator[Problem]:
        if span is None:
            return
        start, end = span
        if document.text is None:
            yield Problem(place, "it has a span in a document without text", "Leave the span out.")
        elif not 0 <= start < end <= len(document.text):
            yield Problem(
                place,
                f"span {start}–{end} is outside its document's {len(document.text)} characters",
                "Count code points of the text as it was read, the end excluded.",
            )
        elif text != document.text[start:end]:
            yield Problem(
                place,
                f"its text {_short(text)} is not what stands there: {_short(document.text[start:end])}",
                "Take the text out of the document by the span.",
            )

    def sound(self, claim: Claim) -> bool:
        """Whether a claim is one of the plain ones that nothing can be wrong with; most claims of tables are.

        It spares the making of places that nobody reads.
        """
        if claim.span is not None or claim.text is not None or claim.period is not None:
            return False
        source = self.things.get(noun_of(claim.subject))
        if source is None or is_hint(claim.subject):
            return False
        if claim.object is None:
            field, value = source.fields.get(claim.key), claim.value
            if field is None or field.computed or claim.alternative is not None:
                return False
            if isinstance(value, str):
                # No character takes more than six bytes, escaped.
                short = not field.index or len(value) * 6 < INDEXED_BYTES
                return short and value.isascii() and _packed(field, value)
            return not field.index and isinstance(value, bool | int | float) and _packed(field, value)
        target = noun_of(claim.object)
        if claim.key == SAME_AS:
            joins = claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL
            return claim.value is None and target == noun_of(claim.subject) and not (joins and is_hint(claim.object))
        return (
            claim.value is None
            and not is_hint(claim.object)
            and target in self.things
            and target in source.targets.get(claim.key, ())
        )

    def claim(self, place: str, document: Document, claim: Claim) -> Iterator[Problem]:
        if (claim.span is None) is not (claim.text is None):
            yield Problem(place, "it has one of span and text", "Give both or neither.")
        else:
            yield from self.words(place, document, claim.span, claim.text)
        if claim.value is not None and claim.object is not None:
            yield Problem(place, "it has both a value and an object", "Make it two claims.")
            return
        wrong = [*self.entity(place, "its subject", claim.subject)]
        yield from wrong
        if not wrong:
            yield from self.field(place, claim) if claim.object is None else self.link(place, claim, claim.object)

    def field(self, place: str, claim: Claim) -> Iterator[Problem]:
        noun = noun_of(claim.subject)
        field = self.ontology.fields(noun).get(claim.key)
        if field is None:
            known = ", ".join(self.ontology.fields(noun))
            yield Problem(place, f"{noun} has no field {claim.key}", f"Use one of {known}; a link needs an object.")
        elif field.computed:
            yield Problem(place, f"{claim.key} is computed from other claims", "Leave it out.")
        else:
            yield from self.value(place, field, claim.value)
        if claim.alternative is not None or claim.period is not None:
            yield Problem(place, "only links have an alternative or a period", "Leave them out.")

    def link(self, place: str, claim: Claim, target: str) -> Iterator[Problem]:
        joins = claim.polarity is Polarity.ASSERTED and claim.modality is Modality.ACTUAL
        wrong = [*self.entity(place, "its object", target, hint=claim.key == SAME_AS and not joins)]
        yield from wrong
        if wrong:
            return
        source, aim = noun_of(claim.subject), noun_of(target)
        if claim.key == SAME_AS:
            if source != aim:
                yield Problem(place, f"a {source} cannot be the same as a {aim}", "Judge things of one noun.")
            return
        try:
            link = self.ontology.link(source, claim.key)
        except OntologyError as error:
            yield Problem(place, str(error), "Use a link that begins at this noun.")
            return
        if not link.claimed:
            yield Problem(place, f"{claim.key} is not claimed, it follows from the statement", "Leave it out.")
        if not self.ontology.is_a(aim, link.target):
            yield Problem(place, f"{claim.key} leads to a {link.target}, not to a {aim}", "Correct the object.")
        if claim.period is not None:
            yield from self.value(place, next(field for field in link.fields if field.name == "period"), claim.period)

    def entity(self, place: str, what: str, identifier: str, *, hint: bool = False) -> Iterator[Problem]:
        """`hint`: it may be one, which is no thing."""
        noun = noun_of(identifier)
        if noun not in self.ontology.nouns or not self.ontology.is_entity(noun) or self.ontology.noun(noun).abstract:
            known = ", ".join(noun.name for noun in self.ontology.concrete if self.ontology.is_entity(noun.name))
            yield Problem(place, f"{what} {identifier} is of no known noun", f"The nouns are {known}.")
        elif not hint and is_hint(identifier):
            remedy = "Judge that a thing may be it; a thing has an id that `keyed` or `local` made."
            yield Problem(place, f"{what} {identifier} is a hint, which is no thing", remedy)

    def value(self, place: str, field: Field, value: Json) -> Iterator[Problem]:
        try:
            packed = field.type.pack(value)
        except InvalidValueError as error:
            yield Problem(place, f"{field.name}: {error}", "Correct the value or leave it out.")
            return
        if not _is_unicode(value) or pack_key(packed) != pack_key(value):
            yield Problem(place, f"{field.name}: {_short(value)} is not packed", "Pass it through the type's `pack`.")
        elif field.index and len(pack_key(value).encode()) > INDEXED_BYTES:
            yield Problem(
                place, f"{field.name} is longer than {INDEXED_BYTES} bytes", "Shorten it; an index cannot hold it."
            )

    def references(self) -> Iterator[Problem]:
        standing = [
            Standing.of(statement, None) for statement in self.batch.statements if statement.document in self.documents
        ]
        held = {statement.id for statement in supported(standing)}
        for statement in self.batch.statements:
            if statement.document in self.documents and statement.id not in held:
                yield Problem(
                    _place(statement),
                    "it is a reference, and nothing in the batch refers to its subject",
                    "Pass a record's statements along with the judgement that names the record.",
                )


def _packed(field: Field, value: str | float) -> bool:
    """Whether a value is packed already."""
    try:
        packed = field.type.pack(value)
    except InvalidValueError:
        return False
    return type(packed) is type(value) and packed == value


def _place(statement: Statement) -> str:
    where = f"characters {statement.span[0]}–{statement.span[1]}" if statement.span else f"row {statement.row}"
    return f"{statement.document}, {where}"


def _short(value: Json) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _is_unicode(value: Json) -> bool:
    try:
        orjson.dumps(value)
    except TypeError:
        return False
    return True
