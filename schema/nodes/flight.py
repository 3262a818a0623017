"""Flight: a movement reported, an observation of sensors or a scheduled service, from sites to sites."""

from schema.corroboration import Corroboration, Shared
from schema.field import Field
from schema.journey import Journey
from schema.link import MODALITY
from schema.noun import Noun
from schema.rollup import Rollup, Roundup
from schema.values.choice import ChoiceType
from schema.values.code import CALLSIGN
from schema.values.count import COUNT
from schema.values.location import LOCATION
from schema.values.number import BOOLEAN, FLOAT, INTEGER
from schema.values.period import PERIOD
from schema.values.text import TEXT

FLIGHT_KIND = ChoiceType(
    "FlightKind",
    "How the flight is known: reported by somebody, seen by sensors, or in a timetable.",
    ("MOVEMENT", "OBSERVED", "SERVICE"),
)

FLIGHT = Noun(
    name="Flight",
    doc="A movement, or a counted series of them: reported, observed or scheduled.",
    single="flight",
    plural="flights",
    implements=("Entity",),
    caption=(("callsign", "number", "count", "trips", "period", "cargo"),),
    named=True,
    details=(("origin", "destination"), ("aircraftType",), ("operator",)),
    rollups=(
        Rollup(
            "movements",
            "One-way journeys: of each flight at least as many as aircraft or trips are told, at most as many as trips "
            "are told. A SERVICE is none.",
            low=(("count", "low"), ("trips", "low")),
            high=("trips", "high"),
            least=1,
            but=("flightKind", ("SERVICE",)),
            within="period",
        ),
    ),
    roundup=Roundup(
        "routes",
        "Who flies what from where to where: flights put together, with how many movements they are told to be.",
        keys=(
            ("ORIGIN", ("origin", "node")),
            ("DESTINATION", ("destination", "node")),
            ("ORIGIN_COUNTRY", ("origin", "country")),
            ("DESTINATION_COUNTRY", ("destination", "country")),
            ("OPERATOR", ("operator", "node")),
            ("CARRIED_FOR", ("carriedFor", "node")),
            ("AIRCRAFT_TYPE", ("aircraftType", "node")),
            ("AIRCRAFT", ("aircraft", "node")),
            ("FLIGHT_KIND", ("flightKind",)),
            ("DAY", ("period", "DAY")),
            ("WEEK", ("period", "WEEK")),
            ("MONTH", ("period", "MONTH")),
            ("YEAR", ("period", "YEAR")),
        ),
    ),
    journey=Journey(
        begin="origin",
        end="destination",
        place="location",
        void="cancelled",
        spans=("actual", "scheduled"),
        within="period",
        stops="via",
    ),
    corroboration=Corroboration(
        kind="flightKind",
        seen="OBSERVED",
        told=("MOVEMENT",),
        shared=(
            Shared("aircraft", (("aircraft",),), one=True),
            Shared("aircraftType", (("aircraftType",), ("aircraft", "aircraftType"))),
            Shared("operator", (("operator",), ("aircraft", "operators"))),
        ),
        ends=("origin", "destination"),
        place="location",
        near=50.0,
        extent=("siteKind", ("COUNTRY", "REGION", "SEA")),
        area="country",
    ),
    fields=(
        Field("flightKind", FLIGHT_KIND, "How the flight is known.", index=("lookup",)),
        Field("callsign", CALLSIGN, "Its callsign.", index=("lookup", "words")),
        Field("number", TEXT, "Its flight number.", index=("lookup", "words")),
        Field("leg", INTEGER, "Which leg of its row's route it is, from 1."),
        Field("count", COUNT, "How many distinct aircraft."),
        Field("trips", COUNT, "How many one-way journeys, by all of them together."),
        Field("period", PERIOD, "When it was, as far as the words tell.", index=("lookup",)),
        Field("scheduled", PERIOD, "From its scheduled departure to its scheduled arrival."),
        Field("actual", PERIOD, "From its actual departure to its actual arrival."),
        Field("cancelled", BOOLEAN, "Whether it was cancelled."),
        Field("codeshare", BOOLEAN, "Whether it is sold under this number and flown by another."),
        Field("stopCount", INTEGER, "How many times it lands on its way."),
        Field("distance", FLOAT, "Kilometres from origin to destination, as its source gives them.", tolerance=10),
        Field("airMinutes", INTEGER, "Minutes in the air."),
        Field("firstLocation", LOCATION, "Where sensors first saw it.", tolerance=2, index=("point",)),
        Field("lastLocation", LOCATION, "Where sensors last saw it.", tolerance=2, index=("point",)),
        Field("firstAltitude", FLOAT, "Metres above mean sea level where it was first seen.", tolerance=100),
        Field("lastAltitude", FLOAT, "Metres above mean sea level where it was last seen.", tolerance=100),
        Field("positions", INTEGER, "How many positions sensors received."),
        Field("tags", TEXT, "Remarks of the register it stands in.", many=True),
        Field("cargo", TEXT, "What it carried.", varies=True),
        Field("modality", MODALITY, "The strongest modality among the claims of it.", computed=True),
    ),
)
