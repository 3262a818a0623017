"""An Ontology -> plain data for other programs: `schema/ontology.json`, from which the explorer draws its legend."""

from collections.abc import Iterable
from dataclasses import asdict

from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology


def describe(ontology: Ontology) -> dict[str, object]:
    """Nouns with fields and ways, links with edge fields, value types with operators; all in a stable order."""
    return {
        "fingerprint": ontology.fingerprint,
        "nouns": {name: _noun(ontology, noun) for name, noun in ontology.nouns.items()},
        "links": [
            {
                "type": link.type,
                "sources": list(link.sources),
                "target": link.target,
                "field": link.field,
                "back": link.back,
                "one": link.one,
                "symmetric": link.symmetric,
                "claimed": link.claimed,
                "doc": link.doc,
                "fields": _fields(link.fields),
            }
            for link in ontology.links
        ],
        "values": {
            value.kind: {
                "name": value.name,
                "doc": value.doc,
                "choices": list(value.choices),
                "outputs": [[output.name, output.scalar, output.doc] for output in value.outputs],
                "derived": sorted(value.derived),
                "operators": [[operator.name, operator.argument, operator.doc] for operator in value.operators],
                "ordered": bool(value.order),
            }
            for value in sorted(ontology.value_types, key=lambda value: value.kind)
        },
    }


def _noun(ontology: Ontology, noun: Noun) -> dict[str, object]:
    return {
        "doc": noun.doc,
        "single": noun.single,
        "plural": noun.plural,
        "interface": noun.abstract,
        "labels": list(ontology.labels(noun.name)),
        "keys": [[key.scheme, *key.fields] for key in noun.keys],
        "caption": [list(group) for group in noun.caption],
        "named": noun.named,
        "details": [list(group) for group in noun.details],
        "rollups": {rollup.name: rollup.doc for rollup in noun.rollups},
        "journey": noun.journey and {**asdict(noun.journey), "spans": list(noun.journey.spans)},
        "fields": _fields(ontology.fields(noun.name).values()),
        "ways": {
            way.name: {"link": way.link.type, "forward": way.forward, "one": way.one, "target": way.target}
            for way in ontology.ways(noun.name).values()
        },
    }


def _fields(fields: Iterable[Field]) -> dict[str, object]:
    return {
        field.name: {
            "type": field.type.kind,
            "many": field.many,
            "required": field.required,
            "computed": field.computed,
            "index": list(field.index),
            "doc": field.doc,
        }
        for field in fields
    }
