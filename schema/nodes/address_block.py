"""AddressBlock: a range of transponder addresses that a country, or its military, was given."""

from schema.field import Field
from schema.noun import Key, Noun
from schema.values.code import ICAO24
from schema.values.country import COUNTRY
from schema.values.number import BOOLEAN

ADDRESS_BLOCK = Noun(
    name="AddressBlock",
    doc="A range of transponder addresses that a country, or its military, was given.",
    single="addressBlock",
    plural="addressBlocks",
    implements=("Entity",),
    keys=(Key("block", ("first", "last")),),
    caption=(("first", "last", "country"),),
    fields=(
        Field("first", ICAO24, "Its first address.", index=("lookup",)),
        Field("last", ICAO24, "Its last address.", index=("lookup",)),
        Field("country", COUNTRY, "The country that it was given to.", index=("lookup",)),
        Field("military", BOOLEAN, "Whether it was given to a military."),
    ),
)
