"""Cypher x rows -> run once over all of them, and not at all for none."""

from collections.abc import Sequence
from typing import Any

from neo4j import ManagedTransaction


def each(tx: ManagedTransaction, cypher: str, rows: Sequence[Any], **parameters: Any) -> None:
    """Write over `$rows`; Cypher reads each of them as `r` by `UNWIND $rows AS r`, which is put before it."""
    if rows:
        tx.run(f"UNWIND $rows AS r {cypher}", rows=rows, **parameters).consume()
