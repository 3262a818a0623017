"""A web page -> its main text, and what its metadata tell: title, outlet, canonical address, date of publication."""

import re
from datetime import date
from typing import Any

from ingest.errors import EmptyArticleError
from ingest.format.metadata import Metadata

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_page(page: str, place: str) -> tuple[str, Metadata]:
    """The text of an article's page without menus, comments and tables. Nothing in it is run, nothing fetched.

    Metadata are those of the page's head (Open Graph, JSON-LD, meta, canonical link): a date that merely stands in the
    text is none of publication. Raises EmptyArticleError.
    """
    # Imported here: trafilatura takes as long to load as the language model and most articles are plain text.
    import trafilatura

    dates: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": date.today().isoformat()}
    document = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dates
    )
    text = getattr(document, "text", None)
    if document is None or not isinstance(text, str):
        raise EmptyArticleError(place, "no article text found in the page", "Save the text itself as .txt")
    published = getattr(document, "date", None)
    return text, Metadata(
        title=getattr(document, "title", None) or None,
        outlet=getattr(document, "sitename", None) or None,
        url=getattr(document, "url", None) or None,
        published=date.fromisoformat(published) if published and _DATE.fullmatch(published) else None,
    )
