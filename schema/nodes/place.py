"""Place: a city, region, country or sea."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.choice import ChoiceType
from schema.values.text import TEXT

CONTINENT = ChoiceType(
    "Continent",
    "A continent.",
    ("AFRICA", "ANTARCTICA", "ASIA", "EUROPE", "NORTH_AMERICA", "OCEANIA", "SOUTH_AMERICA"),
)

PLACE = Noun(
    name="Place",
    doc="A city, region, country or sea.",
    single="place",
    plural="places",
    implements=("Site",),
    # Only for places of the kind COUNTRY.
    keys=(Key("country", ("country",)),),
    caption=(("name",), ("siteKind", "country")),
    details=(("siteKind",), ("country",)),
    fields=(
        Field("continent", CONTINENT, "The continent that it lies in.", index=("lookup",)),
        Field("registrationPrefixes", TEXT, "What its aircraft's registrations begin with.", many=True),
    ),
)
