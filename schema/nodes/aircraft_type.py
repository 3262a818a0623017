"""AircraftType: a make of aircraft with one ICAO designator."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.choice import ChoiceType
from schema.values.code import DESIGNATOR, IATA_TYPE
from schema.values.number import INTEGER
from schema.values.text import TEXT

ENGINE_KIND = ChoiceType("EngineKind", "What drives an aircraft.", ("PISTON", "TURBINE", "JET", "ELECTRIC", "ROCKET"))
CRAFT_KIND = ChoiceType(
    "CraftKind",
    "What kind of craft it is.",
    ("LANDPLANE", "SEAPLANE", "AMPHIBIAN", "HELICOPTER", "GYROCOPTER", "TILTROTOR"),
)
WAKE = ChoiceType("Wake", "ICAO's category of wake turbulence.", ("LIGHT", "LIGHT_MEDIUM", "MEDIUM", "HEAVY", "SUPER"))

AIRCRAFT_TYPE = Noun(
    name="AircraftType",
    doc="A make of aircraft, known by its designator of ICAO document 8643.",
    single="aircraftType",
    plural="aircraftTypes",
    implements=("Entity",),
    keys=(Key("designator", ("designator",)),),
    caption=(("name",), ("designator",), ("iata",)),
    details=(("designator",), ("iata",), ("maker",), ("role",)),
    fields=(
        Field("designator", DESIGNATOR, "Its ICAO type designator, such as IL76.", index=("lookup", "words")),
        Field("iata", IATA_TYPE, "Its IATA code in timetables.", index=("lookup", "words")),
        Field(
            "name", TEXT, "Its name, as the shown source writes it.", varies=True, index=("lookup", "folded", "words")
        ),
        Field("maker", TEXT, "Who builds it.", varies=True),
        Field("aliases", TEXT, "Other names of it.", many=True, gathers=("name",), index=("folded", "words")),
        Field("role", TEXT, "What it is for: airlifter, tanker, fighter…", varies=True),
        Field("engines", INTEGER, "How many engines it has."),
        Field("engineKind", ENGINE_KIND, "What drives it; TURBINE is a propeller or rotor.", index=("lookup",)),
        Field("craftKind", CRAFT_KIND, "What kind of craft it is.", index=("lookup",)),
        Field("wake", WAKE, "Its category of wake turbulence.", index=("lookup",)),
    ),
)
