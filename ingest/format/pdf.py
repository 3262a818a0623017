"""PDF -> the text of its pages, in their order; nothing in it is run."""

import io
import time

from ingest.errors import BinaryArticleError, TooLargeError
from ingest.format.limit import MOST_CHARACTERS, MOST_PAGES, MOST_SECONDS, check


def read_pdf(raw: bytes, place: str) -> str:
    """The text of a PDF, pages parted by a blank line. Raises BinaryArticleError and TooLargeError.

    Scanned pages hold no text: of such a file nothing is left, which is refused as empty.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    found: list[str] = []
    begun = time.monotonic()
    try:
        pages = pypdf.PdfReader(io.BytesIO(raw)).pages
        check(len(pages), MOST_PAGES, "pages", place)
        for page in pages:
            found.append(page.extract_text())
            check(sum(map(len, found)), MOST_CHARACTERS, "characters", place)
            if time.monotonic() - begun > MOST_SECONDS:
                cause = f"after {MOST_SECONDS:.0f} s only {len(found)} of {len(pages)} pages were read"
                raise TooLargeError(place, cause, "Save the text itself as .txt")
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        # pypdf meets broken files with whatever its code runs into.
        raise BinaryArticleError(
            place, f"not a PDF that can be read ({error})", "Save the text itself as .txt"
        ) from None
    return "\n\n".join(found)
