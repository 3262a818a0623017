"""Ontology -> the constraints and indexes of its database."""

from collections.abc import Iterable, Iterator

from graph.cypher import CONFLICTS, CONTRAIL, DOCUMENT, GONE, KEY, MERGED, STATEMENT, past, quote
from schema.field import Field
from schema.noun import Noun
from schema.ontology import ENTITY, Ontology

#: The full-text index over all entities, so that hits of several nouns can be ranked together.
WORDS = "words"


def statements(ontology: Ontology) -> list[str]:
    """Cypher that creates each constraint and index if it is not there, in a stable order.

    Names tell what they are for: `id_Base`, `lookup_Base_name`, `point_Base_location`,
    `words` for all entities, `words_Statement`.
    """
    return [*_unique(ontology), *dict.fromkeys(_indexes(ontology)), *_words(ontology)]


def _unique(ontology: Ontology) -> Iterator[str]:
    own = [noun.name for noun in ontology.concrete if ontology.is_entity(noun.name)]
    for label in (ENTITY, *own, MERGED, GONE, KEY, STATEMENT, past(STATEMENT), DOCUMENT, past(DOCUMENT), CONTRAIL):
        yield f"CREATE CONSTRAINT {quote(f'id_{label}')} IF NOT EXISTS FOR (n:{quote(label)}) REQUIRE n.id IS UNIQUE"


def _indexes(ontology: Ontology) -> Iterator[str]:
    """Every noun has an index for each of its fields, an interface for those that it declares itself.

    One more leads to the entities on which claims disagree.
    """
    yield _index("lookup", "INDEX", ENTITY, CONFLICTS)
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
    """One index for all entities; statements and documents, which share names of fields, have one each."""
    entities = [noun for noun in ontology.concrete if ontology.is_entity(noun.name)]
    yield from _full_text(ontology, WORDS, entities)
    for noun in ontology.concrete:
        if noun not in entities:
            yield from _full_text(ontology, f"{WORDS}_{noun.name}", [noun])


def _full_text(ontology: Ontology, name: str, nouns: Iterable[Noun]) -> Iterator[str]:
    labels, properties = set(), set()
    for noun in nouns:
        for field in ontology.fields(noun.name).values():
            if "words" in field.index:
                labels.add(noun.name)
                properties |= {f"{field.name}{part.suffix}" for part in field.type.parts if part.storage == "STRING"}
    if labels:
        some = "|".join(quote(label) for label in sorted(labels))
        each = ", ".join(f"n.{quote(one)}" for one in sorted(properties))
        yield f"CREATE FULLTEXT INDEX {quote(name)} IF NOT EXISTS FOR (n:{some}) ON EACH [{each}]"
