"""An Ontology -> the whole GraphQL schema: its types, and for each noun a single thing and a connection at the root."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

import strawberry
from graphql import GraphQLAbstractType, GraphQLError, GraphQLSchema, is_composite_type
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionContext
from strawberry.types.graphql import OperationType

from api import names
from api.aggregates import AFTER, FIRST, declare_aggregates
from api.analysis import ANALYSIS, analysis_arguments, declare_analysis, declare_analysis_inputs
from api.change import change_members, declare_changes
from api.changeset import declare_subscriptions
from api.corroboration import declare_corroboration
from api.distance import DISTANCES, declare_distances, distances_arguments
from api.inputs import BY_RANKING, arguments, declare_inputs, order_name, searchable
from api.mutations import declare_mutations, writes
from api.neighbourhood import NEIGHBOURHOOD, declare_neighbourhood, neighbourhood_arguments
from api.outputs import CONFLICTS, PAGE, declare_outputs, speaks
from api.path import PATHS, declare_ends, declare_paths, paths_arguments
from api.relation import declare_relations
from api.roundup import declare_roundups, roundup_roots
from api.types import Member, Types
from schema.candidate import CANDIDATES
from schema.ontology import Ontology


class Subscriptions(Protocol):
    """Answers subscriptions."""

    def __call__(
        self, text: str, variables: dict[str, Any] | None, name: str | None, context: Any
    ) -> StreamResult | None:
        """The results of a subscription; None for any other operation, and for what is none."""


@dataclass(frozen=True, slots=True)
class Built:
    """A GraphQL schema and the ontology that it was made from.

    `form` names the input types whose form decides what is asked, `wholes` those of which all does, values as well;
    all other input is values.
    `possible` tells which object types each type of the answer stands for.
    """

    ontology: Ontology
    strawberry: strawberry.Schema
    form: frozenset[str]
    wholes: frozenset[str]
    possible: Mapping[str, frozenset[str]]

    def subscribe_by(self, subscriptions: Subscriptions) -> None:
        """Have subscriptions answered, over whatever they come."""
        cast("_Schema", self.strawberry).subscriptions = subscriptions

    @property
    def graphql(self) -> GraphQLSchema:
        """The schema as graphql-core knows it."""
        return self.strawberry._schema

    @property
    def sdl(self) -> str:
        """The schema in its own language."""
        return self.strawberry.as_str().strip() + "\n"


class _Schema(strawberry.Schema):
    """A schema whose errors are logged where they arise, not once more for each answer."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing."""

    #: What answers subscriptions; Strawberry would execute their fields one by one.
    subscriptions: "Subscriptions | None" = None

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> StreamResult:
        """The results of an operation, one after another."""
        if self.subscriptions is not None and query:
            found = self.subscriptions(query, variable_values, operation_name, context_value)
            if found is not None:
                return found
        return await super().stream(
            query, variable_values, context_value, root_value, operation_name, operation_extensions,
            allowed_operation_types,
        )  # fmt: skip


def build(ontology: Ontology) -> Built:
    """The schema of an ontology. Raises SchemaError where two parts of it want one name."""
    types = Types()
    form = declare_inputs(types, ontology)
    wholes = declare_aggregates(types, ontology)
    declare_roundups(types, ontology)
    if speaks(ontology):
        form |= declare_ends(types, ontology)
        form |= declare_analysis_inputs(types, ontology)
    declare_outputs(types, ontology)
    if speaks(ontology):
        declare_relations(types, ontology)
        declare_neighbourhood(types)
        declare_paths(types, ontology)
        declare_distances(types)
        declare_analysis(types, ontology)
        declare_subscriptions(types, ontology)
        declare_changes(types, ontology)
        declare_corroboration(types, ontology)
    if writes(ontology):
        declare_mutations(types, ontology)
    types.object(names.QUERY, "What can be asked of the graph.", _roots(ontology))
    schema = _Schema(
        query=types[names.QUERY],
        mutation=types[names.MUTATION] if writes(ontology) else None,
        subscription=types[names.SUBSCRIPTION] if speaks(ontology) else None,
        types=[types[noun.name] for noun in ontology.concrete],
        config=StrawberryConfig(auto_camel_case=False),
    )
    return Built(ontology, schema, form, wholes | {names.DIRECTION, names.RANKING}, _possible(schema._schema))


