"""Ranking: a named rule by which one of several claimed values is shown; the one list of them."""

from enum import StrEnum


class Ranking(StrEnum):
    """What comes first among values that are held equally strongly and denied alike."""

    LATEST_PUBLISHED = "LATEST_PUBLISHED"
    MOST_STATEMENTS = "MOST_STATEMENTS"
    OFFICIAL_SOURCE = "OFFICIAL_SOURCE"


#: What is shown where no other is asked for.
DEFAULT_RANKING = Ranking.LATEST_PUBLISHED
#: What each means, for the API's documentation.
RANKINGS = {
    Ranking.LATEST_PUBLISHED: "the value in the document published last, then the one that most statements assert",
    Ranking.MOST_STATEMENTS: "the value that most statements assert, then the one published last",
    Ranking.OFFICIAL_SOURCE: "a value that an official source asserts, then the one published last",
}
