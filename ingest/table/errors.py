"""What can go wrong while tables are read.

IngestError                   place, cause and remedy
├── MappingError              a mapping says something that cannot be; the place is file, line and key
└── TableError                a file is no table that this mapping reads
    ├── UnknownTableFormatError   a suffix that is not read
    ├── EmptyTableError           no header, or a header and no rows
    ├── BrokenTableError          the file ends early, or its compression or quoting is damaged
    ├── HeaderError               a column is missing, or there twice
    ├── TableChangedError         the file changed between being checked and being read
    └── RowError                  a row cannot be taken: number, column, value and reason

SkippedRow is the same as a RowError as data, for a row that was left out.
"""

from dataclasses import dataclass

from ingest.errors import IngestError


class MappingError(IngestError):
    """A mapping cannot be read; the place is file, line and key."""


class TableError(IngestError):
    """A file is no table that this mapping reads."""


class UnknownTableFormatError(TableError):
    """A suffix that is not read."""


class EmptyTableError(TableError):
    """No header, or no rows under it."""


class BrokenTableError(TableError):
    """A file that is cut off or damaged."""


class HeaderError(TableError):
    """Columns that the mapping uses are missing, or a name stands for two columns."""


class TableChangedError(TableError):
    """The file is not the one that was checked."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that could not be taken: its number (the first row under the header is 1), where, what and why."""

    row: int
    column: str
    value: str
    reason: str


class RowError(TableError):
    """A row cannot be taken, and the load was to stop at the first such row."""

    def __init__(self, file: str, skipped: SkippedRow, remedy: str) -> None:
        where = f", column {skipped.column}" if skipped.column else ""
        super().__init__(f"{file}, row {skipped.row}{where}", skipped.reason, remedy)
        self.skipped = skipped


class UnfitValueError(Exception):
    """One value of a row does not fit; the reader of the row adds where it stands."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value if len(value) <= 200 else value[:199] + "…"
        self.reason = reason
