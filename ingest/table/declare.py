"""A mapping file in YAML and the Ontology -> a checked TableMapping."""

from collections.abc import Mapping as Map
from pathlib import Path
from typing import get_args

from ingest.table.condition import Condition, read_condition
from ingest.table.declare_key import read_keys, read_same
from ingest.table.expression import KEYS as EXPRESSION_KEYS
from ingest.table.expression import Expression, Scope, read_expression
from ingest.table.mapping import (
    VARIABLES,
    DocumentRule,
    Each,
    EntityRule,
    FieldRule,
    Form,
    LinkRule,
    TableMapping,
    Target,
)
from ingest.table.node import Node, read_nodes
from schema.claim import Modality
from schema.errors import InvalidValueError
from schema.ontology import Ontology
from schema.values.instant import INSTANT
from schema.values.url import URL

_TOP = ("table", "source", "document", "format", "positions", "rows", "left", "entities")
_DOCUMENT = ("title", "publisher", "url", "published", "licence", "credits", "official")
_ENTITY = ("noun", "when", "each", "key", "optional", "repeats", "once", "fields", "links", "same")
_TARGET = ("to", "noun", "key", "each", "when", "modality")
#: Every key of a mapping, the values' own aside.
KEYS = (*_TOP, *_DOCUMENT, *_ENTITY)


def read_mapping(path: Path, ontology: Ontology) -> TableMapping:
    """The mapping in a file, every word of it checked against the ontology.

    Raises MappingError with file, line and key.
    """
    root = read_nodes(path)
    given = root.only(_TOP)
    for key in ("table", "source", "document", "entities"):
        if key not in given:
            root.fail(f"{key} is missing", f"A mapping has the keys {', '.join(_TOP)}; see docs/mappings.md.")
    shape = given["format"].only(("delimiter", "empty")) if "format" in given else {}
    delimiter = shape["delimiter"].raw() if "delimiter" in shape else None
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        shape["delimiter"].fail("a delimiter is one character", 'Write it in quotes, such as ";" or "\\t".')
    empty = frozenset(item.raw() for item in shape["empty"].items()) if "empty" in shape else frozenset()
    source = given["source"].text()
    rows = read_condition(given["rows"], Scope()) if "rows" in given else None
    nouns = _nouns(given["entities"], ontology)
    entities = tuple(
        _Entity(name, node, source, nouns, ontology).read() for name, node in given["entities"].map().items()
    )
    left = {name: node.text() for name, node in given["left"].map().items()} if "left" in given else {}
    mapping = TableMapping(
        path, given["table"].text(), source, _document(given["document"]), entities, left, rows, delimiter, empty,
        _positions(given.get("positions")), root.canonical(),
    )  # fmt: skip
    for name in set(left) & set(mapping.columns):
        given["left"].map()[name].fail(f"the column {name!r} is left and taken", "Remove it from `left`.")
    return mapping


def _document(node: Node) -> DocumentRule:
    given = node.only(_DOCUMENT)
    for key in ("title", "publisher"):
        if key not in given:
            node.fail(f"{key} is missing", "Name the table's title and who publishes it.")
    checked = {key: value.text() for key, value in given.items() if key != "official"}
    for key, value_type in (("url", URL), ("published", INSTANT)):
        if key in checked:
            try:
                checked[key] = str(value_type.pack(checked[key]))
            except InvalidValueError as error:
                given[key].fail(str(error), "Correct it or leave it out.")
    return DocumentRule(**checked, official=_yes(given.get("official")))


def _positions(node: Node | None) -> Form | None:
    if node is None:
        return None
    forms: dict[str, Form] = {form: form for form in get_args(Form)}
    if node.text() not in forms:
        node.unknown("form of position reports", node.text(), forms)
    return forms[node.text()]


def _yes(node: Node | None) -> bool:
    if node is None:
        return False
    if node.raw() not in {"true", "false"}:
        node.fail("official is true or false", "Say true where the table is an office's own register.")
    return node.raw() == "true"


def _nouns(node: Node, ontology: Ontology) -> Map[str, str]:
    nouns: dict[str, str] = {}
    entities = [noun.name for noun in ontology.concrete if ontology.is_entity(noun.name)]
    for name, entity in node.map().items():
        given = entity.only(_ENTITY)
        if "noun" not in given:
            entity.fail("noun is missing", f"Write one of {', '.join(entities)}.")
        noun = given["noun"].text()
        if noun not in entities:
            given["noun"].unknown("noun", noun, entities)
        nouns[name] = noun
    if not nouns:
        node.fail("there are no entities", "Say what each row speaks of.")
    return nouns


def _modality(node: Node | None) -> Modality:
    if node is None:
        return Modality.ACTUAL
    word = node.text()
    if word not in list(Modality):
        node.unknown("modality", word, list(Modality))
    return Modality(word)


def _each(node: Node, scope: Scope) -> tuple[Each, Scope]:
    given = node.only(VARIABLES)
    if len(given) != 1:
        node.fail("`each` has one of legs and items", "Write `each: {legs: …}` or `each: {items: …}`.")
    ((kind, listed),) = given.items()
    expression = read_expression(listed, scope)
    if not expression.many:
        listed.fail("a list is expected here", "Make one with `do: [{split: …}]` or `do: [{find: …}]`.")
    names = VARIABLES[kind]
    if taken := scope.variables.intersection(names):
        node.fail(f"{min(taken)} has a meaning here already", "Use legs within items, or the other way round.")
    return Each("legs" if kind == "legs" else "items", expression), Scope(scope.variables.union(names))


