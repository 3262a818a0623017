"""Page -> the parameters that page a connection."""

from functools import partial
from typing import Any

from graph.answer.connection import Paging
from graph.answer.cursor import Cursors
from graph.answer.reading import Path
from graph.compile.compiled import Convert
from graph.compile.draft import Draft
from graph.errors import InputError
from graph.question import DEFAULT_FIRST, MAX_FIRST, Constant, Page
from schema.values.value import Json


def compile_page(draft: Draft, page: Page, cursors: Cursors, path: Path, beginning: Any, ending: Any = None) -> Paging:
    """The parameters; those of cursors are their lists of values, or `beginning` and `ending` where there is none."""
    limit = draft.parameter(
        page.size or Constant(None), partial(one_more, name="first" if page.last is None else "last"), path
    )
    asked: bool | str = False
    if isinstance(page.size, Constant):
        asked = page.size.value is not None
    elif page.size is not None:
        asked = draft.parameter(page.size, lambda raw: raw is not None, path)

    def place(nowhere: Any) -> Convert:
        return lambda raw: nowhere if raw is None else cursors.decode(raw)

    start = (draft.parameter(page.after, place(beginning), path), beginning) if page.after else None
    end = (draft.parameter(page.before, place(ending), path), ending) if page.before else None
    return Paging(path, cursors, limit, asked, start, end, page.backward)


def one_more(raw: Json, name: str = "first") -> int:
    """One row more than asked for, so that it shows whether there is more. Raises InputError."""
    if raw is None:
        return DEFAULT_FIRST + 1
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MAX_FIRST:
        raise InputError(
            f"{name} is {raw!r:.40}, which is not a number from 0 to {MAX_FIRST}",
            f"Ask for at most {MAX_FIRST} and go on with `after: endCursor`, or `before: startCursor`.",
        )
    return raw + 1


def most(raw: Json) -> int:
    """`first`, or what it is where it is left out. Raises InputError."""
    return one_more(raw) - 1
