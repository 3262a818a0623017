"""Hypothesis strategies for random worlds: batches of documents and statements over the ontology that Contrail ships.

The pools are small, so that documents speak of the same things, merge them, split them and disagree on them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.values.value import Json

WORDS = "Six transports left the northern field at dawn, people there say; others deny that any of them was seen. "
GAZETTEER = Document(
    id=identity.document("0" * 64, "gazetteer"),
    sha256="0" * 64,
    kind="DATASET",
    title="Gazetteer",
    outlet="gazetteer",
    published_at="2023",
    publisher=identity.keyed("Actor", "source:gazetteer", "itself"),
    reference=True,
)


def _local(noun: str, *numbers: int) -> tuple[str, ...]:
    return tuple(identity.local(noun, "Document:pool", [number, number + 1]) for number in numbers)


#: Records of the gazetteer: subject -> claims. They refer to each other in a circle.
_FIELD, _HUB = (identity.keyed("Base", "icao", code) for code in ("AA11", "BB22"))
_LAND, _CITY = (identity.keyed("Place", "country", code) for code in ("LY", "LY-city"))
_MAKE = identity.keyed("AircraftType", "designator", "IL76")
RECORDS: Mapping[str, tuple[Claim, ...]] = {
    _FIELD: (
        Claim(_FIELD, "name", "North Field"),
        Claim(_FIELD, "icao", "AA11"),
        Claim(_FIELD, "location", {"latitude": 31.5, "longitude": 21.25}),
        Claim(_FIELD, "LOCATED_IN", object=_CITY),
    ),
    _HUB: (Claim(_HUB, "name", "Hub"), Claim(_HUB, "LOCATED_IN", object=_LAND)),
    _CITY: (Claim(_CITY, "name", "City"), Claim(_CITY, "LOCATED_IN", object=_LAND)),
    _LAND: (Claim(_LAND, "country", "LY"), Claim(_LAND, "LOCATED_IN", object=_CITY)),
    _MAKE: (Claim(_MAKE, "designator", "IL76"), Claim(_MAKE, "name", "Il-76")),
}
POOL: Mapping[str, tuple[str, ...]] = {
    "Flight": _local("Flight", 1, 2, 3),
    "Actor": (
        *_local("Actor", 1, 2),
        identity.keyed("Actor", "country", "RU"),
        identity.keyed("Actor", "country", "LY"),
    ),
    "Base": (*_local("Base", 1, 2), _FIELD, _HUB),
    "Place": (*_local("Place", 1, 2), _LAND, _CITY),
    "Aircraft": _local("Aircraft", 1),
    "AircraftType": (*_local("AircraftType", 1), _MAKE),
}
#: Field -> values, by noun.
VALUES: Mapping[str, Mapping[str, Sequence[Json]]] = {
    "Flight": {
        "count": [{"low": 6, "high": None, "text": "at least six"}, {"low": 4, "high": 4, "text": "four"}],
        "period": [{"start": "2024-12-08", "end": None, "text": None, "basis": "STATED"}],
        "cancelled": [True, False],
        "callsign": ["RFF1", "RFF2"],
    },
    "Actor": {"name": ["Alfa", "Bravo"], "aliases": ["Alfa", "A", "B"], "country": ["RU", "LY"]},
    "Base": {
        "name": ["Field", "The field"],
        "aliases": ["F", "Field"],
        "elevation": [10.0, 12.5],
        "location": [{"latitude": 31.0, "longitude": 21.0}],
    },
    "Place": {"name": ["Town"], "siteKind": ["CITY", "REGION"]},
    "Aircraft": {"tags": ["fast", "old"], "built": [1980, 1990], "serial": ["7", "8"]},
    "AircraftType": {"designator": ["IL76", "A124"], "maker": ["Ilyushin"]},
}
#: (source noun, link, target nouns)
LINKS: Sequence[tuple[str, str, Sequence[str]]] = (
    ("Flight", "ORIGIN", ("Base", "Place")),
    ("Flight", "DESTINATION", ("Base", "Place")),
    ("Flight", "OF_TYPE", ("AircraftType",)),
    ("Flight", "FLOWN_BY", ("Aircraft",)),
    ("Aircraft", "OF_TYPE", ("AircraftType",)),
    ("Actor", "ALLIED_WITH", ("Actor",)),
    ("Actor", "SUPPORTS", ("Actor",)),
    ("Actor", "CONTROLS", ("Base", "Place")),
    ("Base", "LOCATED_IN", ("Place",)),
)

polarities = st.sampled_from([Polarity.ASSERTED, Polarity.ASSERTED, Polarity.DENIED])
modalities = st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, *Modality])
entities = st.sampled_from([one for ids in POOL.values() for one in ids])


def sometimes_held(claim: Claim) -> st.SearchStrategy[Claim]:
    """The claim, or what a machine makes of it that is not sure."""
    faint = replace(claim, modality=Modality.POSSIBLE, polarity=Polarity.ASSERTED, score=0.5, held=True)
    return st.sampled_from([claim, claim, claim, faint])


@st.composite
def field_claims(draw: st.DrawFn) -> Claim:
    """One value of one field."""
    subject = draw(entities)
    key, values = draw(st.sampled_from(sorted(VALUES[identity.noun_of(subject)].items())))
    made = Claim(subject, key, draw(st.sampled_from(values)), polarity=draw(polarities), modality=draw(modalities))
    return draw(sometimes_held(made))


@st.composite
def link_claims(draw: st.DrawFn) -> Claim:
    """One link, sometimes to one of several, sometimes with a period."""
    noun, key, targets = draw(st.sampled_from(LINKS))
    period: Json = {"start": "2024", "end": "2024", "text": None, "basis": "STATED"}
    made = Claim(
        draw(st.sampled_from(POOL[noun])),
        key,
        object=draw(st.sampled_from([one for target in targets for one in POOL[target]])),
        polarity=draw(polarities),
        modality=draw(modalities),
        alternative=draw(st.sampled_from([None, None, "either", "or"])),
        period=draw(st.sampled_from([None, None, period])),
    )
    return draw(sometimes_held(made))


@st.composite
def judgements(draw: st.DrawFn) -> Claim:
    """Two things of one noun are one, may be one, or are not; chains come about by the smallness of the pools."""
    noun = draw(st.sampled_from(["Actor", "Base", "Place", "Flight", "AircraftType"]))
    made = Claim(
        draw(st.sampled_from(POOL[noun])),
        SAME_AS,
        object=draw(st.sampled_from(POOL[noun])),
        polarity=draw(polarities),
        modality=draw(modalities),
        method=draw(st.sampled_from(["test", "equal names", None])),
        score=draw(st.sampled_from([0.5, 0.75, None])),
    )
    return draw(sometimes_held(made))


@st.composite
def hints(draw: st.DrawFn) -> Claim:
    """A thing may be, or is not, what shares a code with others."""
    noun = draw(st.sampled_from(["Actor", "Base"]))
    denied = draw(st.sampled_from([False, False, True]))
    return Claim(
        draw(st.sampled_from(POOL[noun])),
        SAME_AS,
        object=identity.hint(noun, "iata", draw(st.sampled_from(["AA", "BB"]))),
        polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        modality=draw(st.sampled_from([Modality.POSSIBLE, Modality.EXPECTED, Modality.QUESTIONED])),
        method="equal codes",
    )


claims = st.one_of(field_claims(), link_claims(), judgements(), hints())


@st.composite
def batches(draw: st.DrawFn, number: int, version: int = 0, least: int = 0) -> Batch:
    """Document `number` with some statements, and the records that these refer to.

    Batches of one number and different versions are the same document with other content and metadata.
    """
    text = f"{number} {WORDS}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=identity.document(sha256, None),
        sha256=sha256,
        title=f"Document {number}",
        published_at=draw(st.sampled_from([None, "2024-12", "2024-12-20", "2025-01-01"])) if version else "2024-12-20",
        text=text,
        publisher=draw(st.sampled_from([None, *POOL["Actor"]])),
    )
    made = []
    for place in range(draw(st.integers(least, 4))):
        start = draw(st.integers(0, len(text) - 10))
        span = (start, start + draw(st.integers(1, 9)))
        made.append(
            Statement(
                document=document.id,
                extractor="test@1",
                claims=tuple(draw(st.lists(claims, min_size=1, max_size=4))),
                span=span,
                text=text[slice(*span)],
                attributed=True,
                said_by=tuple(draw(st.lists(st.tuples(st.sampled_from(POOL["Actor"]), st.integers(0, 2)), max_size=2))),
                mentions=tuple(draw(st.lists(entities, max_size=2))),
                ordinal=place,
            )
        )
    records = with_records(made)
    return Batch((document, *((GAZETTEER,) if records else ())), (*made, *records))


def with_records(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of the gazetteer on every record that the statements refer to, and that those refer to."""
    found: dict[str, Statement] = {}
    wanted = [claim.object for statement in statements for claim in statement.claims]
    while wanted:
        one = wanted.pop()
        if one is not None and one in RECORDS and one not in found:
            found[one] = Statement(GAZETTEER.id, "gazetteer@1", RECORDS[one], row=one, reference=True)
            wanted += [claim.object for claim in RECORDS[one]]
    return list(found.values())
