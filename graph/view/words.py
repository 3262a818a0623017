"""A thing's shown values -> the forms of its names and codes, under which it is found."""

from collections.abc import Mapping

from graph.cypher import FORMS, SOUNDS
from schema.field import Field
from schema.sound import code_forms, forms, sounds
from schema.values.value import Json

#: Names of these kinds of values are codes: written with or without what joins their parts, and of no sound.
_CODE = "Code"


def found_by(fields: Mapping[str, Field], shown: Mapping[str, Json]) -> dict[str, list[str]]:
    """The stored properties: `forms` as they are typed, and `sounds`; none where a thing has no name."""
    written: dict[str, None] = {}
    heard: dict[str, None] = {}
    for name, value in shown.items():
        field = fields.get(name)
        if field is None or "words" not in field.index:
            continue
        for one in value if isinstance(value, list) else [value]:
            text = field.type.words(one)
            if field.type.kind == _CODE:
                written |= dict.fromkeys(code_forms(text))
            else:
                written |= dict.fromkeys(forms(text))
                heard |= dict.fromkeys(sounds(text))
    found = {FORMS: sorted(written), SOUNDS: sorted(heard)}
    return {name: values for name, values in found.items() if values}
