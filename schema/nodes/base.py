"""Base: an airfield, airport or port with facilities of its own, military or civil."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.choice import ChoiceType
from schema.values.code import IATA_SITE, ICAO_SITE
from schema.values.number import BOOLEAN, FLOAT
from schema.values.text import TEXT

BASE_SIZE = ChoiceType("BaseSize", "How big an airport is.", ("SMALL", "MEDIUM", "LARGE"))

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
    details=(("siteKind",), ("city",), ("country",), ("icao",), ("iata",)),
    fields=(
        Field(
            "icao",
            ICAO_SITE,
            "Its ICAO code, or the code of four that airport tables give it.",
            index=("lookup", "words"),
        ),
        Field("iata", IATA_SITE, "Its IATA code; not unique over the world's tables.", index=("lookup", "words")),
        Field("elevation", FLOAT, "Metres above mean sea level.", tolerance=5),
        Field("longestRunway", FLOAT, "Length of its longest runway in metres.", tolerance=30, index=("lookup",)),
        Field("closed", BOOLEAN, "Whether it is closed."),
        Field("military", BOOLEAN, "Whether a military uses it.", index=("lookup",)),
        Field("size", BASE_SIZE, "How big an airport it is.", index=("lookup",)),
        Field("codes", TEXT, "Other codes of it: GPS, local, national.", many=True, index=("words",)),
        Field(
            "city",
            TEXT,
            "The city that it serves or lies in, as the shown source writes it.",
            varies=True,
            index=("lookup",),
        ),
        Field("region", TEXT, "The part of the country that it lies in, by ISO 3166-2.", index=("lookup",)),
        Field("timeZone", TEXT, "Its time zone, such as Africa/Tripoli."),
    ),
)
