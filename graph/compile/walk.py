"""An order whose first key an index holds -> the first things along that index, then those whose key is missing.

`MATCH (n:Base) ORDER BY n.name, n.id` sorts every base. With `n.name IS NOT NULL`, which an index of names tells, the
database reads the index in order and sorts only what is equal (PartialTop), until the page is full. What has no name
is in no index and comes last: it is looked for where the page is not full yet.
"""

from collections.abc import Sequence
from typing import Any

from graph.answer.connection import Paging
from graph.answer.cursor import Cursors
from graph.compile.compiled import Convert
from graph.compile.draft import Draft, block
from graph.compile.order import Term, order_by
from graph.compile.predicate import both
from graph.compile.source import Source
from graph.question import Page
from schema.values.value import Storage

#: No text that anybody writes comes after it: these are no characters.
_LAST_TEXT = chr(0x10FFFF) * 8
#: Least and greatest of what is stored so.
_ENDS: dict[Storage, tuple[Any, Any]] = {
    "STRING": ("", _LAST_TEXT),
    "INTEGER": (-(2**63), 2**63 - 1),
    "FLOAT": (float("-inf"), float("inf")),
}


def walks(term: Term) -> bool:
    """Whether an index can be walked in the order of this term."""
    return term.indexed and term.storage in _ENDS


def walk(draft: Draft, source: Source, order: Sequence[Term], page: Page, paging: Paging, place: str) -> list[str]:
    """Clauses that leave the page's things and few others, in no order; `place`: what lies between the cursors."""
    key, rest = order[0], order[1:]
    name, limit = source.node.name, f"${paging.limit}"
    tests = [*source.tests, *([place] if place else [])]

    def first(ordered: Sequence[Term], test: str) -> list[str]:
        cut = f"{order_by(ordered, backward=paging.backward)} LIMIT {limit}"
        return [*source.clauses, f"WHERE {both([test, *tests])}", f"WITH {name}", cut]

    there = Term(key.text, key.storage, key.descending, nullable=False)
    present = first([there, *rest], both(_bounds(draft, key, page, paging)))
    # An id is never missing: to say so lets the index of ids tell the order.
    by_id = f" AND {rest[0].text} IS NOT NULL" * (len(rest) == 1 and len(source.node.nouns) == 1)
    missing = first(rest, f"{key.text} IS NULL{by_id}")
    # Nothing that is missing comes before a cursor at something that is not.
    some_missing = f"${paging.end[0]} IS NULL OR ${paging.end[0]}[0] IS NULL" if paging.end else "true"
    found, go = draft.name("l"), draft.name("g")
    if paging.backward:
        one, other, before = [_only_if(go, some_missing), *missing], present, "true"
    else:
        one, other, before = present, missing, some_missing
    short = f"size({found}) < {limit}" + f" AND ({before})" * (before != "true")
    return [
        block("CALL ()", [*one, f"RETURN collect({name}) AS {found}"]),
        block(
            f"CALL ({found})",
            [f"UNWIND {found} AS {name}", f"RETURN {name}", "UNION ALL", _only_if(go, short), *other, f"RETURN {name}"],
        ),
    ]


def _only_if(go: str, condition: str) -> str:
    """A row, or none: what follows is not even begun. A test on the things would be made on each.

    It is no UNWIND, of whose rows the database does not know that there is but one: it would sort anew.
    """
    return f"WITH 1 AS {go} WHERE {condition}" * (condition != "true")


def _bounds(draft: Draft, key: Term, page: Page, paging: Paging) -> list[str]:
    """Where the index is entered and left: tests of the key alone, of what is there."""
    least, greatest = _ENDS[key.storage]
    begin, end = (greatest, least) if key.descending else (least, greatest)
    up, down = ("<=", ">=") if key.descending else (">=", "<=")
    bounds = []
    if page.after:
        # After something whose key is missing there is nothing whose key is not: null is equal to nothing.
        name = draft.parameter(page.after, _first(paging.cursors, begin, None), paging.path)
        bounds.append(f"{key.text} {up} ${name}")
    if page.before:
        name = draft.parameter(page.before, _first(paging.cursors, end, end), paging.path)
        bounds.append(f"{key.text} {down} ${name}")
    return bounds or [f"{key.text} IS NOT NULL"]


def _first(cursors: Cursors, nowhere: Any, missing: Any) -> Convert:
    """The first value of a cursor; what stands for no cursor, and for a missing value."""

    def convert(raw: Any) -> Any:
        if raw is None:
            return nowhere
        value = cursors.decode(raw)[0]
        return missing if value is None else value

    return convert
