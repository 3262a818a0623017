"""What can go wrong between a request and its answer: each error has a code, and says what to do.

ApiError            INTERNAL
├── BadInputError   BAD_INPUT  a value in the request cannot be meant so
├── ForbiddenError  FORBIDDEN  this service does not do that for anybody, or not for who asks
├── UnreadableError INTERNAL   what was handed in could not be read, through no fault that is known
├── PersistedError  PERSISTED_QUERY_NOT_FOUND  a hash whose document is not known here
└── LimitError      LIMIT      the request is larger than a limit allows; names limit and value

SchemaError         an ontology from which no GraphQL schema can be made
SettingsError       the service cannot be set up so

Errors of code LIMIT and TIMEOUT carry `limit`, `allowed` and `value` too: the setting, and how much was asked for.
What graph/ raises has its own codes: QuestionError BAD_INPUT, LIMIT, TIMEOUT, UNAVAILABLE, INTERNAL; WriteError
BAD_INPUT, KNOWN, NOT_FOUND.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from graphql import GraphQLError, GraphQLSyntaxError

from graph.errors import QuestionError, WriteError

_LOG = logging.getLogger("contrail.api")
#: Longer messages repeat what a client sent.
_MESSAGE = 300
#: Larger numbers are not told: a fragment bomb counts into astronomy.
_COUNTED = 10**12
_PLAIN = re.compile(r"[\w '$.,:!\[\]-]{1,200}")
_HINTS = {
    "SYNTAX": "Correct the query at the place given.",
    "VALIDATION": "Compare the query with the schema.",
    "BAD_INPUT": "Correct the value.",
    "INTERNAL": "Try again; if it happens again, tell the operator the request's id.",
}


class SchemaError(Exception):
    """Two parts of an ontology want the same GraphQL name; names both and the remedy."""


class SettingsError(Exception):
    """The service cannot be set up so: place, cause and remedy in one message."""


class ApiError(Exception):
    """A refusal with a message for the client; `hint` says what to do."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInputError(ApiError):
    """A value in the request cannot be meant so."""

    code = "BAD_INPUT"


class ForbiddenError(ApiError):
    """This service, as it was started, does not do that for anybody."""

    code = "FORBIDDEN"


class PersistedError(ApiError):
    """A hash whose document is not known here; message and code are those that Apollo's clients wait for."""

    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound", "Send the document with its hash; from then on the hash will do.")


class UnreadableError(ApiError):
    """What was handed in could not be read, through no fault of it that is known."""


class LimitError(ApiError):
    """The request is larger than a limit allows; `limit` is its name among the settings, `words` say what it counts."""

    code = "LIMIT"

    def __init__(self, limit: str, words: str, allowed: float, found: int, hint: str) -> None:
        number = str(found) if found < _COUNTED else "far more"
        super().__init__(f"Too many {words}: {number}, where {allowed} is the limit.", hint)
        self.limit = limit
        self.allowed = allowed
        self.found = found

    @property
    def told(self) -> dict[str, object]:
        """What programs read: the limit, what it allows, and how much was asked for."""
        return {"limit": self.limit, "allowed": self.allowed, "value": min(self.found, _COUNTED)}


def told(error: Exception, request_id: str) -> GraphQLError:
    """The error as the client may see it, with code, hint and the request's id; what is not for it is logged."""
    cause = error.original_error if isinstance(error, GraphQLError) else None
    source = error if cause is None or isinstance(cause, GraphQLError) else cause
    if isinstance(source, LimitError):
        return _finish(error, source.message, source.code, source.hint, request_id, more=source.told)
    if isinstance(source, ApiError):
        return _finish(error, source.message, source.code, source.hint, request_id)
    if isinstance(source, QuestionError) and source.code != "INTERNAL":
        return _finish(error, source.cause, source.code, source.remedy, request_id, source.path, more=source.told)
    if isinstance(source, WriteError):
        return _finish(error, f"{source.place}: {source.cause}", source.code, source.remedy, request_id)
    if isinstance(source, GraphQLError):
        default = "SYNTAX" if isinstance(source, GraphQLSyntaxError) else "VALIDATION"
        code = str((source.extensions or {}).get("code", default))
        return _finish(error, source.message, code, _HINTS[code], request_id)
    _LOG.error("request %s failed", request_id, exc_info=source)
    return _finish(error, "Something went wrong here.", "INTERNAL", _HINTS["INTERNAL"], request_id)


def without_cause(error: GraphQLError, code: str = "VALIDATION") -> GraphQLError:
    """An error of the client's, of which Python's own words are left out: they tell of our insides."""
    known = error.original_error is None or isinstance(error.original_error, GraphQLError)
    message = error.message if known else "A value in the request cannot be read."
    return GraphQLError(message, nodes=error.nodes, extensions={"code": code})


def bad_variable(error: GraphQLError) -> GraphQLError:
    """What is wrong with a variable; values are repeated where they are plain words alone, for logs and pages' sake."""
    told = without_cause(error, "BAD_INPUT")
    place, colon, reason = told.message.partition(": ")
    reason, cut, _ = reason.partition(", found: ")
    if colon and not _PLAIN.fullmatch(reason):
        reason, cut = "it is not what its type takes", "."
    message = f"{place}{colon}{reason}{'.' * bool(cut)}"
    return GraphQLError(message, nodes=error.nodes, extensions=told.extensions)


def _finish(
    error: Exception,
    message: str,
    code: str,
    hint: str,
    request_id: str,
    path: Sequence[str | int] = (),
    more: Mapping[str, object] = MappingProxyType({}),
) -> GraphQLError:
    told = error if isinstance(error, GraphQLError) else None
    return GraphQLError(
        message if len(message) <= _MESSAGE else message[: _MESSAGE - 1] + "…",
        nodes=told.nodes if told else None,
        source=told.source if told else None,
        positions=told.positions if told and not told.nodes else None,
        path=list(path) or (told.path if told else None),
        extensions={"code": code, "hint": hint, "requestId": request_id, **more},
    )


def plain(
    message: str, code: str, hint: str, request_id: str, more: Mapping[str, object] = MappingProxyType({})
) -> dict[str, object]:
    """The body of an answer to what is no GraphQL request at all."""
    extensions = {"code": code, "hint": hint, "requestId": request_id, **more}
    return {"errors": [{"message": message, "extensions": extensions}]}
