"""What went wrong in the database -> what the client may know of it."""

import logging

from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import AnswerError, QuestionError, TimeLimitError, UnavailableError

_log = logging.getLogger(__name__)


def translate(error: Exception, timeout: float) -> QuestionError:
    """What went wrong in the database as the client may know it; the database's own words go to the log alone."""
    if isinstance(error, TimeoutError) or "TransactionTimedOut" in (getattr(error, "code", None) or ""):
        return TimeLimitError.after(timeout)
    _log.error("the database failed a question: %s", error)
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError) or (
        isinstance(error, Neo4jError | DriverError) and error.is_retryable()
    ):
        return UnavailableError("the database does not answer", "Try again in a moment.")
    return AnswerError("the database refused the question", "Report it with the request's id; the log tells more.")
