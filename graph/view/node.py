"""Claims of one thing -> its node: the values shown, their label, the ids merged into it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from graph.cypher import CONFLICTS
from graph.errors import UnknownFieldError
from graph.view.ranking import Ranking, choose
from graph.view.standing import Standing
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.field import Field
from schema.identity import noun_of
from schema.ontology import Ontology
from schema.values.value import Json, Stored

Property = Stored | Sequence[Stored]
#: A claim with the statement that makes it.
Said = tuple[Claim, Standing]
#: So long may a label be, in characters; longer ones are cut.
LABEL_LENGTH = 200


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
    ranking: Ranking = Ranking.LATEST,
    conflicts: Sequence[str] = (),
) -> Node:
    """The node of `identifier` and the ids merged into it, from all standing claims whose subject is one of them.

    `conflicts` names the fields and links on which these claims disagree (see `graph.view.conflict`).
    Raises UnknownFieldError where the noun declares a computed field that nothing computes.
    """
    noun = noun_of(identifier)
    claims = [(claim, statement) for claim, statement in said if claim.polarity is Polarity.ASSERTED]
    values = _values(claims)
    shown = _shown(ontology.fields(noun), values, ranking)
    properties: dict[str, Property] = {}
    for field in ontology.fields(noun).values():
        if field.computed:
            properties[field.name] = _computed(field)(ontology, noun, shown, claims)
        elif field.name in shown:
            properties |= store(field, shown[field.name])
    if conflicts:
        properties[CONFLICTS] = list(conflicts)
    return Node(noun, {name: value for name, value in properties.items() if value is not None}, tuple(members))


def store(field: Field, value: Json) -> dict[str, Property]:
    """A packed value, or a list of them where the field has many, as properties; missing parts are left out."""
    if not field.many:
        parts = {f"{field.name}{suffix}": part for suffix, part in field.type.store(value).items()}
        return {name: part for name, part in parts.items() if part is not None}
    assert isinstance(value, list)
    lists: defaultdict[str, list[Stored]] = defaultdict(list)
    for item in value:
        for suffix, part in field.type.store(item).items():
            lists[f"{field.name}{suffix}"].append(part)
    return dict(lists)


def pack_key(value: Json) -> str:
    """A packed value as text that equals another's if and only if the values are equal."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _values(claims: Iterable[Said]) -> dict[str, dict[str, list[Standing]]]:
    """Who asserts what, by field and value."""
    values: dict[str, dict[str, list[Standing]]] = {}
    for claim, statement in claims:
        if claim.object is None:
            values.setdefault(claim.key, {}).setdefault(pack_key(claim.value), []).append(statement)
    return values


def _shown(
    fields: Mapping[str, Field], values: Mapping[str, Mapping[str, list[Standing]]], ranking: Ranking
) -> dict[str, Json]:
    chosen = {name: choose(ranking, values[name]) for name in fields if name in values and not fields[name].many}
    shown: dict[str, Json] = {name: orjson.loads(key) for name, key in chosen.items()}
    for name, field in fields.items():
        if field.many:
            others = {key for gathered in field.gathers for key in values.get(gathered, ()) if key != chosen[gathered]}
            every = others | set(values.get(name, ()))
            if every:
                shown[name] = sorted((orjson.loads(key) for key in every), key=_order)
    return shown


def _order(value: Json) -> tuple[bool, float, str]:
    """Numbers by size, all else by its text."""
    if isinstance(value, int | float):
        return False, value, ""
    return True, 0, value if isinstance(value, str) else pack_key(value)


Compute = Callable[[Ontology, str, Mapping[str, Json], Sequence[Said]], Property]


def _label(ontology: Ontology, noun: str, shown: Mapping[str, Json], claims: Sequence[Said]) -> str:
    """The first group of the caption of which any field has a value; never empty."""
    del claims
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


def _modality(ontology: Ontology, noun: str, shown: Mapping[str, Json], claims: Sequence[Said]) -> str | None:
    """The strongest modality among the claims that assert something of it; judgements aside."""
    del ontology, noun, shown
    return strongest(claim for claim, _ in claims if claim.key != SAME_AS)


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
    order = list(Modality)
    found = {claim.modality for claim in claims}
    return min(found, key=order.index).value if found else None
