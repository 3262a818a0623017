"""Reading: all that was understood of one article, every part with the words that say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.article import Article
from ingest.count import Qualifier, Quantity
from ingest.gazetteer.record import Record
from schema.claim import Modality, Polarity
from schema.values.period import Period

Noun = Literal["Actor", "Base", "Place"]
Predicate = Literal[
    "ALLIED_WITH",
    "CONTROLS",
    "DEPLOYED_TO",
    "DIRECTS",
    "HOLDS",
    "LEADS",
    "LOCATED_IN",
    "MEMBER_OF",
    "OPERATES_FROM",
    "OPPOSES",
    "OVERTHREW",
    "SUPPLIED",
    "SUPPORTS",
]


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the article: text == article.text[start:end]."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement that a mention is a known thing, or may be one: how that was reached and how sure it is (0 to 1).

    alias: by our own table; exact: by the record's own name; variant: by another name that its source lists; largest:
    by a name that it shares with far smaller towns; within: by words of the record's name; sound: by a name that sounds
    like the record's; code: by a designation.
    """

    record: Record
    method: Literal["alias", "exact", "variant", "largest", "within", "sound", "code"]
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that the article speaks of under one or more names; `names[0]` is what it is called here.

    `kind` is the ontology's (AIR_BASE, STATE, …). `acts`: it does something in the article (a country may only be
    where things happen). `named`: by a name of its own, not as "officials in Libya". Without
    a `link` it may be one of the `candidates`.
    """

    noun: Noun
    kind: str
    names: tuple[str, ...]
    mentions: tuple[Slot, ...]
    country: str | None = None
    role: Slot | None = None
    link: Link | None = None
    acts: bool = False
    named: bool = True
    candidates: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many: bounds, and the words. `number` is the figure as written, `qualifier` what stands before it."""

    low: int | None
    high: int | None
    words: Slot
    number: int | None = None
    qualifier: Qualifier = "unstated"

    @classmethod
    def of(cls, quantity: Quantity, words: Slot) -> "Count":
        """A quantity that these words tell."""
        return cls(quantity.low, quantity.high, words, quantity.number, quantity.qualifier)


@dataclass(frozen=True, slots=True)
class When:
    """A phrase of time and the stretch that it names."""

    words: Slot
    period: Period
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Craft:
    """Aircraft that the article speaks of: one machine or several of one type and operator.

    `type` is the known type, if the words name one; `operator` is an index of entities; `mentions[0]` is where it is
    first spoken of.
    """

    mentions: tuple[Slot, ...]
    type: Record | None = None
    type_words: Slot | None = None
    operator: int | None = None
    operator_words: Slot | None = None
    count: Count | None = None
    registration: Slot | None = None
    callsign: Slot | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where a flight starts, stops or ends: an entity, its words, and the group of which only one holds."""

    entity: int
    words: Slot
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class FlightFact:
    """A movement or a counted series of them. `craft` is an index of Reading.crafts; `statement` who says so.

    `earlier`: what the article told of the same flight before, less exactly.
    """

    evidence: Slot
    trigger: Slot
    craft: int | None
    origin: tuple[End, ...] = ()
    destination: tuple[End, ...] = ()
    via: tuple[End, ...] = ()
    count: Count | None = None
    trips: Count | None = None
    when: When | None = None
    operator: End | None = None
    cargo: Slot | None = None
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    statement: int | None = None
    rule: str = ""
    earlier: tuple["FlightFact", ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFact:
    """What somebody says: `words` are theirs (or a report of them), within `evidence`; `speaker` is an entity.

    `chain`: who said it first, then who passed it on, where more than the speaker is named.
    """

    evidence: Slot
    words: Slot
    speaker: int
    speaker_words: Slot
    cue: Slot
    quoted: bool
    rule: str = ""
    chain: tuple[End, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationFact:
    """A link between two entities that the words state."""

    predicate: Predicate
    subject: End
    object: End
    evidence: Slot
    rule: str
    when: When | None = None
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    statement: int | None = None


@dataclass(slots=True)
class Facts:
    """The facts of an article while they are gathered."""

    flights: list[FlightFact]
    statements: list[StatementFact]
    relations: list[RelationFact]


@dataclass(frozen=True, slots=True)
class OwnerFact:
    """Aircraft and who owns them; `craft` is an index of the reading's aircraft."""

    owner: End
    craft: int
    evidence: Slot
    rule: str
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class OverthrowFact:
    """An actor lost power; nobody need be named as the one who took it."""

    actor: End
    evidence: Slot
    when: When | None = None
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and the facts found in it."""

    article: Article
    sentences: Sequence[Slot]
    entities: Sequence[Entity]
    crafts: Sequence[Craft]
    flights: Sequence[FlightFact]
    statements: Sequence[StatementFact]
    relations: Sequence[RelationFact]
    overthrows: Sequence[OverthrowFact]
    owners: Sequence[OwnerFact] = ()
