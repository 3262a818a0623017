"""What can go wrong between a request and its answer: each error has a code, and says what to do.

ApiError            INTERNAL
├── BadInputError   BAD_INPUT  a value in the request cannot be meant so
├── ForbiddenError  FORBIDDEN  this service does not do that for anybody
│   └── RoleError   FORBIDDEN  who asks may not do that; names the role that may, and their own
├── UnknownError    UNAUTHENTICATED  nobody knows who asks
├── UnreadableError INTERNAL   what was handed in could not be read, through no fault that is known
├── PersistedError  PERSISTED_QUERY_NOT_FOUND  a hash whose document is not known here
└── LimitError      LIMIT      the request is larger than a limit allows; names limit and value
    └── RateError   LIMIT      too many requests of one key or address; names the seconds to wait

SchemaError         an ontology from which no GraphQL schema can be made
SettingsError       the service cannot be set up so
└── KeysError       the file of keys cannot be read or written, or what is to be done with a key cannot be

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


class KeysError(SettingsError):
    """The file of keys cannot be used, or a key cannot be made or revoked so."""


class ApiError(Exception):
    """A refusal with a message for the client; `hint` says what to do, `told` is what programs read beside the code."""

    code: ClassVar[str] = "INTERNAL"
    told: Mapping[str, object] = MappingProxyType({})

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


class RoleError(ForbiddenError):
    """Who asks may not do that; `need` is the role that may, `role` their own."""

    def __init__(self, what: str, need: str, role: str) -> None:
        article = "an" if need[0] in "aeiou" else "a"
        super().__init__(f"To {what} needs the role {need}; yours is {role}.", f"Use the key of {article} {need}.")
        self.told = {"need": need.upper(), "role": role.upper()}


class UnknownError(ApiError):
    """The request shows no key, or none that stands."""

    code = "UNAUTHENTICATED"


class TooSlowError(ApiError):
    """A subscriber that does not read what it is told; `sequence` is how far it was told."""

    code = "TOO_SLOW"

    def __init__(self, sequence: int) -> None:
        super().__init__("What is told was not read as fast as it came.", f'Go on with `since: "{sequence}"`.')
        self.told = {"sequence": str(sequence)}


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
        self.told = {"limit": limit, "allowed": allowed, "value": min(found, _COUNTED)}


class RateError(LimitError):
    """Too many requests come from one key or address; in `seconds`, the next one is let through."""

    def __init__(self, rate: float, burst: int, seconds: int) -> None:
        hint = f"Wait {seconds} s; in the long run, send at most {rate:g} a second."
        super().__init__("burst", "requests at once", burst, burst + 1, hint)
        self.seconds = seconds
        self.told = {**self.told, "retryAfter": seconds}


def told(error: Exception, request_id: str) -> GraphQLError:
    """The error as the client may see it, with code, hint and the request's id; what is not for it is logged."""
    source = _source(error)
    if isinstance(source, ApiError):
        return _finish(error, source.message, source.code, source.hint, request_id, more=source.told)
    if isinstance(source, QuestionError) and source.code != "INTERNAL":
        return _finish(error, source.cause, source.code, source.remedy, request_id, source.path, more=source.told)
    if isinstance(source, WriteError):
        return _finish(error, f"{source.place}: {source.cause}", source.code, source.remedy, request_id)
    if isinstance(source, GraphQLError):
        code = code_of(source)
        return _finish(error, source.message, code, _HINTS[code], request_id)
    _LOG.error("request %s failed", request_id, exc_info=source)
    return _finish(error, "Something went wrong here.", "INTERNAL", _HINTS["INTERNAL"], request_id)


def code_of(error: Exception) -> str:
    """The code under which an error is told."""
    source = _source(error)
    if isinstance(source, GraphQLError):
        default = "SYNTAX" if isinstance(source, GraphQLSyntaxError) else "VALIDATION"
        return str((source.extensions or {}).get("code", default))
    return str(getattr(source, "code", "INTERNAL"))


def _source(error: Exception) -> Exception:
    """What an error of GraphQL tells of: another error of ours, or itself."""
    cause = error.original_error if isinstance(error, GraphQLError) else None
    return error if cause is None or isinstance(cause, GraphQLError) else cause


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
