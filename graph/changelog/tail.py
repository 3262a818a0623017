"""The change log -> its entries after a number, for whoever follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import AsyncDriver, AsyncResult

from graph.ask import attempt
from graph.changelog.entry import Entry
from graph.cypher import CHANGES, LOG, quote
from graph.errors import ChangesGoneError

#: Entries that one look returns at most; one of them can hold tens of thousands of changes.
ENTRIES = 20
_TAIL = (
    f"OPTIONAL MATCH (l:{quote(LOG)} {{id: 1}}) "
    "RETURN coalesce(l.from, 1) AS start, coalesce(l.last, 0) AS last, "
    f"COLLECT {{ MATCH (c:{quote(CHANGES)}) WHERE c.id > $since WITH c ORDER BY c.id LIMIT {ENTRIES} "
    "RETURN [c.first, c.id, c.at, c.author, c.packed] } AS entries"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """The log as it is now: the first number that it keeps, the last that was given, and entries in their order."""

    start: int
    last: int
    entries: tuple[Entry, ...]


async def tail(driver: AsyncDriver, since: int, *, database: str, timeout: float) -> Tail:
    """The entries that hold changes after a number; not all of them, where there are many.

    Raises ChangesGoneError where some are not kept any more, or were never made; QuestionError as `ask` does.
    """
    row = await attempt(driver, _TAIL, {"since": since}, _only, database=database, timeout=timeout)
    start, last, entries = row
    if since + 1 < start or since > last:
        raise ChangesGoneError.since(since, start - 1, last)
    return Tail(start, last, _unbroken(since, [Entry(*each) for each in entries]))


async def head(driver: AsyncDriver, *, database: str, timeout: float) -> int:
    """The last number that was given."""
    row = await attempt(driver, _TAIL, {"since": 2**62}, _only, database=database, timeout=timeout)
    last: int = row[1]
    return last


def _unbroken(since: int, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries up to the first gap: an index that is read while it grows may pass one over, and show it next time.

    >>> one, two, four = (Entry(number, number, 0, "", b"") for number in (1, 2, 4))
    >>> [entry.last for entry in _unbroken(0, [one, two, four])]
    [1, 2]
    """
    whole: list[Entry] = []
    for entry in entries:
        if entry.first > since + 1:
            break
        whole.append(entry)
        since = entry.last
    return tuple(whole)


async def _only(result: AsyncResult) -> Sequence[Any]:
    return (await result.single(strict=True)).values()
