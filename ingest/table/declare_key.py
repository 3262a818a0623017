"""What a mapping says of keys and judgements -> KeyRules and SameRules that keep the rules of identity."""

from ingest.table.condition import read_condition
from ingest.table.expression import Expression, Scope, read_expression
from ingest.table.mapping import KeyRule, SameRule
from ingest.table.node import Node
from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology

#: Strong keys that hold only where the gazetteer's airport of that code lies near the row's own position.
_PLACED = frozenset({("Base", "icao")})
#: How far an airport's code may be from the gazetteer's position for it, in kilometres.
_FARTHEST = 50.0


def read_keys(node: Node, noun: Noun, ontology: Ontology, source: str, scope: Scope) -> tuple[KeyRule, ...]:
    """The keys of an entity, the first that a row has being used; none for `local`. Raises MappingError."""
    if isinstance(node.value, str):
        if node.value != "local":
            node.fail(f"{node.value!r} is no key", "Write `{source: COLUMN}`, `{SCHEME: COLUMN}` or `local`.")
        return ()
    keys = tuple(_key(item, noun, ontology, source, scope) for item in node.items())
    strong = {key.scheme for key in noun.keys}
    for key, item in zip(keys, node.items(), strict=True):
        if key.scheme not in strong and not key.scheme.startswith("source:"):
            item.fail(
                f"{key.scheme} is no strong key of {noun.name}",
                f"Use `source` or one of {', '.join(sorted(strong))}; what may be equal belongs under `same`.",
            )
    return keys


def read_same(node: Node, noun: Noun, ontology: Ontology, source: str, scope: Scope) -> SameRule:
    """A judgement: on a strong key, declared with method and score, or only possible. Raises MappingError.

    One code or name alone is never enough to say that two things are one.
    """
    given = node.only(("key", "method", "score", "possible", "when"))
    if "key" not in given:
        node.fail("key is missing", "Say by which key it is the same.")
    key = _key(given["key"], noun, ontology, source, scope)
    possible = given["possible"].text() if "possible" in given else None
    method = given["method"].text() if "method" in given else None
    score = given["score"].number() if "score" in given else None
    if score is not None and not 0 <= score <= 1:
        given["score"].fail(f"a score of {score} is not between 0 and 1", "Write a number such as 0.9.")
    strong = key.scheme in {one.scheme for one in noun.keys}
    if possible is None and not strong:
        if "+" not in key.scheme and not key.scheme.startswith("source:"):
            node.fail(
                f"{key.scheme} alone does not tell that two are one",
                "Add `possible: REASON`, or join it with something else, as in icao+name.",
            )
        if method is None or score is None:
            node.fail("a declared judgement needs method and score", "Say how it was reached, and how sure it is.")
    if possible is not None and (method is not None or score is not None):
        node.fail("`possible` stands instead of method and score", "Leave one of them out.")
    when = read_condition(given["when"], scope) if "when" in given else None
    return SameRule(key, method, score, possible, when)


def _key(node: Node, noun: Noun, ontology: Ontology, source: str, scope: Scope) -> KeyRule:
    given = dict(node.map())
    near = given.pop("near", None)
    km = given.pop("km", None)
    if len(given) != 1:
        node.fail("a key has one scheme", "Write `{SCHEME: COLUMN}`, with `near` where it needs a position.")
    ((scheme, listed),) = given.items()
    values = tuple(read_expression(item, scope) for item in listed.items())
    for value, item in zip(values, listed.items(), strict=True):
        if value.many:
            item.fail("a key takes one value, this is a list", "Put `at` or `join` at the end of `do`.")
    fields = _fields(listed, scheme, values, noun, ontology)
    if (noun.name, scheme) in _PLACED and near is None:
        node.fail(f"{scheme} is a key only near the airport of that code", "Add `near: [latitude, longitude]`.")
    if near is None:
        return KeyRule(f"source:{source}" if scheme == "source" else scheme, values, fields)
    if (noun.name, scheme) not in _PLACED:
        near.fail(f"{scheme} needs no position", "Leave `near` out.")
    farthest = km.number() if km else _FARTHEST
    if not 0 < farthest <= _FARTHEST:
        (km or near).fail(f"{farthest} km is too far, or nothing", f"At most {_FARTHEST:.0f} km.")
    return KeyRule(scheme, values, fields, _position(near, scope), farthest)


def _position(node: Node, scope: Scope) -> Expression:
    return read_expression(Node(node.file, node.line, node.path, {"location": node}), scope)


def _fields(
    node: Node, scheme: str, values: tuple[Expression, ...], noun: Noun, ontology: Ontology
) -> tuple[Field | None, ...]:
    """The noun's fields that the values of a key are: its type checks and packs them."""
    if scheme == "source" or scheme.startswith("source:"):
        return (None,) * len(values)
    strong = next((key for key in noun.keys if key.scheme == scheme), None)
    names = strong.fields if strong else tuple(scheme.split("+"))
    if len(names) != len(values):
        node.fail(f"{scheme} takes {len(names)} values, here are {len(values)}", f"Give {', '.join(names)}.")
    fields = ontology.fields(noun.name)
    for name in names:
        if name not in fields:
            node.unknown(f"field of {noun.name}", name, fields)
    return tuple(fields[name] for name in names)
