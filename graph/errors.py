"""What can go wrong between Contrail and its graph: each error says where, why, and what to do.

GraphError
├── FetchError             a jar of the private Neo4j cannot be had, or is not the pinned one
├── DataDirectoryError     the data directory cannot be written, or its contents are damaged
├── ServerError            the private Neo4j does not start or stopped by itself
│   ├── PortTakenError     the Bolt port asked for is in use
│   └── ServerBusyError    another process holds the data directory and offers no server to join
├── DatabaseError          a Neo4j was named, but cannot be used
│   ├── AddressError       its URI or settings cannot be meant so
│   ├── UnreachableError   nothing answers there
│   ├── LoginError         it answers and refuses the user or the password
│   ├── ForeignGraphError  it holds data that Contrail did not make
│   ├── OntologyMismatchError  its data was made by another ontology
│   ├── UnpreparedError    it is empty and was never Contrail's
│   ├── UnfinishedError    work on the whole of it was begun and is not done
│   └── LossError          a migration or a restore would lose what it holds
├── BackupError            a backup file cannot be read, or is not whole
├── UnknownFieldError      the ontology wants something of a field that graph/ cannot do
├── QuestionError          a question cannot be answered; has a code for the client
│   ├── InputError         BAD_INPUT    a value in the request cannot be meant so
│   ├── TimeLimitError     TIMEOUT      the database needed longer than a question may take
│   ├── RowLimitError      LIMIT        the answer holds more things, or bytes, than one answer may
│   ├── MemoryLimitError   LIMIT        the database would need more memory than it has to give
│   ├── AnalysisError      BAD_INPUT    a measure means nothing on this graph, or does not converge
│   ├── ChangesGoneError   GONE         the change log does not hold what was asked for any more
│   ├── UnavailableError   UNAVAILABLE  the database does not answer
│   └── AnswerError        INTERNAL     the database refused the question: a mistake of ours
└── WriteError             what was to be written or retracted is refused; the graph is as it was
    ├── InvalidBatchError  claims that do not fit the ontology or the document's text
    ├── LoadError          a load of a table was cut off; what was written stays
    ├── KnownDocumentError the document is there with other metadata
    ├── UnknownDocumentError  there is no such document
    ├── UnknownThingError  there is no such thing
    ├── NotOwnError        somebody else wrote it first
    └── KeyUsedError       another write was made with the same key
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Self


class GraphError(Exception):
    """Anything wrong with the graph's server or connection; `str()` is one message for people."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(place, cause, remedy)
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}\n{self.remedy}"


class FetchError(GraphError):
    """A jar of the private Neo4j cannot be downloaded, stored or verified."""


class DataDirectoryError(GraphError):
    """The data directory cannot be used as it is."""


class ServerError(GraphError):
    """The private Neo4j does not run."""


class PortTakenError(ServerError):
    """The Bolt port that was asked for is in use."""


class ServerBusyError(ServerError):
    """Another process owns the data directory and no running server could be joined in time."""


class DatabaseError(GraphError):
    """A Neo4j server that was named cannot be used."""


class AddressError(DatabaseError):
    """The address or settings of the database are malformed."""


class UnreachableError(DatabaseError):
    """No Neo4j answers at the address."""


class LoginError(DatabaseError):
    """The server refuses the user name or password."""


class ForeignGraphError(DatabaseError):
    """The database holds data that Contrail did not make."""


class OntologyMismatchError(DatabaseError):
    """The database was made by another ontology, or by another version of the stored form."""


class UnpreparedError(DatabaseError):
    """The database is empty and bears no mark of Contrail."""


class UnfinishedError(DatabaseError):
    """The database is being migrated or restored, or that was interrupted."""


class LossError(DatabaseError):
    """What was asked for would lose what the database holds; nothing was changed."""


class BackupError(GraphError):
    """A backup file cannot be read, is cut off or damaged, or was made by a newer Contrail."""


class UnknownFieldError(GraphError):
    """The ontology declares a field in a way that graph/ cannot serve."""


class WriteError(GraphError):
    """A write was refused; the graph is as it was before. `code` is for clients."""

    code: ClassVar[str] = "BAD_INPUT"


