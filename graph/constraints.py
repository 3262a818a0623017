"""Ontology -> the constraints and indexes of its database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.cypher import (
    CHANGES,
    CONFLICTS,
    CONTRAIL,
    DOCUMENT,
    FORMS,
    GONE,
    KEY,
    LOG,
    MERGED,
    SOUNDS,
    STATEMENT,
    WAITING,
    WRITE,
    past,
    quote,
)  # fmt: skip
from schema.field import FOLDED, Field
from schema.noun import Noun
from schema.ontology import ENTITY, Ontology

#: The full-text index over all entities, so that hits of several nouns can be ranked together.
WORDS = "words"
#: Entities' forms and sounds are split already; texts are split here, without case and accents.
_SPLIT, _READ = "whitespace", "standard-folding"


@dataclass(frozen=True, slots=True)
class Index:
    """An index, or a constraint that a label's `id` is unique, which brings its index along.

    `labels` and, of a full-text index, `properties` are sorted. `analyzer` splits a full-text index's texts into words.
    """

    name: str
    kind: Literal["UNIQUE", "RANGE", "POINT", "FULLTEXT"]
    labels: tuple[str, ...]
    properties: tuple[str, ...]
    analyzer: str = ""

    @property
    def cypher(self) -> str:
        """What creates it if nothing of its name is there."""
        labels = "|".join(quote(label) for label in self.labels)
        each = ", ".join(f"n.{quote(name)}" for name in self.properties)
        match self.kind:
            case "UNIQUE":
                return f"CREATE CONSTRAINT {quote(self.name)} IF NOT EXISTS FOR (n:{labels}) REQUIRE n.id IS UNIQUE"
            case "FULLTEXT":
                return (
                    f"CREATE FULLTEXT INDEX {quote(self.name)} IF NOT EXISTS FOR (n:{labels}) ON EACH [{each}] "
                    f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{self.analyzer}'}}}}"
                )
            case "POINT":
                return f"CREATE POINT INDEX {quote(self.name)} IF NOT EXISTS FOR (n:{labels}) ON ({each})"
            case "RANGE":
                return f"CREATE INDEX {quote(self.name)} IF NOT EXISTS FOR (n:{labels}) ON ({each})"

    @property
    def removal(self) -> str:
        """What drops it."""
        return f"DROP {'CONSTRAINT' if self.kind == 'UNIQUE' else 'INDEX'} {quote(self.name)} IF EXISTS"


def indexes(ontology: Ontology) -> list[Index]:
    """Every constraint and index that the ontology needs, in a stable order.

    Names tell what they are for: `id_Base`, `lookup_Base_name`, `point_Base_location`,
    `words` for all entities, `words_Statement`.
    """
    return [*_unique(ontology), *dict.fromkeys(_indexes(ontology)), *_words(ontology)]


def _unique(ontology: Ontology) -> Iterator[Index]:
    own = [noun.name for noun in ontology.concrete if ontology.is_entity(noun.name)]
    for label in (
        ENTITY,
        *own,
        MERGED,
        GONE,
        KEY,
        STATEMENT,
        past(STATEMENT),
        DOCUMENT,
        past(DOCUMENT),
        WRITE,
        LOG,
        CHANGES,
        CONTRAIL,
    ):
        yield Index(f"id_{label}", "UNIQUE", (label,), ("id",))


def _indexes(ontology: Ontology) -> Iterator[Index]:
    """Every noun has an index for each of its fields, an interface for those that it declares itself.

    Two more lead to the entities on which claims disagree, and to those of which some wait for review.
    """
    yield Index(f"lookup_{ENTITY}_{CONFLICTS}", "RANGE", (ENTITY,), (CONFLICTS,))
    yield Index(f"lookup_{ENTITY}_{WAITING}", "RANGE", (ENTITY,), (WAITING,))
    for noun in ontology.nouns.values():
        fields = {field.name: field for field in noun.fields} if noun.abstract else ontology.fields(noun.name)
        keys = {name for key in noun.keys for name in key.fields}
        for field in fields.values():
            if "lookup" in field.index or field.name in keys:
                for part in _ordered(field):
                    yield Index(f"lookup_{noun.name}_{part}", "RANGE", (noun.name,), (part,))
            if "folded" in field.index and not field.many:
                name = f"{field.name}{FOLDED}"
                yield Index(f"lookup_{noun.name}_{name}", "RANGE", (noun.name,), (name,))
            if "point" in field.index:
                yield Index(f"point_{noun.name}_{field.name}", "POINT", (noun.name,), (field.name,))


def _ordered(field: Field) -> list[str]:
    suffixes = {part.name: part.suffix for part in field.type.parts}
    return [f"{field.name}{suffixes[name]}" for name in field.type.order]


def _words(ontology: Ontology) -> Iterator[Index]:
    """One index for all entities, over what they are found by; each other noun has one over its own texts."""
    labels = sorted(
        noun.name for noun in ontology.concrete if ontology.is_entity(noun.name) and searched(ontology, noun)
    )
    if labels:
        yield Index(WORDS, "FULLTEXT", tuple(labels), (FORMS, SOUNDS), _SPLIT)
    for noun in ontology.concrete:
        if not ontology.is_entity(noun.name) and (fields := searched(ontology, noun)):
            properties = (f"{field.name}{part.suffix}" for field in fields for part in field.type.parts)
            yield Index(text_index(noun.name), "FULLTEXT", (noun.name,), tuple(sorted(properties)), _READ)


def text_index(noun: str) -> str:
    """The full-text index of a noun that is no entity."""
    return f"{WORDS}_{noun}"


def searched(ontology: Ontology, noun: Noun) -> list[Field]:
    """The fields by which things of a noun are found."""
    return [field for field in ontology.fields(noun.name).values() if "words" in field.index]
