"""What went wrong in the database -> what the client may know of it."""

import logging

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import AnswerError, MemoryLimitError, QuestionError, TimeLimitError, UnavailableError

#: Ends of the codes by which the database says that a query, or all together, take more memory than they may.
_MEMORY = ("MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError")
_log = logging.getLogger(__name__)


def may_pass(error: Neo4jError | DriverError) -> bool:
    """Whether the same question may be answered when it is asked once more, at once.

    One that needs too much memory would need it again, though the database calls that transient.
    """
    return error.is_retryable() and not needs_memory(error)


def translate(error: Exception, timeout: float) -> QuestionError:
    """What went wrong in the database as the client may know it; the database's own words go to the log alone."""
    if isinstance(error, TimeoutError) or "TransactionTimedOut" in (getattr(error, "code", None) or ""):
        return TimeLimitError.after(timeout)
    if needs_memory(error):
        _log.warning("a question needs too much of the database's memory: %s", error)
        return MemoryLimitError.of_database()
    _log.error("the database failed a question: %s", error)
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) or (
        isinstance(error, Neo4jError | DriverError) and error.is_retryable()
    ):
        return UnavailableError("the database does not answer", "Try again in a moment.")
    return AnswerError("the database refused the question", "Report it with the request's id; the log tells more.")


def needs_memory(error: Exception) -> bool:
    """Whether the database says that it would take more of its memory than it may."""
    return (getattr(error, "code", None) or "").endswith(_MEMORY)
