"""A selection on changes -> what subscribers are told of events: one Question for many events and many subscribers."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLObjectType, OperationType, VariableNode, Visitor, visit
from graphql.execution.values import get_argument_values

from api import names
from api.changeset import CHANGES
from api.collect import Merged
from api.errors import BadInputError
from api.given import plain
from api.limits import Limits, Pages, check_pages, cost_of, pages_of
from api.parse import Operation, Writing
from api.relation import read_relation
from api.search import read_filters
from api.selection import TYPENAME
from api.wanted import Wanted, read_wanted
from graph.answer.relation import relation_id
from graph.changelog import Edge, Event, Kind
from graph.question import Identifier, NodesRoot, Question, RelationsRoot, Root, Selection, Variable
from schema.identity import noun_of
from schema.ontology import ENTITY, Ontology
from schema.values import instant
from schema.values.value import Json

Ask = Callable[[Question, Mapping[str, Json], tuple[Pages, ...]], Awaitable[Mapping[str, Any]]]
#: The variable that holds the ids of each batch of events.
_IDS = "#ids"
#: Fields of a change that lead to things, and what they may lead to.
_THINGS = {"node": names.NODE, "from": ENTITY, "to": ENTITY}
#: The field of a change that is the edge itself.
_EDGE = "edge"
_LOOKED_UP = frozenset({*_THINGS, _EDGE})
#: What a filter is asked of: nodes, and both ends of edges; which of them are there, and which of these pass.
_EVERY, _THERE, _PASSING = "every", "#there", "#passing"
#: Events that one Question looks up at most.
_MOST = 500
_LARGEST = 2**63
#: One event's answer, for each time that `changes` is selected.
Row = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A part of what one write changed, as subscribers are told of it: events up to `last`, each with its answers.

    Without an author it tells no more than how far everything is told.
    """

    last: int
    author: str | None
    at: int | None
    rows: Sequence[tuple[int, Row]] = ()