class InvalidBatchError(WriteError):
    """Claims do not fit the ontology, or their words are not in the document; `problems` has all of them."""

    def __init__(self, problems: Sequence["Problem"]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
        super().__init__(first.place, first.cause + more, first.remedy)
        self.problems = tuple(problems)


class LoadError(WriteError):
    """A load was cut off between two of its parts. Those that were written stay, and the same load resumes."""


class KnownDocumentError(WriteError):
    """The document is in the graph with other metadata."""

    code = "KNOWN"


class UnknownDocumentError(WriteError):
    """No document of this id is in the graph."""

    code = "NOT_FOUND"


class UnknownThingError(WriteError):
    """No thing of this id is in the graph."""

    code = "NOT_FOUND"


class NotOwnError(WriteError):
    """The document was written first by somebody else, and who asks may replace or take back their own alone."""

    code = "FORBIDDEN"


class KeyUsedError(WriteError):
    """The author made another write with this key."""

    code = "KNOWN"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a Batch: where, why, and what to do."""

    place: str
    cause: str
    remedy: str


class QuestionError(GraphError):
    """A question cannot be answered. `code`, `cause` and `remedy` are meant for the client and name no database.

    `path` holds the response keys that lead to the field whose argument is refused; it is empty for the whole request.
    """

    code: ClassVar[str] = "INTERNAL"
    #: What programs read of it beside the code.
    told: Mapping[str, object] = MappingProxyType({})

    def __init__(self, cause: str, remedy: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(".".join(path) or "the request", cause, remedy)
        self.path = path

    def at(self, path: tuple[str, ...]) -> Self:
        """The same error, told of the field at this path."""
        return type(self)(self.cause, self.remedy, path)


class InputError(QuestionError):
    """A value in the request cannot be meant so."""

    code = "BAD_INPUT"


class TimeLimitError(QuestionError):
    """The database needed longer than a question may take."""

    code = "TIMEOUT"

    @classmethod
    def after(cls, seconds: float, took: float) -> Self:
        """The error of a question that was given so many seconds, and given up after it took as many."""
        remedy = "Ask for less: a narrower filter, a smaller first, or fewer levels."
        error = cls(f"the question took longer than {seconds:g} s", remedy)
        error.told = {"limit": "seconds", "allowed": seconds, "value": round(took, 3)}
        return error

    @classmethod
    def of_study(cls, seconds: float, took: float) -> Self:
        """The error of an analysis that was given so many seconds, and given up after it took as many."""
        remedy = "Ask for a smaller part of the graph: fewer kinds, a filter, or another measure."
        error = cls(f"the analysis took longer than {seconds:g} s", remedy)
        error.told = {"limit": "analysis_seconds", "allowed": seconds, "value": round(took, 3)}
        return error


class RowLimitError(QuestionError):
    """The answer holds more than one answer may."""

    code = "LIMIT"

    @classmethod
    def over(cls, allowed: int) -> Self:
        """The error of an answer that holds more things than allowed; how many more is not counted."""
        error = cls(f"the answer holds more than {allowed} things, which is the limit", "Ask for smaller pages.")
        error.told = {"limit": "rows", "allowed": allowed, "value": allowed + 1}
        return error

    @classmethod
    def of_size(cls, allowed: int) -> Self:
        """The error of an answer of more bytes than allowed; the rest of it is not read."""
        error = cls(f"the answer takes more than {allowed:,} bytes, which is the limit", "Ask for smaller pages.")
        error.told = {"limit": "answer", "allowed": allowed, "value": allowed + 1}
        return error

    @classmethod
    def of_graph(cls, allowed: int) -> Self:
        """The error of an analysis of more relations than allowed; how many more is not counted."""
        remedy = "Look at a smaller part of the graph: fewer kinds, or a filter."
        error = cls(f"there are more than {allowed:,} relations to analyse, which is the limit", remedy)
        error.told = {"limit": "analysis_relations", "allowed": allowed, "value": allowed + 1}
        return error


class MemoryLimitError(QuestionError):
    """The database would need more memory for the question than it has to give."""

    code = "LIMIT"

    @classmethod
    def of_database(cls, allowed: int | None = None, value: int | None = None) -> Self:
        """The error of a question that the database gave up.

        `allowed` and `value` are bytes where it told them: what it grants, and what all its questions needed by then.
        """
        remedy = "Ask for less at once: a narrower filter, fewer groups, smaller pages."
        error = cls("the question needs more memory than the database has to give", remedy)
        known = {"allowed": allowed, "value": value}
        error.told = {"limit": "memory", **{name: size for name, size in known.items() if size is not None}}
        return error


class AnalysisError(QuestionError):
    """A measure means nothing on this part of the graph, or does not converge on it."""

    code = "BAD_INPUT"


class ChangesGoneError(QuestionError):
    """The change log keeps no changes after the number that was asked for, or it was begun anew since."""

    code = "GONE"

    @classmethod
    def since(cls, since: int, earliest: int, last: int) -> Self:
        """The error of a reader that asks for what comes after `since`; it may ask from `earliest` to `last`."""
        cause = (
            f"the changes after {since} are not kept; those after {earliest} are"
            if since < earliest
            else (f"the change log ends at {last}, before {since}: it was begun anew")
        )
        error = cls(cause, "Ask for what you show anew, then follow from the sequence that is told here.")
        error.told = {"since": str(since), "earliest": str(earliest), "last": str(last)}
        return error


class UnavailableError(QuestionError):
    """The database does not answer; in a second it may."""

    code = "UNAVAILABLE"
    told = MappingProxyType({"retryAfter": 1})


class AnswerError(QuestionError):
    """The database refused the question, which is a mistake in Contrail."""
