"""Claims, the statements that make them and the documents these stand in: what ingest/ hands to graph/.

    Batch
    ├── documents   Document: an article, or a table (a DATASET)
    └── statements  Statement: words of one document, or a row of it, with
        ├── said_by     who said them: (actor id, step), step 0 the origin, 1… who passed it on
        ├── mentions    entities that the words mention beyond those that claims are about
        └── claims      Claim: one value or one link of one entity

Rules for whoever makes a Batch:

- An article's mention is always a local entity (`identity.local`). Linking it to a record is a claim of the key
  `SAME_AS` from the mention to the record's entity (`identity.keyed`), with `method` and `score`, in the statement of
  the document's own voice where the mention first stands. The record's own claims are statements of a DATASET document
  with `reference=True`: they stand only while some other standing statement judges a mention to be their subject, or
  some standing reference statement links to it.
- A statement that nobody is named as saying is the document's own voice: `attributed=False`, `said_by` its publisher
  where known, else empty.
  What the document itself says of a speaker (name, role) belongs to such a statement, not to what the speaker says.
- Values are packed (`ValueType.pack`). Link claims carry `object`; field claims carry `value`; never both.
- Every claim and statement of an article has its span and the exact text of it; those of a table have the row. What
  an article's metadata tell stands nowhere in its text: such a statement has one of METADATA as its row.
- Nothing here names a database.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from schema import identity
from schema.values.value import Json

#: The key of a judgement: subject and object are one thing (asserted), or are not (denied).
SAME_AS = "SAME_AS"
#: The rows of an article: metadata that statements may tell.
METADATA = ("outlet",)


class Polarity(StrEnum):
    """Whether a statement asserts or denies a claim."""

    ASSERTED = "ASSERTED"
    DENIED = "DENIED"


class Modality(StrEnum):
    """How a statement holds a claim; the strongest first."""

    ACTUAL = "ACTUAL"
    EXPECTED = "EXPECTED"
    POSSIBLE = "POSSIBLE"
    QUESTIONED = "QUESTIONED"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a statement says of one entity: `subject` has `value` in field `key`, or link `key` to `object`.

    `span` and `text` are the claim's own words in the document, where they are narrower than its statement's.
    `alternative` groups link claims of one subject of which exactly one holds. `period` is a packed Period on a link.
    `method` tells how it was read (the rule) or how a judgement was reached, `score` how sure that is, from 0 to 1.
    `held`: a machine read it and is not sure; it is POSSIBLE at most, and counts no more once somebody denies it.
    """

    subject: str
    key: str
    value: Json = None
    object: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    modality: Modality = Modality.ACTUAL
    span: tuple[int, int] | None = None
    text: str | None = None
    alternative: str | None = None
    period: Json = None
    method: str | None = None
    score: float | None = None
    held: bool = False

    def content(self) -> Json:
        """All that it says, as JSON."""
        return [
            self.subject,
            self.key,
            self.value,
            self.object,
            self.polarity,
            self.modality,
            list(self.span) if self.span else None,
            self.text,
            self.alternative,
            self.period,
            self.method,
            self.score,
            # Told only where it is so: statements kept from before it was told keep their ids.
            *([True] if self.held else []),
        ]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a document, or a row of a table, and the claims that they make.

    `place` orders statements that share span and extractor. `official`: a state, a government or an armed force says
    it, or an office in its own register. Immutable: its `id` hashes all that it says.
    """

    document: str
    extractor: str
    claims: tuple[Claim, ...]
    span: tuple[int, int] | None = None
    row: str | None = None
    text: str | None = None
    quoted: bool = False
    attributed: bool = False
    occasion: str | None = None
    credibility: str | None = None
    said_by: tuple[tuple[str, int], ...] = ()
    mentions: tuple[str, ...] = ()
    ordinal: int = 0
    reference: bool = False
    official: bool = False
    id: int = field(init=False)

    def __post_init__(self) -> None:
        place: Json = list(self.span) if self.span else self.row
        content: Json = [
            [claim.content() for claim in self.claims],
            self.text,
            self.quoted,
            self.attributed,
            self.occasion,
            self.credibility,
            [[actor, step] for actor, step in self.said_by],
            list(self.mentions),
            self.reference,
            # Told only where it is so: statements kept from before it was told keep their ids.
            *([True] if self.official else []),
        ]
        object.__setattr__(self, "id", identity.statement(self.document, place, self.extractor, self.ordinal, content))


@dataclass(frozen=True, slots=True)
class Document:
    """An article's exact text, or a table, and where it comes from.

    `text` is what was read, decoded to Unicode with CRLF as LF and nothing else changed; spans count its code points;
    `sha256` is of its UTF-8. A table has no text here; its hash is of the file's bytes. Dates are ISO 8601.
    """

    id: str
    sha256: str
    kind: str = "ARTICLE"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published_at: str | None = None
    text: str | None = None
    publisher: str | None = None
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents and statements that are written together or not at all."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
