"""Cypher x rows -> run once over all of them, and not at all for none; Cypher -> all its rows at once."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from neo4j import ManagedTransaction

T = TypeVar("T")
#: Rows of which the database holds no more at once, where there may be very many.
PORTION = 5_000


def portions(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Rows in portions, each of which is to be asked or written by itself."""
    for start in range(0, len(rows), PORTION):
        yield rows[start : start + PORTION]


def each(tx: ManagedTransaction, cypher: str, rows: Sequence[Any], **parameters: Any) -> None:
    """Write over `$rows`; Cypher reads each of them as `r` by `UNWIND $rows AS r`, which is put before it."""
    if rows:
        tx.run(f"UNWIND $rows AS r {cypher}", rows=rows, **parameters).consume()


def gather(tx: ManagedTransaction, cypher: str, columns: str, **parameters: Any) -> list[dict[str, Any]]:
    """What Cypher without its RETURN finds; `columns` name what is returned of each row, as a map does in Cypher.

    All of it comes as one record: the driver spends more on each record than on what is in it.
    """
    (rows,) = tx.run(f"{cypher} RETURN collect({{{columns}}})", **parameters).single(strict=True)
    found: list[dict[str, Any]] = rows
    return found
