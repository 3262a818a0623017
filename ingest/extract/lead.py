"""Crafts -> the same, those that an article speaks of before it tells a type with that type, if it tells one only."""

import re
from dataclasses import replace

from ingest.reading import Craft

_FIGHTING = frozenset(("FIGHTER", "STRIKE", "ATTACK", "BOMBER", "TRAINER", "ELECTRONIC"))
#: Words of a class, and the roles of which no type of it is: a Su-34 is a bomber too, a KC-130 carries cargo.
_CLASSES = (
    (re.compile(r"bomber|fighter|warplane|combat|attack"), frozenset(("TRANSPORT", "AIRLINER", "UTILITY", "TANKER"))),
    (re.compile(r"cargo|transport|freight|airlift|planeload|tanker|refuel|charter"), _FIGHTING),
    (re.compile(r"passenger|airliner"), _FIGHTING | {"TRANSPORT", "TANKER"}),
)
_ROTOR = re.compile(r"copter|chopper|rotorcraft")
_DRONE = re.compile(r"drone|uav|unmanned")


def led(crafts: list[Craft]) -> list[Craft]:
    """The crafts: "A military plane landed in X. … The C-17 brought aid" is one type told late."""
    typed = [craft for craft in crafts if craft.type is not None and not craft.headline]
    if len({craft.type.name for craft in typed if craft.type}) != 1:
        return crafts
    one = typed[0]
    first = min(craft.mentions[0].start for craft in typed)
    return [
        replace(craft, type=one.type, type_words=one.type_words)
        if craft.type is None and craft.mentions[0].start < first and _may_be(craft, one)
        else craft
        for craft in crafts
    ]


def _may_be(craft: Craft, one: Craft) -> bool:
    words = craft.mentions[0].text.casefold()
    role = one.type.kind if one.type is not None else ""
    rotor, drone = _ROTOR.search(words) is not None, _DRONE.search(words) is not None
    fits = not any(role in roles for form, roles in _CLASSES if form.search(words))
    fits = fits and (role == "HELICOPTER") == rotor and (role == "DRONE") == drone
    whose = craft.operator is None or one.operator is None or craft.operator == one.operator
    counts = {c.count.number for c in (craft, one) if c.count is not None and c.count.number is not None}
    return fits and whose and len(counts) < 2
