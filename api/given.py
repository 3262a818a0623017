"""Arguments, written in a document or sent in variables -> their form, and Values that differ between requests."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from graphql import (
    ArgumentNode,
    ConstValueNode,
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    coerce_input_literal,
    get_nullable_type,
)
from graphql.execution.values import VariableValues

from api.errors import BadInputError, LimitError
from graph.question import Condition, Constant, Value, Variable
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Written:
    """A value in the document's text; may hold variables."""

    node: ValueNode
    type: GraphQLInputType


@dataclass(frozen=True, slots=True)
class Sent:
    """A value, or a part of one, in this request's variables."""

    path: tuple[str | int, ...]
    value: Json


Given = Written | Sent


@dataclass(frozen=True, slots=True)
class Mixed:
    """A variable computed for each request: a written value that holds variables."""

    name: str
    node: ValueNode
    type: GraphQLInputType

    def of(self, variables: VariableValues) -> Json:
        """The value in this request. Raises BadInputError."""
        value = coerce_input_literal(self.node, self.type, variables)
        if value is Undefined:
            raise BadInputError(
                "A value in the query needs a variable that was not given.",
                "Give the variable, or leave the value out.",
            )
        return plain(value)


@dataclass(frozen=True, slots=True)
class Either:
    """A variable computed for each request: whether all conditions of some group hold."""

    name: str
    groups: tuple[tuple[Condition, ...], ...]

    def of(self, variables: VariableValues) -> Json:
        """Whether it holds in this request."""
        return any(all(condition.holds(variables.coerced) for condition in group) for group in self.groups)


Computed = Mixed | Either


def plain(value: object) -> Json:
    """A coerced value as JSON: enum members become their names."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return cast("Json", value)


@dataclass(slots=True)
class Givens:
    """Reads arguments against one request's coerced variables, of which only the form may decide what is asked.

    It counts the objects that it reads, wherever they are used, as each may cost the database something.
    `decisive` are the paths in the variables whose values do so too.
    """

    variables: Mapping[str, Json]
    allowed: int = sys.maxsize
    read: int = 0
    computed: list[Computed] = field(default_factory=list)
    decisive: dict[tuple[str | int, ...], None] = field(default_factory=dict)

    def arguments(self, nodes: tuple[ArgumentNode, ...], types: Mapping[str, GraphQLArgument]) -> dict[str, Given]:
        """What is given to a field, by name; null counts as not given."""
        found = {node.name.value: self._given(node.value, types[node.name.value].type) for node in nodes}
        return {name: given for name, given in found.items() if given is not None}

    def members(self, given: Given) -> Iterator[tuple[str, Given]]:
        """The members of an object, in the order written; null counts as not given. Raises LimitError."""
        self.read += 1
        if self.read > self.allowed:
            raise LimitError("inputs", "objects in arguments", self.allowed, self.read, "Send fewer filters.")
        if isinstance(given, Sent):
            assert isinstance(given.value, dict)
            for name, part in given.value.items():
                if part is not None:
                    yield name, Sent((*given.path, name), part)
            return
        assert isinstance(given.node, ObjectValueNode)
        kind = get_nullable_type(given.type)
        assert isinstance(kind, GraphQLInputObjectType)
        for node in given.node.fields:
            inner = self._given(node.value, kind.fields[node.name.value].type)
            if inner is not None:
                yield node.name.value, inner

    def operators(self, given: Given) -> Iterator[tuple[str, Given]]:
        """The members of a value's filter; here null is an error, lest a filter silently passes everything."""
        if isinstance(given, Sent):
            nulls = [name for name, part in cast("dict[str, Json]", given.value).items() if part is None]
        else:
            nulls = [
                node.name.value for node in cast("ObjectValueNode", given.node).fields
                if isinstance(node.value, NullValueNode)
                or (isinstance(node.value, VariableNode) and self.variables.get(node.value.name.value, "") is None)
            ]  # fmt: skip
        if nulls:
            raise BadInputError(
                f"`{nulls[0]}` cannot be null.", "Leave it out, or ask for missing values by `isNull: true`."
            )
        return self.members(given)

    def items(self, given: Given) -> Iterator[Given]:
        """The items of a list; a single value is a list of one."""
        if isinstance(given, Sent):
            assert isinstance(given.value, list)
            for index, part in enumerate(given.value):
                yield Sent((*given.path, index), part)
            return
        kind = get_nullable_type(given.type)
        assert isinstance(kind, GraphQLList)
        nodes = given.node.values if isinstance(given.node, ListValueNode) else (given.node,)
        for node in nodes:
            inner = self._given(node, kind.of_type)
            if inner is not None:
                yield inner

    def value(self, given: Given) -> Value:
        """A leaf, or a whole that is passed on as it is."""
        if isinstance(given, Sent):
            return Variable(given.path)
        if not _holds_variable(given.node):
            return Constant(plain(coerce_input_literal(cast("ConstValueNode", given.node), given.type)))
        return self._compute(Mixed(self._name(), given.node, given.type))

    def word(self, given: Given) -> str:
        """An enum's value that decides what is asked."""
        if isinstance(given, Sent):
            return str(given.value)
        return str(plain(coerce_input_literal(cast("ConstValueNode", given.node), given.type)))

    def flag(self, given: Given) -> bool:
        """A yes or no that decides what is asked."""
        if isinstance(given, Sent):
            return given.value is True
        return coerce_input_literal(cast("ConstValueNode", given.node), given.type) is True

    def decides(self, given: Given) -> Json:
        """A value that decides what is asked, as a list of kinds does; another one in the variables asks anew."""
        if isinstance(given, Sent):
            self.decisive[given.path] = None
            return given.value
        return plain(coerce_input_literal(cast("ConstValueNode", given.node), given.type))

    def either(self, groups: tuple[tuple[Condition, ...], ...]) -> tuple[Condition, ...]:
        """One condition that holds where all those of some group do."""
        return (Condition(self._compute(Either(self._name(), groups))),)

    def _given(self, node: ValueNode, kind: GraphQLInputType) -> Given | None:
        if isinstance(node, NullValueNode):
            return None
        if not isinstance(node, VariableNode):
            return Written(node, kind)
        name = node.name.value
        value = self.variables.get(name)
        return None if value is None else Sent((name,), value)

    def _name(self) -> str:
        # No variable of a request can have this name.
        return f"#{len(self.computed)}"

    def _compute(self, computed: Computed) -> Variable:
        self.computed.append(computed)
        return Variable((computed.name,))


def _holds_variable(node: ValueNode) -> bool:
    if isinstance(node, VariableNode):
        return True
    if isinstance(node, ListValueNode):
        return any(_holds_variable(item) for item in node.values)
    return isinstance(node, ObjectValueNode) and any(_holds_variable(member.value) for member in node.fields)
