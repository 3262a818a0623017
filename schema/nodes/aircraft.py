"""Aircraft: one airframe, or a counted group of them that nobody has named."""

from schema.field import Field
from schema.nodes.aircraft_type import CRAFT_KIND, ENGINE_KIND
from schema.noun import Key, Noun
from schema.values.code import ICAO24, REGISTRATION
from schema.values.count import COUNT
from schema.values.number import BOOLEAN, INTEGER
from schema.values.text import TEXT

AIRCRAFT = Noun(
    name="Aircraft",
    doc="One airframe, or a counted group of them that nobody has named ('four Il-76').",
    single="aircraft",
    plural="aircraftList",
    implements=("Entity",),
    keys=(Key("icao24", ("icao24",)), Key("registration+serial", ("registration", "serial"))),
    caption=(("registration",), ("icao24",), ("serial",), ("count",)),
    named=True,
    details=(("aircraftType",), ("operators",), ("owners",)),
    fields=(
        Field("registration", REGISTRATION, "Its tail number; not unique over time.", index=("lookup", "words")),
        Field("icao24", ICAO24, "Its transponder address.", index=("lookup", "words")),
        Field("serial", TEXT, "Its maker's serial number.", index=("lookup", "words")),
        Field("formerRegistrations", REGISTRATION, "Tail numbers that it had before.", many=True, index=("words",)),
        Field("maker", TEXT, "Who builds it.", varies=True, index=("lookup",)),
        Field("model", TEXT, "Its model, as the shown source writes it.", varies=True, index=("lookup", "words")),
        Field("built", INTEGER, "The year in which it was built."),
        Field("engines", INTEGER, "How many engines it has."),
        Field("engineKind", ENGINE_KIND, "What drives it; TURBINE is a propeller or rotor."),
        Field("craftKind", CRAFT_KIND, "What kind of craft it is."),
        Field("seats", INTEGER, "How many seats it has."),
        Field("privatelyOperated", BOOLEAN, "Whether a private person flies it."),
        Field("military", BOOLEAN, "Whether it flies for a military."),
        Field("tags", TEXT, "Remarks of the register it stands in.", many=True),
        Field("count", COUNT, "How many aircraft this stands for, where it is a group."),
    ),
)
