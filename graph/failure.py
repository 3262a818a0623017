"""What went wrong in the database -> what the client may know of it."""

import logging
import re

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import AnswerError, MemoryLimitError, QuestionError, TimeLimitError, UnavailableError

#: Ends of the codes by which the database says that a query, or all together, take more memory than they may.
_MEMORY = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError")
#: How it tells the bytes of them: what was to be added, what it may take, and what it took already.
_SIZE = r"([\d.]+) ([KMGT]iB|B)"
_SIZES = re.compile(f"extra {_SIZE} would use more than the limit {_SIZE}\\. Currently using {_SIZE}")
_UNITS = {"B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3, "TiB": 1024**4}
_log = logging.getLogger(__name__)


def may_pass(error: Neo4jError | DriverError) -> bool:
    """Whether the same question may be answered when it is asked once more, at once.

    One that needs too much memory would need it again, though the database calls that transient.
    """
    return error.is_retryable() and not needs_memory(error)


def translate(error: Exception, timeout: float, took: float) -> QuestionError:
    """What went wrong in the database as the client may know it; the database's own words go to the log alone.

    The question was given `timeout` seconds, and failed after it `took` as many.
    """
    if isinstance(error, TimeoutError) or "TransactionTimedOut" in (getattr(error, "code", None) or ""):
        return TimeLimitError.after(timeout, took)
    if needs_memory(error):
        _log.warning("a question needs too much of the database's memory: %s", error)
        return MemoryLimitError.of_database(*_sizes(error))
    _log.error("the database failed a question: %s", error)
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) or (
        isinstance(error, Neo4jError | DriverError) and error.is_retryable()
    ):
        return UnavailableError("the database does not answer", "Try again in a moment.")
    return AnswerError("the database refused the question", "Report it with the request's id; the log tells more.")


def needs_memory(error: Exception) -> bool:
    """Whether the database says that it would take more of its memory than it may."""
    return (getattr(error, "code", None) or "").endswith(_MEMORY)


def _sizes(error: Exception) -> tuple[int | None, int | None]:
    """The bytes that the database may take, and those it would have taken; None where its words are others."""
    found = _SIZES.search(str(error))
    if found is None:
        return None, None
    extra, allowed, taken = (round(float(found[at]) * _UNITS[found[at + 1]]) for at in (1, 3, 5))
    return allowed, extra + taken
