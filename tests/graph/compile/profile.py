"""PROFILE: what a statement finds, and how often it touches the store."""

from typing import Any

from tests.graph.conftest import Graph


def hits(plan: Any) -> int:
    """How often a plan and all below it touched the store."""
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", ()))


def profile(graph: Graph, text: str, **values: Any) -> tuple[list[str], int]:
    """The ids that a statement finds, in order, and the hits."""
    result = graph.driver.execute_query("PROFILE " + text, values)
    ((found, *_),) = result.records
    assert result.summary.profile is not None
    return [each[0] if isinstance(each, list) else each for each in found], hits(result.summary.profile)
