"""Claims of one thing -> its node: the values shown, their label, the ids merged into it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from graph.cypher import CONFLICTS, WAITING, ranked
from graph.errors import UnknownFieldError
from graph.view.ranking import choose
from graph.view.standing import Standing
from graph.view.words import found_by
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.field import FOLDED, Field
from schema.fold import fold
from schema.identity import noun_of
from schema.ontology import Ontology
from schema.ranking import DEFAULT_RANKING, Ranking
from schema.values.value import Json, Stored

Property = Stored | Sequence[Stored]
#: A claim with the statement that makes it.
Said = tuple[Claim, Standing]
#: So long may a label be, in characters; longer ones are cut.
LABEL_LENGTH = 200
_STRENGTH = {modality: place for place, modality in enumerate(Modality)}


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the view: its stored properties (the id is apart) and, if it is a merged one, all its ids."""

    noun: str
    properties: Mapping[str, Property]
    members: tuple[str, ...] = ()


def node(
    ontology: Ontology,
    identifier: str,
    members: Sequence[str],
    said: Iterable[Said],
    conflicts: Sequence[str] = (),
    waiting: Sequence[str] = (),
) -> Node:
    """The node of `identifier` and the ids merged into it, from all standing claims whose subject is one of them.

    `conflicts` names the fields and links on which these claims disagree (see `graph.view.conflict`), `waiting` the
    claims that wait for review (see `graph.view.held`).
    Raises UnknownFieldError where the noun declares a computed field that nothing computes.
    """
    noun, said = noun_of(identifier), heeded(said)
    claims = [(claim, statement) for claim, statement in said if claim.polarity is Polarity.ASSERTED]
    values, denied = _values(claims), _denied(said)
    shown = _shown(ontology.fields(noun), values, denied, DEFAULT_RANKING)
    # The strongest modality among the claims that assert something of it; judgements aside.
    modality = strongest(claim for claim, _ in claims if claim.key != SAME_AS)
    made = properties(ontology, noun, shown, modality)
    for ranking in other_rankings() if _contested(values) else ():
        other = _shown(ontology.fields(noun), values, denied, ranking)
        if other != shown:
            made |= differing(ranking, made, properties(ontology, noun, other, modality))
    if conflicts:
        made[CONFLICTS] = list(conflicts)
    if waiting:
        made[WAITING] = list(waiting)
    return Node(noun, made, tuple(members))


def heeded(said: Iterable[Said]) -> list[Said]:
    """Claims, without those held ones of which somebody says that they are not so."""
    said = list(said)
    if not any(claim.held for claim, _ in said):
        return said
    denied = {
        (claim.key, claim.object, pack_key(claim.value))
        for claim, _ in said
        if claim.polarity is Polarity.DENIED and claim.modality is Modality.ACTUAL and not claim.held
    }
    return [
        (claim, statement)
        for claim, statement in said
        if not (claim.held and (claim.key, claim.object, pack_key(claim.value)) in denied)
    ]


def properties(ontology: Ontology, noun: str, shown: Mapping[str, Json], modality: str | None) -> dict[str, Property]:
    """The stored properties of a thing of which these values are shown, and so held. Raises UnknownFieldError."""
    fields = ontology.fields(noun)
    made: dict[str, Property] = {}
    for name, value in shown.items():
        made |= store(fields[name], value)
    made |= found_by(fields, shown)
    for field in ontology.computed(noun):
        computed = _computed(field)(ontology, noun, shown, modality)
        if computed is not None:
            made[field.name] = computed
    return made


def other_rankings() -> tuple[Ranking, ...]:
    """Those but the default."""
    return tuple(ranking for ranking in Ranking if ranking is not DEFAULT_RANKING)


def differing(ranking: Ranking, shown: Mapping[str, Property], other: Mapping[str, Property]) -> dict[str, Property]:
    """The properties that a ranking shows otherwise than the default, under its own names.

    Where one part of a value differs, all parts of it are told, since a missing one means something.
    """
    changed = {_stem(name) for name in {*shown, *other} if shown.get(name) != other.get(name)}
    return {ranked(ranking, name): value for name, value in other.items() if _stem(name) in changed}


def _stem(name: str) -> str:
    """A property's field: no field's name has an underscore."""
    return name.partition("_")[0]


def store(field: Field, value: Json) -> dict[str, Property]:
    """A packed value, or a list of them where the field has many, as properties; missing parts are left out."""
    if not field.many:
        parts: dict[str, Property] = {
            f"{field.name}{suffix}": part for suffix, part in field.type.store(value).items() if part is not None
        }
        if "folded" in field.index and isinstance(value, str):
            parts[field.name + FOLDED] = fold(value)
        return parts
    assert isinstance(value, list)
    lists: defaultdict[str, list[Stored]] = defaultdict(list)
    if "folded" in field.index:
        lists[field.name + FOLDED] = [fold(str(item)) for item in value]
    for item in value:
        for suffix, part in field.type.store(item).items():
            lists[f"{field.name}{suffix}"].append(part)
    return dict(lists)


