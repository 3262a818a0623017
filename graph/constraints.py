"""Ontology -> the constraints and indexes of its database."""

from collections.abc import Iterator

from graph.cypher import CONTRAIL, DOCUMENT, GONE, MERGED, STATEMENT, past, quote
from schema.field import Field
from schema.ontology import Ontology

#: One full-text index over all fields indexed by words, so that hits of several nouns can be ranked together.
WORDS = "words"


def statements(ontology: Ontology) -> list[str]:
    """Cypher that creates each constraint and index if it is not there, in a stable order.

    Names tell what they are for: `id_Base`, `lookup_Base_name`, `point_Base_location`, `words`.
    """
    return [*_unique(ontology), *dict.fromkeys(_indexes(ontology)), *_words(ontology)]


def _unique(ontology: Ontology) -> Iterator[str]:
    own = [noun.name for noun in ontology.concrete if ontology.is_entity(noun.name)]
    for label in (*own, MERGED, GONE, STATEMENT, past(STATEMENT), DOCUMENT, past(DOCUMENT), CONTRAIL):
        yield f"CREATE CONSTRAINT {quote(f'id_{label}')} IF NOT EXISTS FOR (n:{quote(label)}) REQUIRE n.id IS UNIQUE"


def _indexes(ontology: Ontology) -> Iterator[str]:
    """Every noun has an index for each of its fields, an interface for those that it declares itself."""
    for noun in ontology.nouns.values():
        fields = {field.name: field for field in noun.fields} if noun.abstract else ontology.fields(noun.name)
        keys = {name for key in noun.keys for name in key.fields}
        for field in fields.values():
            if "lookup" in field.index or field.name in keys:
                for part in _ordered(field):
                    yield _index("lookup", "INDEX", noun.name, part)
            if "point" in field.index:
                yield _index("point", "POINT INDEX", noun.name, field.name)


def _ordered(field: Field) -> list[str]:
    suffixes = {part.name: part.suffix for part in field.type.parts}
    return [f"{field.name}{suffixes[name]}" for name in field.type.order]


def _index(purpose: str, kind: str, label: str, name: str) -> str:
    index = quote(f"{purpose}_{label}_{name}")
    return f"CREATE {kind} {index} IF NOT EXISTS FOR (n:{quote(label)}) ON (n.{quote(name)})"


def _words(ontology: Ontology) -> Iterator[str]:
    labels, names = set(), set()
    for noun in ontology.concrete:
        for field in ontology.fields(noun.name).values():
            if "words" in field.index:
                labels.add(noun.name)
                names |= {f"{field.name}{part.suffix}" for part in field.type.parts if part.storage == "STRING"}
    if labels:
        nouns = "|".join(quote(label) for label in sorted(labels))
        properties = ", ".join(f"n.{quote(name)}" for name in sorted(names))
        yield f"CREATE FULLTEXT INDEX {quote(WORDS)} IF NOT EXISTS FOR (n:{nouns}) ON EACH [{properties}]"
