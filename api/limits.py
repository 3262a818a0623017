"""A request's size -> an answer, or a refusal that names the limit, before anything costly is done with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

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

from api.errors import BadInputError, LimitError, SettingsError
from graph.question import (
    DEFAULT_FIRST,
    MAX_FIRST,
    Aggregate,
    AnalysisRoot,
    Behind,
    ComparedRoot,
    Groups,
    NodesRoot,
    Page,
    Question,
    RelationsRoot,
    SurgesRoot,
    Top,
    Value,
)
from schema.values.value import Json

#: Root fields that describe the schema itself.
INTROSPECTION = frozenset({"__schema", "__type"})


def _limit(default: float, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for. The defaults are safe for a service that strangers reach.

    Each is a setting of the service: see `docs/settings.md`.
    """

    characters: int = _limit(50_000, "characters in a query")
    tokens: int = _limit(5_000, "tokens in a query")
    operations: int = _limit(50, "operations in a document")
    fragments: int = _limit(100, "fragments in a document")
    variables: int = _limit(200, "variables of an operation")
    inputs: int = _limit(1_000, "objects in filters and other arguments, wherever they are used")
    input_depth: int = _limit(50, "levels of lists and objects in a request's variables")
    depth: int = _limit(20, "levels of fields")
    introspection_depth: int = _limit(20, "levels of fields that describe the schema")
    aliases: int = _limit(100, "aliases, those of fragments wherever they are used")
    directives: int = _limit(100, "directives, those of fragments wherever they are used")
    roots: int = _limit(30, "root fields")
    fields: int = _limit(600, "fields, those of fragments wherever they are used")
    page: int = _limit(MAX_FIRST, f"things on one page, or ids at once; {MAX_FIRST} is the most there can be")
    cost: int = _limit(1_000_000, "things that all pages together can hold, before anything is asked")
    aggregate: int = _limit(100, "things that an aggregate costs, and each of its groups and tops: it looks at all")
    rows: int = _limit(100_000, "things in an answer, while it is read")
    answer: int = _limit(20_000_000, "bytes of an answer, as the database sends them")
    seconds: float = _limit(10.0, "seconds that a query may take in the database")
    rate: float = _limit(100.0, "requests a second of one key, or from one address, in the long run")
    burst: int = _limit(500, "requests at once of one key, or from one address, before they are slowed to that rate")
    analysis_seconds: float = _limit(60.0, "seconds that an analysis may take, besides what the query takes")
    analysis_relations: int = _limit(2_000_000, "relations that an analysis may look at")
    article: int = _limit(200_000, "characters of an article that is handed in")
    body: int = _limit(1_000_000, "bytes of a request's body")
    upload: int = _limit(50_000_000, "bytes of a file that is sent to be read")
    uploads: int = _limit(20, "files of one sender that wait to be read")
    upload_seconds: float = _limit(120.0, "seconds that a file may take to arrive")
    upload_kept: float = _limit(3_600.0, "seconds after which a file is forgotten that nobody had read")
    body_seconds: float = _limit(20.0, "seconds that a body may take to arrive")
    subscriptions: int = _limit(100, "operations at once on one WebSocket")
    subscribers: int = _limit(2_000, "subscriptions that one process serves at once")
    socket_seconds: float = _limit(10.0, "seconds that a WebSocket may be open before it begins")

    def __post_init__(self) -> None:
        for limit in fields(self):
            if getattr(self, limit.name) <= 0:
                raise SettingsError(f"the limit `{limit.name}` is not above 0: nothing would pass it")
        if not DEFAULT_FIRST <= self.page <= MAX_FIRST:
            raise SettingsError(f"the limit `page` is {self.page}: give a number from {DEFAULT_FIRST} to {MAX_FIRST}")


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
        raise LimitError(
            "characters", "characters in a query", limits.characters, len(text), "Send less in one request."
        )


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse what is too large to be validated; linear in the document's size. Raises LimitError."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    _refuse(limits, "operations", "operations in a document", len(operations), "Send one operation at a time.")
    _refuse(limits, "fragments", "fragments in a document", len(fragments), "Split the query.")
    measure = _Measure(fragments)
    for operation in operations:
        variables = len(operation.variable_definitions or ())
        _refuse(limits, "variables", "variables", variables, "Put them together in lists or input objects.")
        size = measure.selections(operation.selection_set)
        directives = size.directives + len(operation.directives or ())
        _refuse(limits, "directives", "directives", directives, "Split the query.")
        _refuse(limits, "aliases", "aliases", size.aliases, "Split the query, or ask for a connection with a filter.")
        _refuse(limits, "depth", "levels of fields", size.depth,
                "Ask in steps: take ids from one answer into the next.")  # fmt: skip
        _refuse(limits, "introspection_depth", "levels of fields that describe the schema", size.described,
                "Ask for fewer levels of `ofType`.")  # fmt: skip
        _refuse(limits, "fields", "fields", size.fields, "Split the query; fragments count wherever they are used.")
        _refuse(limits, "roots", "root fields", size.roots, "Split the query.")


