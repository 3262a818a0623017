"""Page -> the parameters that page a connection."""

from typing import Any

from graph.answer.connection import Paging
from graph.answer.cursor import Cursors
from graph.answer.reading import Path
from graph.compile.draft import Draft
from graph.errors import InputError
from graph.question import DEFAULT_FIRST, MAX_FIRST, Constant, Page
from schema.values.value import Json


def compile_page(draft: Draft, page: Page, cursors: Cursors, path: Path, beginning: Any) -> Paging:
    """The parameters; the one of `after` is the cursor's list of values, and `beginning` where there is no cursor."""
    limit = draft.parameter(page.first or Constant(None), one_more, path)
    asked: bool | str = False
    if isinstance(page.first, Constant):
        asked = page.first.value is not None
    elif page.first is not None:
        asked = draft.parameter(page.first, lambda raw: raw is not None, path)
    if page.after is None:
        return Paging(path, cursors, limit, asked)
    name = draft.parameter(page.after, lambda raw: beginning if raw is None else cursors.decode(raw), path)
    return Paging(path, cursors, limit, asked, (name, beginning))


def one_more(raw: Json) -> int:
    """One row more than `first`, so that it shows whether there is more. Raises InputError."""
    if raw is None:
        return DEFAULT_FIRST + 1
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MAX_FIRST:
        raise InputError(
            f"first is {raw!r:.40}, which is not a number from 0 to {MAX_FIRST}",
            f"Ask for at most {MAX_FIRST} and go on with after: endCursor.",
        )
    return raw + 1
