"""A field of a thing or an edge -> the stored property that holds its shown value, or a part of it."""

from graph.compile.draft import Draft
from graph.cypher import quote, ranked
from schema.field import FOLDED, Field
from schema.fold import FOLDS, fold
from schema.ranking import DEFAULT_RANKING
from schema.values.value import Json

#: The parameter of the table by which text is folded where no folded text is stored.
_TABLE = "folds"


def property_of(draft: Draft, name: str, field: Field, part: str = "") -> str:
    """A part of a field's value on a variable, or what the property holds where there is no such part."""
    found = {each.name: each for each in field.type.parts}.get(part)
    if found is None:
        return _shown(draft, name, field, field.name)
    text = _shown(draft, name, field, field.name + found.suffix)
    return f"{text}.{found.component}" if found.component else text


def folded_of(draft: Draft, name: str, field: Field) -> str:
    """A field's text, or list of texts, without case and accents: as it is stored, or else worked out."""
    if "folded" in field.index:
        return _shown(draft, name, field, field.name + FOLDED)
    draft.fixed[_TABLE] = [list(pair) for pair in FOLDS]
    text = property_of(draft, name, field)
    if not field.many:
        return _worked_out(draft, text)
    each = draft.name("t")
    return f"[{each} IN {text} | {_worked_out(draft, each)}]"


def folded(argument: Json) -> Json:
    """An argument, or each of a list of them, without case and accents; what is no text stays."""
    if isinstance(argument, list):
        return [folded(each) for each in argument]
    return fold(argument) if isinstance(argument, str) else argument


def _shown(draft: Draft, name: str, field: Field, stored: str) -> str:
    """A property by the ranking that was asked for; only what it shows otherwise than the default is stored apart."""
    default = f"{name}.{quote(stored)}"
    if draft.ranking is DEFAULT_RANKING:
        return default
    other = f"{name}.{quote(ranked(draft.ranking, stored))}"
    if field.many or len({part.suffix for part in field.type.parts}) == 1:
        return f"coalesce({other}, {default})"
    presence = {part.name: part.suffix for part in field.type.parts}[field.type.presence]
    there = f"{name}.{quote(ranked(draft.ranking, field.name + presence))}"
    return f"CASE WHEN {there} IS NULL THEN {default} ELSE {other} END"


def _worked_out(draft: Draft, text: str) -> str:
    """`schema.fold` in Cypher."""
    left, pair = draft.name("t"), draft.name("f")
    small = f"toLower(normalize({text}, NFKD))"
    return f"reduce({left} = {small}, {pair} IN ${_TABLE} | replace({left}, {pair}[0], {pair}[1]))"
