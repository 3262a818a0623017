"""One operation of a GraphQL document -> a Plan: the Question, and how a request's variables become its parameters."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLString,
    InlineFragmentNode,
    ObjectFieldNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    type_from_ast,
    visit,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values

from api import names
from api.collect import Collector, Merged
from api.errors import bad_variable
from api.fields import read_root
from api.given import Computed, Givens, plain
from api.limits import INTROSPECTION, Limits, Pages, check_variables, pages_of
from api.root import Built
from api.selection import Selector
from graph.compile.compiled import Compiled
from graph.question import (
    Question,
    TypenameRoot,
    Variable,
)
from schema.values.value import Json

#: What is known of the form of a variable that only carries a value.
_ABSENT, _NULL, _GIVEN = range(3)
#: Types of which a text is the value of a text.
_TEXTS = (GraphQLString, GraphQLID)
#: Forms of variables that are kept for one operation.
_PLANS = 64


@dataclass(slots=True)
class Plan:
    """What an operation asks, for all requests whose variables have one form.

    `question` is None where nothing is asked of the graph. `described` is what of the operation graphql-core answers:
    root fields that describe the schema. `keys` are the response keys of both, in order. Whoever answers first keeps
    here what the question was `compiled` to, and a `description` that needs no variables.
    """

    question: Question | None
    described: DocumentNode | None
    keys: tuple[str, ...]
    pages: tuple[Pages, ...]
    computed: tuple[Computed, ...]
    compiled: Compiled | None = None
    description: dict[str, Json] | None = None

    def parameters(self, variables: VariableValues) -> Mapping[str, Json]:
        """The variables as the Question reads them. Raises BadInputError."""
        if not self.computed:
            return cast("Mapping[str, Json]", variables.coerced)
        return {**variables.coerced, **{each.name: each.of(variables) for each in self.computed}}


@dataclass(frozen=True, slots=True)
class Writing:
    """The fields of a mutation or subscription, merged, in their order."""

    selector: Selector
    merged: list[Merged]
    variables: VariableValues

    @property
    def parameters(self) -> dict[str, Json]:
        """The variables, with what was computed for the selections that were read so far. Raises BadInputError."""
        computed = self.selector.collector.givens.computed
        return {**self.variables.coerced, **{each.name: each.of(self.variables) for each in computed}}

    def holds(self, merged: Merged) -> bool:
        """Whether a field is neither skipped nor left out."""
        return all(condition.holds(self.parameters) for condition in merged.when)


@dataclass(slots=True)
class Operation:
    """One operation of a validated document, and its Plans by the form of the variables."""

    built: Built
    document: DocumentNode
    node: OperationDefinitionNode
    limits: Limits
    types: dict[str, GraphQLInputType] = field(init=False)
    _fragments: dict[str, FragmentDefinitionNode] = field(init=False)
    _texts: dict[str, GraphQLVariableSignature] = field(init=False)
    _flags: frozenset[str] = field(init=False)
    _plans: OrderedDict[Hashable, Plan] = field(init=False, default_factory=OrderedDict)
    _decisive: dict[tuple[str | int, ...], None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        schema = self.built.graphql
        self.types = {
            definition.variable.name.value: cast("GraphQLInputType", type_from_ast(schema, definition.type))
            for definition in self.node.variable_definitions or ()
        }
        self._texts = dict(self._signed_texts())
        definitions = self.document.definitions
        self._fragments = {node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)}
        flags = _Flags()
        for definition in (self.node, *self._fragments.values()):
            visit(definition, flags)
        self._flags = frozenset(flags.found)

    @property
    def text(self) -> str:
        """The whole document, as it was sent."""
        assert self.document.loc is not None
        return self.document.loc.source.body

    def variables(self, sent: Mapping[str, object] | None) -> VariableValues:
        """A request's variables, checked against their types. Raises GraphQLError for the first that is wrong."""
        if not self.types:
            return VariableValues({}, {})
        if sent is not None and self._only_texts(sent):
            # As graphql-core would have it, which works out types and signatures anew for each request.
            sources = {name: VariableValueSource(self._texts[name], value) for name, value in sent.items()}
            return VariableValues(sources, dict(sent))
        check_variables(sent, self.limits)
        found = get_variable_values(
            self.built.graphql,
            self.node.variable_definitions or (),
            dict(sent or {}),
            max_errors=1,
            hide_suggestions=True,
        )
        if isinstance(found, list):
            raise bad_variable(found[0])
        for name, kind in self.types.items():
            if name in found.coerced and not _is_scalar(kind):
                found.coerced[name] = plain(found.coerced[name])
        return found

    def _signed_texts(self) -> Iterator[tuple[str, GraphQLVariableSignature]]:
        """The signatures of variables that a text is given for as it is."""
        for definition in self.node.variable_definitions or ():
            signature = get_variable_signature(self.built.graphql, definition)
            if isinstance(signature, GraphQLVariableSignature) and get_nullable_type(signature.type) in _TEXTS:
                yield signature.name, signature

    def _only_texts(self, sent: Mapping[str, object]) -> bool:
        """Whether all variables are texts, each of which is given."""
        return len(self.types) == len(sent) == len(self._texts) and all(
            type(value) is str and name in self._texts for name, value in sent.items()
        )

    def plan(self, variables: VariableValues) -> Plan:
        """The Plan for variables of this form: one for all that differ in values only. Raises BadInputError."""
        form = self._form(variables.coerced)
        plan = self._plans.get(form)
        if plan is None:
            plan = self._read(variables.coerced)
            # Reading tells which values decide what is asked, so that the form is known only now.
            self._plans[self._form(variables.coerced)] = plan
            if len(self._plans) > _PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(form)
        return plan

    def _form(self, variables: Mapping[str, Json]) -> Hashable:
        return tuple(
            _ABSENT
            if name not in variables
            else cast("Hashable", variables[name])
            if name in self._flags
            else _form(variables[name], kind, self.built)
            for name, kind in self.types.items()
        ) + tuple(repr(Variable(path).of(variables)) for path in self._decisive)

    def writing(self, variables: VariableValues) -> "Writing":
        """What a mutation or subscription asks for. Raises BadInputError."""
        root = names.MUTATION if self.node.operation is OperationType.MUTATION else names.SUBSCRIPTION
        selector, merged = self._merged(variables.coerced, root)
        return Writing(selector, merged, variables)

    def _merged(self, variables: Mapping[str, Json], root: str) -> tuple[Selector, list[Merged]]:
        collector = Collector(self._fragments, self.built.possible, Givens(variables, self.limits.inputs))
        selector = Selector(self.built.ontology, self.built.graphql, collector)
        return selector, collector.merged(((self.node.selection_set, ()),), frozenset({root}))

    def _read(self, variables: Mapping[str, Json]) -> Plan:
        selector, merged = self._merged(variables, names.QUERY)
        givens = selector.collector.givens
        roots = tuple(read_root(selector, each) for each in merged if each.name not in INTROSPECTION)
        asks = any(not isinstance(root, TypenameRoot) for root in roots)
        question = Question(roots) if asks else None
        keys = tuple(dict.fromkeys(each.key for each in merged))
        self._decisive |= givens.decisive
        described = None if asks and len(roots) == len(merged) else self._described(everything=not asks)
        return Plan(question, described, keys, pages_of(question) if question else (), tuple(givens.computed))

    def _described(self, *, everything: bool) -> DocumentNode:
        node = self.node
        only = OperationDefinitionNode(
            operation=node.operation,
            name=node.name,
            variable_definitions=node.variable_definitions,
            directives=node.directives,
            selection_set=node.selection_set if everything else self._describing(node.selection_set),
        )
        return DocumentNode(definitions=(only, *self._fragments.values()))

    def _describing(self, selections: SelectionSetNode) -> SelectionSetNode:
        kept: list[SelectionNode] = []
        for node in selections.selections:
            if isinstance(node, FieldNode):
                if node.name.value in INTROSPECTION:
                    kept.append(node)
                continue
            inner = self._fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            assert isinstance(inner, FragmentDefinitionNode | InlineFragmentNode)
            within = self._describing(inner.selection_set)
            if within.selections:
                kept.append(
                    InlineFragmentNode(
                        type_condition=inner.type_condition, directives=node.directives, selection_set=within
                    )
                )
        return SelectionSetNode(selections=tuple(kept))


class _Flags(Visitor):
    """Finds the variables that stand for a yes or no that decides what is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
        """A variable beside a text's operators."""
        if node.name.value == names.IGNORE_CASE and isinstance(node.value, VariableNode):
            self.found.add(node.value.name.value)


def _form(value: Json, kind: GraphQLInputType, built: Built) -> Hashable:
    if value is None:
        return _NULL
    named = get_named_type(kind)
    if named.name in built.wholes:
        return orjson.dumps(value)
    if named.name not in built.form:
        return _GIVEN
    if isinstance(value, list):
        inner = cast("GraphQLList[GraphQLInputType]", get_nullable_type(kind)).of_type
        return tuple(_form(item, inner, built) for item in value)
    assert isinstance(named, GraphQLInputObjectType) and isinstance(value, dict)
    return tuple(
        (name, part if name == names.IGNORE_CASE else _form(part, named.fields[name].type, built))
        for name, part in value.items()
    )


def _is_scalar(kind: GraphQLInputType) -> bool:
    named = get_named_type(kind)
    return is_leaf_type(named) and not hasattr(named, "values")
