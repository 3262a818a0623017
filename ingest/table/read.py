"""A table and its mapping -> batches of claims, with what was skipped, what was left and how far the reading is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.table.errors import EmptyTableError, HeaderError, RowError, SkippedRow, UnfitValueError
from ingest.table.mapping import TableMapping
from ingest.table.row import RowReader
from ingest.table.track import Rows, open_rows
from schema import identity
from schema.claim import Batch, Claim, Document, Statement

#: Statements of one batch: enough to make a transaction worth its while, few enough to hold.
BATCH_ROWS = 5_000
#: The row of the statement that says who publishes the table.
_TITLE_ROW = "0"

OnError = Literal["stop", "skip"]


@dataclass(slots=True)
class Progress:
    """How far a reading is, and what it met: counts of rows, and of values left out by the names of their columns.

    `phase`: in `check` nothing is given out yet. `total_bytes` is of the file, for each phase.
    """

    phase: Literal["check", "read"]
    total_bytes: int
    bytes_read: int = 0
    rows: int = 0
    taken: int = 0
    left_out: int = 0
    skipped: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)


Watch = Callable[[Progress], None]


def _unwatched(progress: Progress) -> None:
    del progress


class TableReading:
    """An open table and its mapping: iterate over it for batches, each of which holds the table's Document.

    Memory is bounded by the size of a batch, the keys of the rows and what is said once. Statements have their rows'
    numbers (the first row under the header is 1) and hold for any number of readings: the same file and mapping
    give the same ids.
    """

    def __init__(
        self,
        path: Path,
        mapping: TableMapping,
        *,
        on_error: OnError = "stop",
        batch_rows: int = BATCH_ROWS,
        on_skip: Callable[[SkippedRow], None] | None = None,
        on_progress: Watch = _unwatched,
    ) -> None:
        self.file = open_rows(path, mapping.delimiter, mapping.positions)
        self.mapping = mapping
        self.on_error = on_error
        self.batch_rows = batch_rows
        self.progress = Progress("check", self.file.total_bytes)
        self._on_skip = on_skip
        self._on_progress = on_progress
        self.columns = _columns(self.file, mapping)
        rule = mapping.document
        publisher = identity.keyed("Actor", "source:publisher", rule.publisher)
        self.document = Document(
            id=identity.document(self.file.sha256, rule.url or rule.publisher),
            sha256=self.file.sha256,
            kind="DATASET",
            title=rule.title,
            url=rule.url,
            outlet=rule.publisher,
            published_at=rule.published,
            publisher=publisher,
        )
        # The table's own word for who publishes it: without it the publisher would be a node without a name.
        self._said_by = ((publisher, 0),)
        self._title = self._statement(_TITLE_ROW, (Claim(publisher, "name", rule.publisher),))

    @property
    def not_taken(self) -> tuple[str, ...]:
        """Columns of the file that the mapping neither takes nor leaves with a reason."""
        known = {*self.mapping.columns, *self.mapping.left}
        return tuple(name for name in self.columns if name and name not in known)

    def check(self) -> Progress:
        """Read every row and give out nothing. Raises RowError at the first bad row, BrokenTableError, EmptyTableError.

        Under `skip` bad rows are counted alone.
        """
        self.progress = Progress("check", self.file.total_bytes)
        for _ in self._rows(checking=True):
            pass
        return self.progress

    def __iter__(self) -> Iterator[Batch]:
        """Batches in the rows' order; under `stop` the whole file is checked before the first is given out."""
        if self.on_error == "stop":
            self.check()
        self.progress = Progress("read", self.file.total_bytes)
        documents = (self.document,)
        statements = [self._title]
        for number, claims in self._rows(checking=False):
            statements.append(self._statement(self.file.name(number), tuple(claims)))
            if len(statements) >= self.batch_rows:
                yield Batch(documents, tuple(statements))
                statements = []
        if statements:
            yield Batch(documents, tuple(statements))

    def _statement(self, row: str, claims: tuple[Claim, ...]) -> Statement:
        return Statement(self.document.id, self.mapping.extractor, claims, row=row, said_by=self._said_by,
                         official=self.mapping.document.official)  # fmt: skip

    def _rows(self, *, checking: bool) -> Iterator[tuple[int, list[Claim]]]:
        reader = RowReader(self.mapping, self.columns, self.document.id, checking=checking)
        progress = self.progress
        progress.unreadable = reader.unreadable
        for number, cells, bad in self.file.rows():
            progress.rows = number
            if number % 1000 == 0:
                progress.bytes_read = self.file.bytes_read
                self._on_progress(progress)
            try:
                if bad is not None:
                    raise bad
                claims = reader.read(number, cells)
            except UnfitValueError as error:
                self._bad(SkippedRow(number, error.column, error.value, error.reason), report=not checking)
                continue
            if claims is None:
                progress.left_out += 1
                continue
            progress.taken += 1
            if claims:
                yield number, claims
        self.file.unchanged()
        progress.bytes_read = progress.total_bytes
        self._on_progress(progress)
        if not progress.rows:
            raise EmptyTableError(str(self.file.path), "it has a header and no rows", "Give a table with rows.")

    def _bad(self, skipped: SkippedRow, *, report: bool) -> None:
        if self.on_error == "stop":
            shown = f" ({skipped.value!r})" if skipped.value else ""
            raise RowError(
                str(self.file.path),
                SkippedRow(skipped.row, skipped.column, skipped.value, f"{skipped.reason}{shown}"),
                "Correct the table or the mapping, or leave such rows out with --on-error skip.",
            ) from None
        self.progress.skipped += 1
        if report and self._on_skip is not None:
            self._on_skip(skipped)


def read_table(
    path: Path,
    mapping: TableMapping,
    *,
    on_error: OnError = "stop",
    batch_rows: int = BATCH_ROWS,
    on_skip: Callable[[SkippedRow], None] | None = None,
    on_progress: Watch = _unwatched,
) -> TableReading:
    """Open a table for reading by a mapping; iterating over it gives batches.

    Under `stop` every row is checked before the first batch is given out, so that a bad row leaves nothing half
    written; under `skip` bad rows go to `on_skip`. Raises TableError: for a file that is empty, damaged or lacks
    columns at once, for bad rows while iterating.
    """
    return TableReading(
        path, mapping, on_error=on_error, batch_rows=batch_rows, on_skip=on_skip, on_progress=on_progress
    )


def check_table(path: Path, mapping: TableMapping, *, on_progress: Watch = _unwatched) -> Progress:
    """Read a whole table and give out nothing. Raises TableError at the first thing that is wrong."""
    return TableReading(path, mapping, on_progress=on_progress).check()


def _columns(file: Rows, mapping: TableMapping) -> tuple[str, ...]:
    header = file.header
    missing = [name for name in mapping.columns if name not in header]
    if missing:
        raise HeaderError(
            f"{file.path}, header",
            f"the mapping {mapping.name} takes {', '.join(missing)}, which is not there",
            f"Its columns are {', '.join(name or '(no name)' for name in header)}: is it the right mapping?",
        )
    return header