def pack_key(value: Json) -> str:
    """A packed value as text that equals another's if and only if the values are equal."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _contested(values: Mapping[str, Sequence[Said]]) -> bool:
    """Whether any field is told more than once; mostly none is."""
    return any(len(said) > 1 for said in values.values())


def _denied(said: Iterable[Said]) -> dict[str, set[str]]:
    """The values of each field that somebody says are not so."""
    denied: dict[str, set[str]] = {}
    for claim, _ in said:
        if claim.polarity is Polarity.DENIED and claim.object is None and claim.modality is Modality.ACTUAL:
            denied.setdefault(claim.key, set()).add(pack_key(claim.value))
    return denied


def _values(claims: Iterable[Said]) -> dict[str, list[Said]]:
    """The claims of values, by field."""
    values: dict[str, list[Said]] = {}
    for said in claims:
        if said[0].object is None:
            values.setdefault(said[0].key, []).append(said)
    return values


def _shown(
    fields: Mapping[str, Field],
    values: Mapping[str, Sequence[Said]],
    denied: Mapping[str, Collection[str]],
    ranking: Ranking,
) -> dict[str, Json]:
    shown = {
        name: _choose(said, denied.get(name, ()), ranking)
        for name, said in values.items()
        if name in fields and not fields[name].many
    }
    for name, field in fields.items():
        if field.many:
            others = [
                claim.value
                for gathered in field.gathers
                if len(values.get(gathered, ())) > 1
                for claim, _ in values[gathered]
                if pack_key(claim.value) != pack_key(shown[gathered])
            ]
            if others or name in values:
                shown[name] = in_order([*others, *(claim.value for claim, _ in values.get(name, ()))])
    return shown


def _choose(said: Sequence[Said], denied: Collection[str], ranking: Ranking) -> Json:
    """The value that is shown of those that are claimed; mostly there is but one."""
    first = said[0][0].value
    if len(said) == 1 or (isinstance(first, str) and all(claim.value == first for claim, _ in said)):
        return first
    candidates: dict[str, list[Said]] = {}
    for claim, statement in said:
        candidates.setdefault(pack_key(claim.value), []).append((claim, statement))
    chosen = choose(ranking, candidates, denied) if len(candidates) > 1 else next(iter(candidates))
    value: Json = orjson.loads(chosen)
    return value


def in_order(values: Sequence[Json]) -> list[Json]:
    """The values of a field that has many, as they are shown: each once, numbers by size, all else by its text."""
    if len(values) == 1:
        return list(values)
    return [value for _, value in sorted(({pack_key(value): value for value in values}).items(), key=_order)]


def _order(keyed: tuple[str, Json]) -> tuple[bool, float, str, str]:
    key, value = keyed
    if isinstance(value, int | float):
        return False, value, "", key
    return True, 0, value if isinstance(value, str) else key, key


Compute = Callable[[Ontology, str, Mapping[str, Json], str | None], Property]


def _label(ontology: Ontology, noun: str, shown: Mapping[str, Json], modality: str | None) -> str:
    """The first group of the caption of which any field has a value; never empty."""
    del modality
    declared, fields = ontology.noun(noun), ontology.fields(noun)
    for group in declared.caption:
        words = [_words(fields[name], shown[name]) for name in group if name in shown]
        if words:
            text = f"{noun} {', '.join(words)}" if declared.named else ", ".join(words)
            return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"
    return noun


def _words(field: Field, value: Json) -> str:
    if field.many and isinstance(value, list):
        return ", ".join(field.type.words(item) for item in value)
    return field.type.words(value)


def _modality(ontology: Ontology, noun: str, shown: Mapping[str, Json], modality: str | None) -> str | None:
    del ontology, noun, shown
    return modality


_COMPUTED: Mapping[str, Compute] = {"label": _label, "modality": _modality}


def _computed(field: Field) -> Compute:
    try:
        return _COMPUTED[field.name]
    except KeyError:
        raise UnknownFieldError(
            f"field {field.name}",
            "it is declared as computed, and nothing computes it",
            f"Declare it as claimed, or name it one of {', '.join(_COMPUTED)}.",
        ) from None


def strongest(claims: Iterable[Claim]) -> str | None:
    """The strongest modality among claims; None of none."""
    found = {claim.modality for claim in claims}
    return min(found, key=_STRENGTH.__getitem__).value if found else None
