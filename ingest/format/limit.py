"""The size of an input -> let through, or refused: what comes from outside is never read without a bound."""

from ingest.errors import TooLargeError

#: Bytes of a file that holds one article, or of a line of JSON Lines.
MOST_BYTES = 20_000_000
#: Code points of an article's text; the longest reports have a tenth of that. Reading takes a minute for so many.
MOST_CHARACTERS = 300_000
MOST_PAGES = 500
#: Seconds after which no further page of a PDF is begun.
MOST_SECONDS = 30.0


def check(number: float, most: float, what: str, place: str) -> None:
    """Raise TooLargeError where `number` of `what` (bytes, pages, …) is more than `most`."""
    if number > most:
        raise TooLargeError(
            place, f"it has {number:,.0f} {what}; at most {most:,.0f} are read", "Split it, or save its text alone"
        )
