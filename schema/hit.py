"""What is told of each thing that a search finds: how well it matches, and what ranks it."""

from schema.field import Field
from schema.link import Link
from schema.ontology import ENTITY, Way
from schema.values.choice import ChoiceType
from schema.values.number import INTEGER

#: Best first; the number of each is its rank.
MATCHES = ("EXACT", "PREFIX", "WORDS", "NEAR", "TEXT", "FUZZY")
MATCH = ChoiceType(
    "Match",
    "How well something matches a search, best first: a name or code is the text; one begins with it; all its words "
    "are in its names; all are there or look and sound alike; a text holds them all; all look or sound alike.",
    MATCHES,
)
FIELDS = (Field("match", MATCH, "How well it matches.", required=True, computed=True),)
#: What hits are ordered by before their ids: how well they match, and how many edges they have, most first.
RANK = Field("rank", INTEGER, "The number of the match.", computed=True)
POPULARITY = Field("popularity", INTEGER, "How many edges it has.", computed=True)
#: Not in the ontology: the way from a search to what it finds.
HIT = Way(
    "search",
    Link("HIT", (ENTITY,), ENTITY, "search", None, "What a search finds.", symmetric=True, claimed=False, own=FIELDS),
    forward=True, target=ENTITY,
)  # fmt: skip
