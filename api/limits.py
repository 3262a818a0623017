"""A request's size -> an answer, or a refusal that names the limit, before anything costly is done with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from api.errors import BadInputError, LimitError
from graph.question import DEFAULT_FIRST, MAX_FIRST, NodesRoot, Page, Question, Value
from schema.values.value import Json

#: Root fields that describe the schema itself.
INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for. The defaults are safe for a service that strangers reach.

    `characters` and `tokens` of a document; `operations`, `fragments` and `variables` in it. `depth` of fields within
    fields (what describes the schema has a depth of its own); `aliases`, `directives` and `roots` of an operation with
    all its fragments; `fields` once each fragment is put in place. `cost`: things that pages can hold, all pages
    multiplied out; `seconds` in the database; `body` in bytes and `body_seconds` to send it.
    """

    characters: int = 50_000
    tokens: int = 5_000
    operations: int = 50
    fragments: int = 100
    variables: int = 200
    depth: int = 20
    introspection_depth: int = 20
    aliases: int = 100
    directives: int = 100
    roots: int = 30
    fields: int = 600
    cost: int = 1_000_000
    seconds: float = 10.0
    body: int = 1_000_000
    body_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much a selection holds once fragments are put in place."""

    depth: int = 0
    described: int = 0
    roots: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: "Size") -> "Size":
        """Both in one selection."""
        return Size(
            max(self.depth, other.depth),
            max(self.described, other.described),
            self.roots + other.roots,
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
        )


def check_text(text: str, limits: Limits) -> None:
    """Refuse a document that is too long to be read. Raises LimitError."""
    if len(text) > limits.characters:
        raise LimitError("characters in a query", limits.characters, len(text), "Send less in one request.")


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse what is too large to be validated; linear in the document's size. Raises LimitError."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    _refuse("operations in a document", limits.operations, len(operations), "Send one operation at a time.")
    _refuse("fragments in a document", limits.fragments, len(fragments), "Split the query.")
    measure = _Measure(fragments)
    for operation in operations:
        variables = len(operation.variable_definitions or ())
        _refuse("variables", limits.variables, variables, "Put them together in lists or input objects.")
        size = measure.selections(operation.selection_set)
        directives = size.directives + len(operation.directives or ())
        _refuse("directives", limits.directives, directives, "Split the query.")
        _refuse("aliases", limits.aliases, size.aliases, "Split the query, or ask for a connection with a filter.")
        _refuse("levels of fields", limits.depth, size.depth, "Ask in steps: take ids from one answer into the next.")
        _refuse("levels of fields that describe the schema", limits.introspection_depth, size.described,
                "Ask for fewer levels of `ofType`.")  # fmt: skip
        _refuse("fields", limits.fields, size.fields, "Split the query; fragments count wherever they are used.")
        _refuse("root fields", limits.roots, size.roots, "Split the query.")


def _refuse(limit: str, allowed: int, found: int, hint: str) -> None:
    if found > allowed:
        raise LimitError(limit, allowed, found, hint)


class _Measure:
    """Measures selections, each fragment once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._sizes: dict[str, Size] = {}

    def selections(self, nodes: SelectionSetNode | None) -> Size:
        size = Size()
        for node in nodes.selections if nodes else ():
            size = size.beside(self._selection(node))
        return size

    def _selection(self, node: SelectionNode) -> Size:
        directives = len(node.directives or ())
        if isinstance(node, InlineFragmentNode):
            return self.selections(node.selection_set).beside(Size(directives=directives))
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value).beside(Size(directives=directives))
        assert isinstance(node, FieldNode)
        inner = self.selections(node.selection_set)
        describes = node.name.value in INTROSPECTION
        return Size(
            depth=1 if describes else inner.depth + 1,
            described=inner.depth if describes else inner.described,
            roots=1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (node.alias is not None),
            directives=inner.directives + directives,
        )

    def _fragment(self, name: str) -> Size:
        if name not in self._sizes:
            # A fragment that holds itself is refused by validation; here it only must not run forever.
            self._sizes[name] = Size()
            fragment = self._fragments.get(name)
            self._sizes[name] = self.selections(fragment.selection_set) if fragment else Size()
        return self._sizes[name]


@dataclass(frozen=True, slots=True)
class Pages:
    """A list in an answer: how long it may be, and the lists within each of its items."""

    key: str
    length: Value | None
    by_ids: bool
    inner: tuple["Pages", ...]
    argument: str = "first"


def pages_of(question: Question) -> tuple[Pages, ...]:
    """The lists that a Question asks for."""
    return tuple(_pages(question.roots))


def check_pages(pages: tuple[Pages, ...], variables: Mapping[str, Json], limits: Limits) -> None:
    """Refuse pages that are too long, or too many things on all pages together. Raises LimitError, BadInputError."""
    cost = sum(_cost(page, variables) for page in pages)
    if cost > limits.cost:
        raise LimitError(
            "things on all pages together", limits.cost, cost, "Ask for fewer: give `first`, or fewer levels."
        )


def _cost(page: Pages, variables: Mapping[str, Json]) -> int:
    length = _length(page, variables)
    return length + length * sum(_cost(inner, variables) for inner in page.inner)


def _length(page: Pages, variables: Mapping[str, Json]) -> int:
    given = page.length.of(variables) if page.length else None
    if page.by_ids:
        length = len(given) if isinstance(given, list) else 1
        if length > MAX_FIRST:
            raise LimitError("ids at once", MAX_FIRST, length, "Ask for them in parts.")
        return length
    if given is None:
        return DEFAULT_FIRST
    assert isinstance(given, int)
    if given < 0:
        raise BadInputError(
            f"`{page.argument}: {given}` of `{page.key}` is negative.", f"Give a number from 0 to {MAX_FIRST}."
        )
    if given > MAX_FIRST:
        raise LimitError(
            f"for `{page.argument}` of `{page.key}`", MAX_FIRST, given, "Ask for the next page by `after` or `before`."
        )
    return given


def _pages(part: object, key: str = "") -> Iterator[Pages]:
    """Every list in a part of a Question, found by walking its dataclasses."""
    if isinstance(part, tuple):
        for item in part:
            yield from _pages(item, key)
    elif is_dataclass(part) and not isinstance(part, type):
        values = [(each.name, getattr(part, each.name)) for each in fields(part)]
        key = getattr(part, "key", key)
        inner = tuple(each for _, value in values for each in _pages(value, key))
        page = getattr(part, "page", None)
        if isinstance(page, Page):
            yield Pages(key, page.size, by_ids=False, inner=inner, argument="first" if page.last is None else "last")
        elif isinstance(part, NodesRoot):
            yield Pages(key, part.ids, by_ids=True, inner=inner)
        else:
            yield from inner
