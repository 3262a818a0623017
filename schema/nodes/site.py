"""Site: anywhere that a flight can begin or end, from a base to a region."""

from schema.field import Field
from schema.noun import Noun
from schema.values.choice import ChoiceType
from schema.values.country import COUNTRY
from schema.values.location import LOCATION
from schema.values.text import TEXT

SITE_KIND = ChoiceType(
    "SiteKind",
    "What kind of site it is.",
    (
        "AIR_BASE", "NAVAL_BASE", "MILITARY_BASE", "AIRPORT", "HELIPORT", "SEAPLANE_BASE", "BALLOONPORT", "PORT",
        "CITY", "REGION", "COUNTRY", "SEA", "OTHER",
    ),
)  # fmt: skip

SITE = Noun(
    name="Site",
    doc="Anywhere that a flight can begin or end: a base, an airport, a city, a region, a country.",
    single="site",
    plural="sites",
    abstract=True,
    implements=("Entity",),
    fields=(
        Field(
            "name", TEXT, "Its name, as the shown source writes it.", varies=True, index=("lookup", "folded", "words")
        ),
        Field("aliases", TEXT, "Other names of it.", many=True, gathers=("name",), index=("folded", "words")),
        Field("siteKind", SITE_KIND, "What kind of site it is.", index=("lookup",)),
        Field("country", COUNTRY, "The country that it lies in.", index=("lookup",)),
        Field("location", LOCATION, "Where it lies.", tolerance=2, index=("point",)),
    ),
)
