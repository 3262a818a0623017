"""Selection sets with fragments and directives -> for each concrete type, its fields merged by response key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)

from api.given import Givens
from graph.question import Condition, Variable

When = tuple[Condition, ...]
#: Selection sets that are merged, each with the conditions under which it counts.
Sets = tuple[tuple[SelectionSetNode, When], ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A field as it stands in a document: for which types, and when."""

    node: FieldNode
    types: frozenset[str]
    when: When

    @property
    def key(self) -> str:
        """The response key."""
        return self.node.alias.value if self.node.alias else self.node.name.value


@dataclass(frozen=True, slots=True)
class Merged:
    """All occurrences of a response key that some types share. `node` is the first; the others ask the same of it."""

    key: str
    node: FieldNode
    types: frozenset[str]
    when: When
    sets: Sets

    @property
    def name(self) -> str:
        """The field's name."""
        return self.node.name.value


@dataclass(frozen=True, slots=True)
class Collector:
    """Collects fields of one document. `possible` tells which concrete types a type condition lets through."""

    fragments: Mapping[str, FragmentDefinitionNode]
    possible: Mapping[str, frozenset[str]]
    givens: Givens

    def merged(self, sets: Sets, types: frozenset[str]) -> list[Merged]:
        """The fields that sets ask of things of these concrete types, in the order in which they are answered."""
        seen: set[tuple[str, frozenset[str], When]] = set()
        occurrences = [found for nodes, when in sets for found in self._walk(nodes, types, when, seen)]
        by_key: dict[str, list[int]] = {}
        for index, occurrence in enumerate(occurrences):
            by_key.setdefault(occurrence.key, []).append(index)
        groups: dict[tuple[int, ...], list[str]] = {}
        for indexes in by_key.values():
            for type_name in sorted(types):
                mine = tuple(index for index in indexes if type_name in occurrences[index].types)
                if mine:
                    groups.setdefault(mine, []).append(type_name)
        return [
            self._merge([occurrences[index] for index in indexes], frozenset(names))
            for indexes, names in sorted(groups.items(), key=lambda group: (group[0][0], group[1]))
        ]

    def _merge(self, occurrences: list[Occurrence], types: frozenset[str]) -> Merged:
        first = occurrences[0]
        whens = tuple(dict.fromkeys(occurrence.when for occurrence in occurrences))
        when = whens[0] if len(whens) == 1 else () if () in whens else self.givens.either(whens)
        sets = tuple(
            (occurrence.node.selection_set, occurrence.when if len(whens) > 1 else ())
            for occurrence in occurrences
            if occurrence.node.selection_set
        )
        return Merged(first.key, first.node, types, when, sets)

    def _walk(
        self, nodes: SelectionSetNode, types: frozenset[str], when: When, seen: set[tuple[str, frozenset[str], When]]
    ) -> Iterator[Occurrence]:
        for node in nodes.selections:
            now = _conditions(node.directives or (), when)
            if now is None:
                continue
            if isinstance(node, FieldNode):
                yield Occurrence(node, types, now)
            elif isinstance(node, InlineFragmentNode):
                within = types & self.possible[node.type_condition.name.value] if node.type_condition else types
                if within:
                    yield from self._walk(node.selection_set, within, now, seen)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                within = types & self.possible[fragment.type_condition.name.value]
                visit = (node.name.value, within, now)
                if within and visit not in seen:
                    seen.add(visit)
                    yield from self._walk(fragment.selection_set, within, now, seen)


def _conditions(directives: Iterable[DirectiveNode], when: When) -> When | None:
    """What must hold for a selection, or None where it never counts."""
    for directive in directives:
        negated = directive.name.value == "skip"
        if not negated and directive.name.value != "include":
            continue
        value = (directive.arguments or ())[0].value
        if isinstance(value, BooleanValueNode):
            if value.value is negated:
                return None
        elif isinstance(value, VariableNode):
            condition = Condition(Variable((value.name.value,)), negated)
            if condition not in when:
                when = (*when, condition)
    return when
