"""A small airlift, told with every kind of thing: values known and missing, links both ways, merged ids, claims."""

from graph.cypher import CONFLICTS
from graph.pack import pack
from schema.claim import Claim, Modality, Polarity
from schema.ranking import Ranking
from schema.values.value import Json
from tests.graph.compile.world import Arrow, World

PERIOD: Json = {"start": "2024-12-08", "end": "2024-12-20", "text": "since December 8", "basis": "STATED"}
CLAIMS = {
    1: pack(
        [
            Claim(
                "Flight:1", "count", {"low": 6, "high": None, "text": "at least six"}, span=(0, 12), text="at least six"
            ),
            Claim("Flight:1", "DESTINATION", object="Base:khadim"),
            Claim("Flight:1", "ORIGIN", object="Base:old-moscow", alternative="a"),
            Claim("Flight:1", "ORIGIN", object="Place:minsk", alternative="a", modality=Modality.POSSIBLE),
        ],
        [("Actor:ministry", 0)],
        ["Actor:wagner"],
    ),
    2: pack(
        [
            Claim("Flight:1", "DESTINATION", object="Base:khadim", polarity=Polarity.DENIED, period=PERIOD),
            Claim("Base:khadim", "name", "Khadim field"),
            Claim("Base:khadim", "SAME_AS", object="Base:hl59", method="gazetteer", score=0.9),
        ]
    ),
    3: pack(
        [Claim("Base:khadim", "location", {"latitude": 31.9, "longitude": 21.9}), Claim("Base:khadim", "icao", "HL59")]
    ),
}

SAMPLE = World(
    ranked={
        Ranking.MOST_STATEMENTS: {
            "Flight:1": {"count": {"low": None, "high": 4, "text": "up to four"}},
            "Base:khadim": {"name": "Kharruba", "aliases": ["Al Khadim", "al-Khadim"]},
        }
    },
    things={
        "Base:khadim": {
            "label": "al-Khadim",
            "name": "al-Khadim",
            "aliases": ["Al Khadim", "Kharruba"],
            "country": "LY",
            "icao": "HL59",
            "location": {"latitude": 31.9986, "longitude": 21.9633},
            "siteKind": "AIR_BASE",
            "longestRunway": 2900.5,
        },
        "Base:moscow": {"label": "Chkalovsky", "name": "Chkalovsky", "country": "RU", "siteKind": "AIR_BASE"},
        "Base:hidden": {"label": "hidden field"},
        "Place:minsk": {"label": "Minsk", "name": "Minsk", "country": "BY", "siteKind": "CITY"},
        "Place:libya": {"label": "Libya", "name": "Libya", "country": "LY", "siteKind": "COUNTRY"},
        "Flight:1": {
            "label": "Flight, at least six",
            "count": {"low": 6, "high": None, "text": "at least six"},
            "period": PERIOD,
            "cancelled": False,
        },
        "Flight:2": {"label": "Flight RFF7071", "callsign": "RFF7071", "count": 1, "period": "2024-12-09", "leg": 2},
        "Flight:3": {"label": "Flight", "leg": 1, "cancelled": True},
        "Actor:ministry": {"label": "the ministry", "name": "the ministry", "actorKind": "GOVERNMENT"},
        "Actor:russia": {"label": "Russia", "name": "Russia", "actorKind": "STATE", "country": "RU"},
        "Actor:wagner": {"label": "Wagner", "name": "Wagner"},
        "Aircraft:1": {"label": "RA-78842", "registration": "RA-78842"},
        "AircraftType:il76": {"label": "Il-76", "designator": "IL76", "name": "Il-76"},
        "Document:a": {"title": "Night flights", "url": "https://example.org/a", "publishedAt": "2024-12-20"},
        "Statement:1": {"text": "At least six flights, he said", "quoted": True, "span": [10, 40], "extractor": "x@1"},
        "Statement:2": {"text": "They deny it", "quoted": False, "extractor": "x@1", "credibility": "C2"},
        "Statement:3": {"row": "17", "extractor": "t@1"},
    },
    arrows=(
        Arrow("ORIGIN", "Flight:1", "Base:moscow", {"modality": "ACTUAL", "alternative": "a"}, (1,)),
        Arrow("ORIGIN", "Flight:1", "Place:minsk", {"modality": "POSSIBLE", "alternative": "a"}, (1,)),
        Arrow(
            "DESTINATION", "Flight:1", "Base:khadim", {"modality": "ACTUAL", "disputed": True, "period": PERIOD}, (1, 2)
        ),
        Arrow("ORIGIN", "Flight:2", "Base:moscow", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:2", "Base:khadim", {"modality": "EXPECTED"}),
        Arrow("DESTINATION", "Flight:3", "Place:libya", {"modality": "ACTUAL"}),
        Arrow("OPERATED_BY", "Flight:1", "Actor:russia", {"modality": "ACTUAL"}),
        Arrow("FLOWN_BY", "Flight:2", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("OF_TYPE", "Flight:1", "AircraftType:il76", {"modality": "ACTUAL"}),
        Arrow("OF_TYPE", "Aircraft:1", "AircraftType:il76", {"modality": "ACTUAL"}),
        Arrow("ALLIED_WITH", "Actor:russia", "Actor:wagner", {"modality": "ACTUAL"}),
        Arrow("LOCATED_IN", "Base:khadim", "Place:libya", {"modality": "ACTUAL"}),
        Arrow("ABOUT", "Statement:1", "Flight:1"),
        Arrow("ABOUT", "Statement:1", "Actor:wagner"),
        Arrow("ABOUT", "Statement:2", "Flight:1"),
        Arrow("ABOUT", "Statement:2", "Base:khadim"),
        Arrow("ABOUT", "Statement:3", "Base:khadim"),
        Arrow("SAID_BY", "Statement:1", "Actor:ministry", {"step": 0}),
        Arrow("REPORTED_IN", "Statement:1", "Document:a"),
        Arrow("REPORTED_IN", "Statement:2", "Document:a"),
    ),
    extra={
        "Base:moscow": {"members": ["Base:moscow", "Base:old-moscow"]},
        "Flight:1": {CONFLICTS: ["DESTINATION"]},
        **{
            f"Statement:{number}": {"packed": packed, "known": [1734700000000 + number * 1000]}
            for number, packed in CLAIMS.items()
        },
    },
    merged={"Base:old-moscow": "Base:moscow"},
)
