"""Place: a city, region, country or sea."""

from schema.noun import Key, Noun

PLACE = Noun(
    name="Place",
    doc="A city, region, country or sea.",
    single="place",
    plural="places",
    implements=("Site",),
    # Only for places of the kind COUNTRY.
    keys=(Key("country", ("country",)),),
    caption=(("name",), ("siteKind", "country")),
    fields=(),
)
