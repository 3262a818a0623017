"""Page -> the parameters that page a connection, and how what is told of it as a whole is read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from graph.answer.connection import Paging, PartReader, page_info_reader
from graph.answer.cursor import Cursors, Place, digest
from graph.answer.reading import Path
from graph.compile.compiled import Convert
from graph.compile.draft import Draft
from graph.compile.field import piece_slots
from graph.errors import InputError
from graph.question import DEFAULT_FIRST, MAX_FIRST, Constant, Named, Page, PageInfo, TotalCount, Value
from schema.values.value import Json


def compile_page(draft: Draft, page: Page, cursors: Cursors, path: Path, beginning: Any, ending: Any = None) -> Paging:
    """The parameters; those of cursors are their lists of values, or `beginning` and `ending` where there is none."""
    limit = draft.parameter(
        page.size or Constant(None), partial(one_more, name="first" if page.last is None else "last"), path
    )
    asked = is_given(draft, page.size, path)

    def place(nowhere: Any) -> Convert:
        return lambda raw: nowhere if raw is None else cursors.decode(raw)

    start = (draft.parameter(page.after, place(beginning), path), beginning) if page.after else None
    end = (draft.parameter(page.before, place(ending), path), ending) if page.before else None
    return Paging(path, cursors, limit, asked, start, end, page.backward)


def numbers(name: str) -> Cursors:
    """The cursors of a list in which each row is known by its number, from 0; `name` tells the list from others."""
    return Cursors(digest(name), (Place("INTEGER", nullable=False),))


def compile_numbered(draft: Draft, page: Page, cursors: Cursors, path: Path) -> tuple[Paging, str]:
    """The parameters of a page of numbered rows, and that which holds the number of the first, in a list."""
    # Where nobody says so they begin at 0: a number is always given.
    paging = compile_page(draft, Page(page.first, page.after or Constant(None)), cursors, path, [0])
    assert paging.start is not None
    return paging, paging.start[0]


def is_given(draft: Draft, value: Value | None, path: Path) -> bool | str:
    """Whether the client gave it, and not null; or the name of the parameter that will tell."""
    if value is None or isinstance(value, Constant):
        return value is not None and value.value is not None
    return draft.parameter(value, lambda raw: raw is not None, path)


def compile_most(draft: Draft, first: Value | None, path: Path) -> tuple[str, bool | str]:
    """The parameter of how many of a list are told at most, and whether the client gave it as `is_given` tells."""
    return draft.parameter(first or Constant(None), most, path), is_given(draft, first, path)


def page_part(
    draft: Draft,
    part: TotalCount | PageInfo | Named,
    paging: Paging,
    path: Path,
    cursor: Callable[[Any], str] | None,
) -> PartReader:
    """How that part of a connection is read which tells of it as a whole."""
    match part:
        case TotalCount():
            return lambda all_: all_.total
        case Named(_, name):
            return lambda _all: name
        case PageInfo(_, pieces):
            return page_info_reader(paging, piece_slots(draft, pieces, path), cursor)


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
