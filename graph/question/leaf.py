"""What is wanted that holds nothing else: ids, fields, counts, cursors, highlights, and the plain fields of claims."""

from dataclasses import dataclass

from graph.question.value import Condition
from schema.field import Field


@dataclass(frozen=True, slots=True)
class Typename:
    """`__typename` of a thing."""

    key: str
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """`id` of a thing."""

    key: str
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One output of an object value under its response key; `name` may be `__typename`."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldItem:
    """A field's shown value; `pieces` are wanted of an object value, and empty for a scalar."""

    key: str
    field: Field
    pieces: tuple[Piece, ...] = ()
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationsItem:
    """How many relations a thing has by kind and direction; pieces are kind, direction, count, more, __typename.

    `more` is known within a neighbourhood alone.
    """

    key: str
    pieces: tuple[Piece, ...]
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What tells a thing from others of its label, in one line."""

    key: str
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalCount:
    """`totalCount`: how many there are in all, read only when asked."""

    key: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo:
    """`pageInfo`; pieces are hasNextPage, hasPreviousPage, startCursor, endCursor, __typename."""

    key: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """`cursor` of an edge."""

    key: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class HighlightSpans:
    """`spans` of a highlight: where in the exact text of the field each word stands."""

    key: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights:
    """`highlights` of a search's edge. Pieces are field, text, start, __typename."""

    key: str
    parts: tuple[Piece | HighlightSpans, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimField:
    """A plain field of a claim: id, subject, field, value, object, text, row, polarity, modality, recordedAt,
    extractor, alternative, method, score, or __typename.
    """

    key: str
    name: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimObject:
    """An object field of a claim with pieces: `span {start end}`, `period {…}`."""

    key: str
    name: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()
