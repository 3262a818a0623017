"""Keys of groups as they are asked for, and what of each key is wanted -> GroupBys and GroupKeys."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from api import names
from api.collect import Merged, Sets
from api.errors import BadInputError
from api.given import Given, Givens, Sent
from api.selects import Selects
from graph.question import GroupBy, GroupKey, GroupKeys, Named, TimeUnit
from schema.field import Field
from schema.link import Link
from schema.ontology import Way


@dataclass(frozen=True, slots=True)
class KeyReader:
    """Reads keys of groups of a noun's things, along a link or at the root."""

    selector: Selects
    target: str
    link: Link | None

    def by(self, given: Given) -> tuple[GroupBy, ...]:
        """The keys of a list. Raises BadInputError where there is none."""
        found = tuple(self._by(item, self.target, self.link, ()) for item in self._givens.items(given))
        if not found:
            raise BadInputError("The list of keys names no key.", "Give at least one, such as `{node: true}`.")
        return found

    def keys(self, part: Merged, by: tuple[GroupBy, ...]) -> GroupKeys:
        """What is asked of `key`. Raises BadInputError where that is not among the keys."""
        return GroupKeys(part.key, tuple(self._keys(part.sets, self.target, self.link, by, ())), part.when)

    def _by(self, given: Given, noun: str, link: Link | None, ways: tuple[Way, ...]) -> GroupBy:
        """One key, which is an object of one member, down to a leaf."""
        ((name, part),) = self._members(given)
        if name == "edge" and link:
            ((inner, leaf),) = self._members(part)
            declared = next(field for field in link.fields if field.name == inner)
            return self._leaf(declared, inner, leaf, ways, edge=True)
        if way := self.selector.ontology.ways(noun).get(name):
            return self._by(part, way.target, way.link, (*ways, way))
        return self._leaf(self.selector.ontology.fields(noun).get(name), name, part, ways, edge=False)

    def _members(self, given: Given) -> list[tuple[str, Given]]:
        members = list(self._givens.members(given))
        if len(members) != 1:
            raise BadInputError(
                "A key of `by` is not given.", "Give exactly one field or link, not null, for each key."
            )
        return members

    def _leaf(self, declared: Field | None, name: str, given: Given, ways: tuple[Way, ...], *, edge: bool) -> GroupBy:
        if declared is not None and declared.type.stretch:
            return GroupBy(ways, declared, edge, cast("TimeUnit", self._givens.word(given)))
        # What a variable of its own brings is no part of an operation's form.
        alone = isinstance(given, Sent) and len(given.path) == 1
        if alone or self._givens.value(given).of(self._givens.variables) is not True:
            raise BadInputError(f"`{name}` of `by` is not true.", "Write true itself, or leave the key out.")
        return GroupBy(ways, declared, edge)

    def _keys(
        self, sets: Sets, noun: str, link: Link | None, by: tuple[GroupBy, ...], ways: tuple[Way, ...]
    ) -> Iterator[GroupKey | Named]:
        name, family = names.group_key(noun, link), names.edge_family(link) if link else None

        def node(part: Merged) -> GroupKey:
            _check(part, asked=GroupBy(ways) in by)
            things = self.selector.collector.possible[noun]
            return GroupKey(part.key, "node", (), self.selector.thing(part.sets, things), part.when)

        def edge(part: Merged) -> GroupKey:
            assert family and link
            fields = {declared.name: declared for declared in link.fields}
            readers = {each: self._field_key(fields, by, ways, edge=True) for each in fields}
            inner = self.selector.parts(part.sets, names.edge_group_key(family), readers)
            return GroupKey(part.key, "edge", inner, None, part.when)

        def along(part: Merged) -> GroupKey:
            way = self.selector.ontology.ways(noun)[part.name]
            inner = tuple(self._keys(part.sets, way.target, way.link, by, (*ways, way)))
            return GroupKey(part.key, way, inner, None, part.when)

        fields = self.selector.ontology.fields(noun)
        readers: dict[str, Callable[[Merged], GroupKey]] = {
            **dict.fromkeys(fields, self._field_key(fields, by, ways, edge=False)),
            **dict.fromkeys(self.selector.ontology.ways(noun), along),
            "node": node,
            "edge": edge,
        }
        yield from self.selector.parts(sets, name, readers)

    def _field_key(
        self, fields: Mapping[str, Field], by: tuple[GroupBy, ...], ways: tuple[Way, ...], *, edge: bool
    ) -> Callable[[Merged], GroupKey]:
        def read(part: Merged) -> GroupKey:
            declared = fields[part.name]
            found = [each for each in by if (each.ways, each.field, each.edge) == (ways, declared, edge)]
            _check(part, asked=bool(found))
            if len({each.unit for each in found}) > 1:
                raise BadInputError(f"`{part.name}` is grouped by several units.", "Group by the finest of them.")
            pieces = self.selector.pieces(part.sets, names.STRETCH if found[0].unit else declared.type.name)
            return GroupKey(part.key, declared, pieces, None, part.when)

        return read

    @property
    def _givens(self) -> Givens:
        return self.selector.collector.givens


def _check(part: Merged, *, asked: bool) -> None:
    if not asked:
        raise BadInputError(
            f"`{part.name}` of `key` is not what these groups are by.", "Name it in `by`, or do not ask for it."
        )