class Topic:
    """What is wanted of each event; the same for all subscribers whose `key` is equal."""

    def __init__(self, ontology: Ontology, key: Hashable, root: Merged, writing: Writing, limits: Limits) -> None:
        collector, selector = writing.selector.collector, writing.selector
        filters = read_filters(selector, selector.given(names.SUBSCRIPTION, root))
        self.key = key
        self._root = root.key
        self._symmetric = frozenset(link.type for link in ontology.links if link.symmetric)
        self._parts = [
            part for part in collector.merged(root.sets, frozenset({names.CHANGE_SET})) if writing.holds(part)
        ]
        self._blocks = [
            [one for one in collector.merged(part.sets, frozenset({names.CHANGE})) if writing.holds(one)]
            for part in self._parts
            if part.name == CHANGES
        ]
        roots: list[Root] = [
            RelationsRoot(_key(number, one), Variable((_IDS, _EDGE)), read_relation(selector, one))
            if one.name == _EDGE
            else NodesRoot(
                _key(number, one),
                Variable((_IDS, one.name)),
                selector.thing(one.sets, collector.possible[_THINGS[one.name]]),
            )
            for number, block in enumerate(self._blocks)
            for one in block
            if one.name in _LOOKED_UP
        ]
        self._filtered = bool(filters)
        if filters:
            every, identifier = Variable((_IDS, _EVERY)), Selection((Identifier("id"),))
            roots += [NodesRoot(_THERE, every, identifier), NodesRoot(_PASSING, every, identifier, filters=filters)]
        self._question = Question(tuple(roots))
        self._pages = pages_of(self._question)
        self._parameters = writing.parameters
        self._most = self._fitting(limits)

    def _fitting(self, limits: Limits) -> int:
        """How many events one Question may look up. Raises LimitError where not even one is allowed."""
        one = self._with({_EDGE: [["", "", ""]], **{name: [""] for name in (*_THINGS, _EVERY)}})
        check_pages(self._pages, one, limits)
        # Each edge has two ends that a filter is asked of.
        page = limits.page // 2 if self._filtered else limits.page
        return max(1, min(_MOST, page, limits.cost // max(1, cost_of(self._pages, one, limits))))

    def _with(self, ids: Mapping[str, Iterable[Any]]) -> dict[str, Json]:
        return {**self._parameters, _IDS: {name: list(found) for name, found in ids.items()}}

    async def look_up(self, events: Sequence[Event], ask: Ask) -> list[Row | None]:
        """What is told of each event, None where it is filtered out; things as they stand now. Raises QuestionError."""
        found: list[Row | None] = []
        for start in range(0, len(events), self._most):
            found += await self._look_up(events[start : start + self._most], ask)
        return found

    async def _look_up(self, events: Sequence[Event], ask: Ask) -> list[Row | None]:
        ids: dict[str, dict[Any, None]] = {name: {} for name in (*_LOOKED_UP, _EVERY)}
        for event in events:
            of = event.of
            if isinstance(of, Edge):
                ids["from"][of.source] = ids["to"][of.target] = ids[_EDGE][(of.type, of.source, of.target)] = None
            else:
                ids["node"][of] = None
        ids[_EVERY] = ids["node"] | ids["from"] | ids["to"]
        data: Mapping[str, Any] = {}
        if self._question.roots:
            data = await ask(self._question, self._with(ids), self._pages)
        things = {
            _key(number, one): dict(zip(ids[one.name], data[_key(number, one)], strict=True))
            for number, block in enumerate(self._blocks)
            for one in block
            if one.name in _LOOKED_UP
        }
        failing: set[str] = set()
        if self._filtered:
            told = zip(ids[_EVERY], data[_THERE], data[_PASSING], strict=True)
            failing = {identifier for identifier, there, passing in told if there and not passing}
        return [None if _fails(event, failing) else self._row(event, things) for event in events]

    def _row(self, event: Event, things: Mapping[str, Mapping[str, Any]]) -> Row:
        of = event.of
        edge = of if isinstance(of, Edge) else None
        identifier = relation_id(edge.type, edge.source, edge.target, self._symmetric) if edge else str(of)
        values: dict[str, Any] = {
            TYPENAME: names.CHANGE,
            "sequence": str(event.sequence),
            "kind": event.kind.value,
            "id": identifier,
            "noun": None if edge else noun_of(identifier),
            "link": edge.type if edge else None,
            "fromId": edge.source if edge else None,
            "toId": edge.target if edge else None,
        }
        leads = {
            "node": None if edge else identifier,
            "from": values["fromId"],
            "to": values["toId"],
            _EDGE: (edge.type, edge.source, edge.target) if edge else None,
        }
        return tuple(
            {
                one.key: values[one.name]
                if one.name not in _LOOKED_UP
                else None
                if (end := leads[one.name]) is None
                else things[_key(number, one)][end]
                for one in block
            }
            for number, block in enumerate(self._blocks)
        )

    def data(self, telling: Telling) -> dict[str, Any]:
        """The answer that tells it."""
        at = telling.at
        plainly: dict[str, Any] = {
            TYPENAME: names.CHANGE_SET,
            "sequence": str(telling.last),
            "author": telling.author,
            "at": None if at is None else instant.moment(at),
        }
        blocks = iter(range(len(self._blocks)))
        told: dict[str, Any] = {}
        for part in self._parts:
            if part.name == CHANGES:
                block = next(blocks)
                told[part.key] = [row[block] for _, row in telling.rows]
            else:
                told[part.key] = plainly[part.name]
        return {self._root: told}


@dataclass(frozen=True, slots=True)
class Following:
    """One subscription: what is told of which events, and where it begins and ends."""

    topic: Topic
    wanted: Wanted
    since: int | None = None
    until: int | None = None
    first: int | None = None


def read_following(operation: Operation, sent: Mapping[str, Any] | None) -> Following:
    """What a subscription asks for. Raises GraphQLError, ApiError."""
    assert operation.node.operation is OperationType.SUBSCRIPTION
    variables = operation.variables(sent)
    writing = operation.writing(variables)
    (root,) = writing.merged
    selector = writing.selector
    kind = selector.schema.type_map[names.SUBSCRIPTION]
    assert isinstance(kind, GraphQLObjectType)
    given = plain(get_argument_values(kind.fields[root.name], root.node, variables))
    assert isinstance(given, dict)
    first: Any = given.get("first")
    if first is not None and first < 1:
        raise BadInputError(f"`first: {first}` is not above 0.", "Give how many changes you want, or leave it out.")
    used = _Used()
    for set_, _ in root.sets:
        visit(set_, used)
    for fragment in selector.collector.fragments.values():
        visit(fragment, used)
    # What only the arguments of the subscription use does not part subscribers, `where` aside.
    values = repr([(name, variables.coerced.get(name)) for name in sorted(used.found)] + [given.get("where")])
    key = (operation.text, operation.node.name.value if operation.node.name else None, root.key, values)
    topic = Topic(selector.ontology, key, root, writing, operation.limits)
    wanted = read_wanted(given, selector.ontology)
    return Following(topic, wanted, _number(given, "since"), _number(given, "until"), first)


class _Used(Visitor):
    """Finds the variables that something uses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        """One of them."""
        self.found.add(node.name.value)


def _number(given: Mapping[str, Any], name: str) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < _LARGEST):
        raise BadInputError(f"`{name}` is no sequence.", "Give a `sequence` as it was told before.")
    return int(text)


def _fails(event: Event, failing: Collection[str]) -> bool:
    """Whether a filter keeps it back: not what is gone, and no edge of which both ends pass or are gone."""
    of = event.of
    if isinstance(of, Edge):
        return of.source in failing or of.target in failing
    return of in failing and event.kind is not Kind.REMOVED


def _key(block: int, part: Merged) -> str:
    return f"{block}.{part.key}"
