"""How our nouns and links are told in FollowTheMoney's schemata, in which OpenAleph and OpenSanctions keep theirs.

Data, read by `graph.export.followthemoney`; the schemata are those of followthemoney 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Schemata:
    """What a noun's things are there: `schema`, or by the value of the field `by` one of `among`.

    `properties` are its properties by the names of our columns (a field, or field and part: `location_latitude`).
    A noun without a schema is told by its label alone, where links lead to it.
    """

    schema: str | None
    properties: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    among: Mapping[str, str] = field(default_factory=dict)

    def of(self, value: object) -> str | None:
        """The schema of a thing whose field `by` has this value."""
        return self.among.get(str(value), self.schema)


@dataclass(frozen=True, slots=True)
class Property:
    """A link that is a property there: `name` of the source, which names the target, or its `label` alone.

    `back`: it is the target's property and names the source. What is of none of the schemata `only`, unless that is
    empty, has it as the property `otherwise`.
    """

    name: str
    label: bool = False
    back: bool = False
    only: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A link that is an entity of its own there, between the properties `source` and `target`.

    It is told so only where the target is of one of the schemata `only`, unless that is empty. `label`: a property
    that holds the target's label, where the target is no entity there.
    """

    schema: str
    source: str
    target: str | None
    only: tuple[str, ...] = ()
    label: str | None = None


#: What any relation is that has no better form, or is not certain.
UNKNOWN = Interval("UnknownLink", "subject", "object")
_ORGANISED = ("Organization", "PublicBody", "Company")
_SITE: Mapping[str, str] = MappingProxyType(
    {
        "name": "full",
        "aliases": "alias",
        "country": "country",
        "city": "city",
        "region": "region",
        "location_latitude": "latitude",
        "location_longitude": "longitude",
        "icao": "keywords",
        "iata": "keywords",
        "siteKind": "summary",
    }
)
NOUNS: Mapping[str, Schemata] = MappingProxyType(
    {
        "Actor": Schemata(
            "LegalEntity",
            {"name": "name", "aliases": "alias", "country": "country", "role": "summary", "icao": "keywords"},
            "actorKind",
            {
                "STATE": "PublicBody",
                "GOVERNMENT": "PublicBody",
                "ARMED_FORCE": "PublicBody",
                "ARMED_GROUP": "Organization",
                "UNIT": "Organization",
                "ORGANIZATION": "Organization",
                "COMPANY": "Company",
                "MEDIA": "Organization",
                "PERSON": "Person",
            },
        ),
        "Base": Schemata("Address", _SITE),
        "Place": Schemata("Address", _SITE),
        "Aircraft": Schemata(
            "Airplane",
            {
                "registration": "registrationNumber",
                "serial": "serialNumber",
                "icao24": "icaoCode",
                "maker": "manufacturer",
                "model": "model",
                "built": "buildDate",
                "tags": "keywords",
                "count_text": "summary",
            },
        ),
        "Flight": Schemata(
            "Trip",
            {
                "callsign": "name",
                "number": "alias",
                "period_start": "startDate",
                "period_end": "endDate",
                "cargo": "description",
                "count_text": "summary",
                "trips_text": "summary",
                "flightKind": "keywords",
                "tags": "keywords",
            },
        ),
        "AircraftType": Schemata(None),
        "Listing": Schemata(None),
        "AddressBlock": Schemata(None),
    }
)
LINKS: Mapping[str, Property | Interval] = MappingProxyType(
    {
        "ORIGIN": Property("startLocation"),
        "DESTINATION": Property("endLocation"),
        "FLOWN_BY": Property("vehicle"),
        "OPERATED_BY": Property("organizer"),
        "CARRIED_FOR": Property("involved"),
        "OPERATES": Property("operator", back=True),
        "OF_TYPE": Property("type", label=True, only=("Airplane",), otherwise="keywords"),
        "OWNS": Interval("Ownership", "owner", "asset"),
        "MEMBER_OF": Interval("Membership", "member", "organization", _ORGANISED),
        "LEADS": Interval("Directorship", "director", "organization", _ORGANISED),
        "DIRECTS": Interval("Directorship", "director", "organization", _ORGANISED),
        "HOLDS": Interval("Ownership", "owner", "asset", ("Company",)),
        "LISTED_ON": Interval("Sanction", "entity", None, label="program"),
    }
)
