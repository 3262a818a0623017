"""A request's `extensions: {explain: true}` -> what its answer took, as `extensions.explain` tells it."""

from collections.abc import Mapping
from typing import Any

from api.errors import BadInputError, ForbiddenError
from graph.explain import Explained
from graph.question import Question
from graph.question.plain import plain

EXPLAIN = "explain"


def read_explain(extensions: Mapping[str, object], *, allowed: bool) -> bool:
    """Whether an explanation is asked for. Raises BadInputError, and ForbiddenError where it is not to be had."""
    asked = extensions.get(EXPLAIN)
    if asked is None or asked is False:
        return False
    if asked is not True:
        raise BadInputError("`extensions.explain` is neither true nor false.", "Send `true`, or leave it out.")
    if not allowed:
        raise ForbiddenError(
            "This service explains no queries: it runs in production.",
            "Leave `extensions.explain` out, or ask a service that was started without --production.",
        )
    return True


def explanation(question: Question, explained: Explained, parse_ms: float, compile_ms: float) -> dict[str, Any]:
    """Question, Cypher, parameters, plan and milliseconds as plain data.

    `parse` and `compile` are what they take of a new text; later requests with it find both done.
    """
    return {
        "question": plain(question),
        "cypher": explained.cypher,
        "parameters": dict(explained.parameters),
        "plan": explained.plan.plain() if explained.plan else None,
        "studies": list(explained.studies),
        "dbHits": explained.plan.total_db_hits if explained.plan else 0,
        "milliseconds": {
            "parse": round(parse_ms, 3),
            "compile": round(compile_ms, 3),
            "database": round(explained.database_ms, 3),
            "read": round(explained.read_ms, 3),
        },
    }