class _Entity:
    """Reads one entity of a mapping."""

    def __init__(self, name: str, node: Node, source: str, nouns: Map[str, str], ontology: Ontology) -> None:
        self.name = name
        self.node = node
        self.source = source
        self.nouns = nouns
        self.noun = nouns[name]
        self.ontology = ontology

    def read(self) -> EntityRule:
        given = self.node.map()
        scope = Scope()
        each = None
        if "each" in given:
            each, scope = _each(given["each"], scope)
        if "key" not in given:
            self.node.fail("key is missing", "Write `key: {source: COLUMN}`, a strong key, or `key: local`.")
        once = "once" in given and given["once"].flag()
        return EntityRule(
            name=self.name,
            noun=self.noun,
            line=self.node.line,
            when=self._when(given, scope),
            each=each,
            keys=read_keys(given["key"], self.ontology.noun(self.noun), self.ontology, self.source, scope),
            repeats=once or ("repeats" in given and given["repeats"].flag()),
            optional="optional" in given and given["optional"].flag(),
            once=once,
            fields=self._fields(given["fields"], scope) if "fields" in given else (),
            links=self._links(given["links"], scope) if "links" in given else (),
            same=tuple(
                read_same(item, self.ontology.noun(self.noun), self.ontology, self.source, scope)
                for item in given["same"].items()
            )
            if "same" in given
            else (),
        )

    def _when(self, given: Map[str, Node], scope: Scope) -> Condition | None:
        return read_condition(given["when"], scope) if "when" in given else None

    def _fields(self, node: Node, scope: Scope) -> tuple[FieldRule, ...]:
        known = {name: field for name, field in self.ontology.fields(self.noun).items() if not field.computed}
        rules = []
        for name, given in node.map().items():
            if name not in known:
                given.unknown(f"field of {self.noun}", name, known)
            options = given.only((*EXPRESSION_KEYS, "modality", "unreadable")) if _is_map(given) else {}
            leave = "unreadable" in options
            if leave and options["unreadable"].text() not in {"leave", "stop"}:
                options["unreadable"].unknown("way", options["unreadable"].text(), ("leave", "stop"))
            value = read_expression(_without(given, ("modality", "unreadable")), scope)
            field = known[name]
            if value.many and not field.many:
                given.fail(f"{name} takes one value, this is a list", "Put `at` or `join` at the end of `do`.")
            self._check_constant(given, value, name)
            leave = leave and options["unreadable"].text() == "leave"
            rules.append(FieldRule(field, value, leave, _modality(options.get("modality"))))
        return tuple(rules)

    def _check_constant(self, node: Node, value: Expression, name: str) -> None:
        if value.constant is None or (_is_map(node) and "do" in node.map()):
            return
        try:
            self.ontology.fields(self.noun)[name].type.pack(value.constant)
        except InvalidValueError as error:
            node.fail(str(error), "Correct the constant.")

    def _links(self, node: Node, scope: Scope) -> tuple[LinkRule, ...]:
        known = {link.type: link for link in self.ontology.links_of(self.noun) if link.claimed}
        rules = []
        for link_type, given in node.map().items():
            if link_type not in known:
                given.unknown(f"link of {self.noun}", link_type, known)
            aim = known[link_type].target
            rules.append(LinkRule(link_type, tuple(self._target(item, aim, scope) for item in given.items())))
        return tuple(rules)

    def _target(self, node: Node, aim: str, scope: Scope) -> Target:
        given = node.only(_TARGET) if _is_map(node) else {"to": node}
        if ("to" in given) == ("noun" in given):
            node.fail("a link leads to an entity of this mapping or to a noun", "Write `to` or `noun` with `key`.")
        each = None
        if "each" in given:
            each, scope = _each(given["each"], scope)
        when, modality = self._when(given, scope), _modality(given.get("modality"))
        if "to" in given:
            name = given["to"].text()
            if name not in self.nouns:
                given["to"].unknown("entity", name, self.nouns)
            self._check_aim(given["to"], self.nouns[name], aim)
            if each or "key" in given:
                node.fail("`each` and `key` go with `noun`", "Remove them, or name a noun.")
            return Target(self.nouns[name], name, (), None, when, modality)
        noun = given["noun"].text()
        if noun not in {known.name for known in self.ontology.concrete}:
            given["noun"].unknown("noun", noun, self.ontology.possible(aim))
        self._check_aim(given["noun"], noun, aim)
        if "key" not in given:
            node.fail("key is missing", "Say by which key the other table knows it.")
        keys = read_keys(given["key"], self.ontology.noun(noun), self.ontology, self.source, scope)
        if not keys:
            given["key"].fail("a link cannot lead to a local entity", "Name it under `entities` and write `to`.")
        return Target(noun, None, keys, each, when, modality)

    def _check_aim(self, node: Node, noun: str, aim: str) -> None:
        if not self.ontology.is_a(noun, aim):
            node.fail(f"the link leads to a {aim}, not to a {noun}", f"It may lead to {_or(self.ontology, aim)}.")


def _or(ontology: Ontology, aim: str) -> str:
    return " or ".join(ontology.possible(aim))


def _is_map(node: Node) -> bool:
    return not isinstance(node.value, str | tuple)


def _without(node: Node, names: tuple[str, ...]) -> Node:
    if not _is_map(node):
        return node
    kept = {key: value for key, value in node.map().items() if key not in names}
    return Node(node.file, node.line, node.path, kept)
