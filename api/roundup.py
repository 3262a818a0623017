"""What a noun's things are put together by at a root of their own: its arguments, and the root field -> GroupsRoot."""

from collections.abc import Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.errors import BadInputError
from api.given import Given
from api.grouping import read_groups
from api.selection import Selector
from api.types import Member, Types
from api.where import read_where
from graph.question import GroupBy, GroupsRoot, TimeUnit
from schema.noun import Noun
from schema.ontology import Ontology
from schema.ranking import Ranking
from schema.rollup import Roundup

_GROUP_BY = "groupBy"


def roundups(ontology: Ontology) -> list[tuple[Noun, Roundup]]:
    """The nouns whose things are put together so, and how."""
    return [(noun, noun.roundup) for noun in ontology.nouns.values() if noun.roundup]


def declare_roundups(types: Types, ontology: Ontology) -> None:
    """The words by which."""
    for noun, roundup in roundups(ontology):
        words = [word for word, _ in roundup.keys]
        types.enum(names.roundup_key(noun.name), f"By what {noun.plural} are put together.", words)


def roundup_roots(ontology: Ontology) -> Iterator[Member]:
    """The root fields."""
    for noun, roundup in roundups(ontology):
        arguments = (
            Member(
                _GROUP_BY, f"[{names.roundup_key(noun.name)}!]!", "By what: one group of each combination there is."
            ),
            Member("where", names.filter_of(noun.name), "Only what passes this filter."),
            Member("orderBy", names.GROUP_ORDER, "COUNT_DESC where it is left out; ties by key, missing keys last."),
            FIRST,
            AFTER,
        )
        yield Member(roundup.name, names.groups(noun.name, None) + "!", roundup.doc, arguments)


def read_roundup(
    selector: Selector, noun: Noun, roundup: Roundup, merged: Merged, given: dict[str, Given], ranking: Ranking
) -> GroupsRoot:
    """A root field. Raises BadInputError."""
    givens, paths = selector.collector.givens, dict(roundup.keys)
    words = [str(givens.decides(item)) for item in givens.items(given[_GROUP_BY])]
    if not words:
        raise BadInputError(f"`{_GROUP_BY}` names no key.", f"Give at least one of {', '.join(paths)}.")
    by = tuple(_key(selector.ontology, noun.name, paths[word]) for word in dict.fromkeys(words))
    groups = read_groups(selector, noun.name, merged, by, given)
    where = read_where(given.get("where"), noun.name, selector.ontology, givens)
    return GroupsRoot(merged.key, noun.name, groups, where, merged.when, ranking)


def _key(ontology: Ontology, noun: str, path: tuple[str, ...]) -> GroupBy:
    """A path of links and a field, or what a link leads to."""
    way = ontology.ways(noun).get(path[0])
    if way is None:
        unit: TimeUnit | None = path[1] if len(path) > 1 else None  # type: ignore[assignment]
        return GroupBy((), ontology.fields(noun)[path[0]], unit=unit)
    if path[1:] == ("node",):
        return GroupBy((way,))
    rest = _key(ontology, way.target, path[1:])
    return GroupBy((way, *rest.ways), rest.field, unit=rest.unit)