def _possible(schema: GraphQLSchema) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(possible.name for possible in schema.get_possible_types(kind))
        if isinstance(kind, GraphQLAbstractType)
        else frozenset({name})
        for name, kind in schema.type_map.items()
        if is_composite_type(kind)
    }


def _roots(ontology: Ontology) -> Iterator[Member]:
    yield Member("node", names.NODE, "Anything by its id; null where there is no such thing.",
                 (Member("id", "ID!", "Its id."), BY_RANKING))  # fmt: skip
    yield Member("nodes", f"[{names.NODE}]!", "Things by their ids, in that order; null where there is no such thing.",
                 (Member("ids", "[ID!]!", "Their ids."), BY_RANKING))  # fmt: skip
    if searchable(ontology):
        text = Member("text", "String!", "Words to find, in any script; the last one may be typed in part.")
        kinds = Member("kinds", "[String!]", "Only things of these nouns and interfaces.")
        where = Member("where", names.SEARCH_FILTER, "Only what passes the filter of its noun.")
        doc = "What words find among names, codes and texts, best first: what matches better, then what has more edges."
        yield Member(names.SEARCH, names.SEARCH_CONNECTION + "!", doc, (text, kinds, where, BY_RANKING, *PAGE))
    if speaks(ontology):
        of_noun = Member("noun", "String", "Only on things of this noun or interface.")
        on_field = Member("field", "String", "Only on this field or link.")
        doc = "Pairs of things that may be one, for somebody to judge, in the order of ids."
        yield Member(CANDIDATES.name, names.CANDIDATE_CONNECTION + "!", doc, (of_noun, FIRST, AFTER, BY_RANKING))
        doc = "Claims that a machine was not sure of and nobody has reviewed, in the order of their ids."
        yield Member(names.REVIEW, names.CLAIM_CONNECTION + "!", doc, (of_noun, FIRST, AFTER))
        doc = "Where standing claims disagree, in the order of ids."
        yield Member(CONFLICTS, names.CONFLICT_CONNECTION + "!", doc, (of_noun, on_field, FIRST, AFTER, BY_RANKING))
        doc = "What is within some relations of things, nearest first, and the relations among it."
        yield Member(NEIGHBOURHOOD, names.NEIGHBOURHOOD + "!", doc, (*neighbourhood_arguments(), BY_RANKING))
        doc = "How things are connected: paths between them, shortest first, each hop with what it rests on."
        yield Member(PATHS, names.PATHS + "!", doc, (*paths_arguments(ontology), BY_RANKING))
        doc = "How far things are from each other, whether or not anything connects them; nearest first."
        yield Member(DISTANCES, "Distances!", doc, (*distances_arguments(), BY_RANKING))
        doc = "What networkx tells of a part of the graph: what is central, what holds together, what is alike."
        yield Member(ANALYSIS, "Analysis!", doc, (*analysis_arguments(), BY_RANKING))
        for name, kind, doc, members in change_members(ontology):
            yield Member(name, kind, doc, (*members, BY_RANKING))
    for root in roundup_roots(ontology):
        yield replace(root, arguments=(*root.arguments, BY_RANKING))
    for noun in ontology.nouns.values():
        yield Member(noun.single, noun.name, f"By its id: {noun.doc}", (Member("id", "ID!", "Its id."), BY_RANKING))
        sought = arguments(names.filter_of(noun.name), order_name(ontology, noun.name))
        connection = names.connection(ontology, noun.name) + "!"
        yield Member(noun.plural, connection, f"All of them: {noun.doc}", (*sought, *PAGE, BY_RANKING))
