"""Actor: who acts, is acted on or speaks: a state, a force, a unit, a company, a person."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.choice import ChoiceType
from schema.values.code import CALLSIGN, IATA_AIRLINE, ICAO_AIRLINE
from schema.values.country import COUNTRY
from schema.values.number import BOOLEAN
from schema.values.period import PERIOD
from schema.values.text import TEXT

ACTOR_KIND = ChoiceType(
    "ActorKind",
    "What kind of actor it is.",
    (
        "STATE", "GOVERNMENT", "ARMED_FORCE", "ARMED_GROUP", "UNIT", "ORGANIZATION", "COMPANY", "MEDIA", "PERSON",
        "UNKNOWN",
    ),
)  # fmt: skip

#: The kinds whose word is official.
OFFICIAL_KINDS = frozenset({"STATE", "GOVERNMENT", "ARMED_FORCE"})

ACTOR = Noun(
    name="Actor",
    doc="Who acts, is acted on or speaks: a state, a government, a force, a unit, a company, a medium, a person.",
    single="actor",
    plural="actors",
    implements=("Entity",),
    # Only for actors of the kind STATE.
    keys=(Key("country", ("country",)),),
    caption=(("name",), ("role",), ("icao",), ("actorKind", "country")),
    details=(("actorKind",), ("role",), ("country",), ("icao",), ("iata",)),
    fields=(
        Field(
            "name", TEXT, "Its name, as the shown source writes it.", varies=True, index=("lookup", "folded", "words")
        ),
        Field("aliases", TEXT, "Other names of it.", many=True, gathers=("name",), index=("folded", "words")),
        Field("actorKind", ACTOR_KIND, "What kind of actor it is.", index=("lookup",)),
        Field("country", COUNTRY, "The country that it is, or belongs to.", index=("lookup",)),
        Field("role", TEXT, "What it does or holds: an office, a task.", varies=True),
        Field("iata", IATA_AIRLINE, "Its IATA airline code; not unique.", index=("lookup", "words")),
        Field("icao", ICAO_AIRLINE, "Its ICAO operator code.", index=("lookup", "words")),
        Field("callsign", CALLSIGN, "The word its flights are called by on the radio.", index=("lookup", "words")),
        Field("active", BOOLEAN, "Whether it still operates."),
        Field("overthrown", PERIOD, "When it lost power by force, as far as the words tell."),
    ),
)
