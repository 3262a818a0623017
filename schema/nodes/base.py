"""Base: an airfield, airport or port with facilities of its own, military or civil."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.code import IATA_SITE, ICAO_SITE
from schema.values.number import BOOLEAN, FLOAT

BASE = Noun(
    name="Base",
    doc="An air base, airport, naval base or other field with facilities of its own.",
    single="base",
    plural="bases",
    implements=("Site",),
    # Equal ICAO codes lie up to continents apart in real tables: an ingest may use this key only where the shipped
    # gazetteer's airport of that code lies within 50 km of its own location.
    keys=(Key("icao", ("icao",)),),
    caption=(("name",), ("icao",), ("iata",), ("siteKind", "country")),
    fields=(
        Field("icao", ICAO_SITE, "Its ICAO code, or the code of four that airport tables give it.", index=("lookup",)),
        Field("iata", IATA_SITE, "Its IATA code; not unique over the world's tables.", index=("lookup",)),
        Field("elevation", FLOAT, "Metres above mean sea level."),
        Field("longestRunway", FLOAT, "Length of its longest runway in metres.", index=("lookup",)),
        Field("closed", BOOLEAN, "Whether it is closed."),
    ),
)