def check_variables(sent: object, limits: Limits) -> None:
    """Refuse variables that are nested too deeply to be read, or hold too many objects. Raises LimitError."""
    level, depth, objects = [sent], 0, 0
    while level:
        inner: list[object] = []
        for value in level:
            if isinstance(value, dict):
                objects += 1
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
        _refuse(limits, "inputs", "objects in variables", objects, "Send fewer filters in one request.")
        level = [value for value in inner if isinstance(value, dict | list)]
        depth += bool(level)
        _refuse(limits, "input_depth", "levels in variables", depth, "Nest filters less deeply.")


def _refuse(limits: Limits, limit: str, words: str, found: int, hint: str) -> None:
    allowed = getattr(limits, limit)
    if found > allowed:
        raise LimitError(limit, words, allowed, found, hint)


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
    """A list in an answer: how long it may be, and the lists within each of its items.

    `reads`: no list, but a look at all things of a connection, whose number nobody knows before.
    """

    key: str
    length: Value | None
    by_ids: bool
    inner: tuple["Pages", ...]
    argument: str = "first"
    reads: bool = False


def pages_of(question: Question) -> tuple[Pages, ...]:
    """The lists that a Question asks for."""
    return tuple(_pages(question.roots))


def check_pages(pages: tuple[Pages, ...], variables: Mapping[str, Json], limits: Limits) -> None:
    """Refuse pages that are too long, or too many things on all pages together. Raises LimitError, BadInputError."""
    cost = cost_of(pages, variables, limits)
    _refuse(limits, "cost", "things on all pages together", cost, "Ask for fewer: give `first`, or fewer levels.")


def cost_of(pages: tuple[Pages, ...], variables: Mapping[str, Json], limits: Limits) -> int:
    """How many things all pages together can hold. Raises LimitError, BadInputError for one page."""
    return sum(_cost(page, variables, limits) for page in pages)


def _cost(page: Pages, variables: Mapping[str, Json], limits: Limits) -> int:
    if page.reads:
        return limits.aggregate
    length = _length(page, variables, limits)
    return length + length * sum(_cost(inner, variables, limits) for inner in page.inner)


def _length(page: Pages, variables: Mapping[str, Json], limits: Limits) -> int:
    given = page.length.of(variables) if page.length else None
    if page.by_ids:
        length = len(given) if isinstance(given, list) else 1
        _refuse(limits, "page", "ids at once", length, "Ask for them in parts.")
        return length
    if given is None:
        return DEFAULT_FIRST
    assert isinstance(given, int)
    if given < 0:
        raise BadInputError(
            f"`{page.argument}: {given}` of `{page.key}` is negative.", f"Give a number from 0 to {limits.page}."
        )
    hint = "Ask for the next page by `after` or `before`."
    _refuse(limits, "page", f"for `{page.argument}` of `{page.key}`", given, hint)
    return given


def _pages(part: object, key: str = "") -> Iterator[Pages]:
    """Every list in a part of a Question, found by walking its dataclasses."""
    if isinstance(part, tuple):
        for item in part:
            yield from _pages(item, key)
    elif is_dataclass(part) and not isinstance(part, type):
        key = getattr(part, "key", key)
        values = [value for each in fields(part) for value in _flat(getattr(part, each.name))]
        if isinstance(part, Aggregate | Groups | Top | AnalysisRoot | ComparedRoot | SurgesRoot):
            yield Pages(key, None, by_ids=False, inner=(), reads=True)
        # What all things come to is found once, however long the page of them is.
        yield from (each for value in values if isinstance(value, Aggregate) for each in _pages(value, key))
        inner = tuple(each for value in values if not isinstance(value, Aggregate) for each in _pages(value, key))
        page = Page(part.first) if isinstance(part, Top | Behind) else getattr(part, "page", None)
        if isinstance(page, Page):
            yield Pages(key, page.size, by_ids=False, inner=inner, argument="first" if page.last is None else "last")
        elif isinstance(part, NodesRoot | RelationsRoot):
            yield Pages(key, part.ids, by_ids=True, inner=inner)
        else:
            yield from inner


def _flat(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
