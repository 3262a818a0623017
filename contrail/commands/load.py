"""`contrail load`: a table becomes statements in the graph, by a mapping."""

import csv
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Annotated, Literal, cast

import typer

from contrail.bar import bar
from contrail.collector import spare_collections
from contrail.errors import ContrailError, UsageError
from contrail.mappings import find_mapping
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings
from contrail.signals import stopped_by_signals
from contrail.store import open_store
from graph.outcome import Outcome
from ingest.table.errors import SkippedRow
from ingest.table.read import Progress, TableReading, read_table
from schema.discover import discover


def command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A table: .csv .tsv .jsonl, also .gz.")],
    mapping: Annotated[
        str, typer.Option("--mapping", metavar="M", help="A mapping's file, or the name of a shipped one.")
    ],
    on_error: Annotated[
        str, typer.Option(metavar="stop|skip", help="What to do at a row that cannot be taken.")
    ] = "stop",
    skipped: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where skipped rows are listed (default NAME.skipped.csv).")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Let a table that is known have other metadata.")] = False,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Load a table into the graph by a mapping.

    Rows that are there already are passed over, so that after an interruption the same command goes on where it
    stopped. A row that cannot be taken stops the load before anything is written; with --on-error skip such rows are
    left out and listed as CSV: row, column, value, reason.

    Example: contrail load airlines.csv.gz --mapping openflights_airlines
    """
    settings = read_settings(os.environ, data_dir)
    if on_error not in {"stop", "skip"}:
        raise UsageError(f"--on-error {on_error}", "it is neither stop nor skip", "Write one of the two.")
    found = find_mapping(mapping, discover())
    begun, outcome, stop = time.monotonic(), Outcome(), threading.Event()
    with ExitStack() as stack:
        stack.enter_context(stopped_by_signals())
        show = stack.enter_context(bar())
        listed = skipped or Path(f"{found.name}.skipped.csv")
        note = stack.enter_context(_noting(listed, lambda: _stated(outcome)))

        def progress(now: Progress) -> None:
            show(f"{now.phase}ing", now.bytes_read, now.total_bytes)
            _unless(stop)

        def watch(now: Outcome) -> None:
            for name, count in asdict(now).items():
                setattr(outcome, name, count)
            _unless(stop)

        how = cast("Literal['stop', 'skip']", on_error)
        reading = read_table(path, found, on_error=how, on_skip=note, on_progress=progress)
        store = stack.enter_context(open_store(settings))
        spare_collections()
        if not _finished(lambda: store.load(reading, replace=replace, watch=watch), stop):
            raise ContrailError(
                str(path),
                f"stopped after {_stated(outcome)} statements",
                "What was written stays, and nothing is half-written. The same command goes on from there.",
            )
    result = _result(reading, outcome, time.monotonic() - begun)
    tell(result, _lines(path, reading, outcome, result), json=json)


@contextmanager
def _noting(path: Path, loaded: Callable[[], int]) -> Iterator["_Note"]:
    note = _Note(path, loaded)
    try:
        yield note
    finally:
        note.close()


class _Note:
    """Lists skipped rows in a file, which is made at the first of them. Raises UsageError, ContrailError.

    `loaded` tells how many statements were loaded by now.
    """

    def __init__(self, path: Path, loaded: Callable[[], int]) -> None:
        self._path = path
        self._loaded = loaded
        self._file: IO[str] | None = None

    def __call__(self, skipped: SkippedRow) -> None:
        if self._file is None:
            try:
                self._file = self._path.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise UsageError(f"--skipped {self._path}", str(error), "Name a file that can be written.") from error
            self._write("row", "column", "value", "reason")
        self._write(skipped.row, skipped.column, skipped.value, skipped.reason)

    def _write(self, *cells: object) -> None:
        assert self._file is not None
        try:
            csv.writer(self._file, lineterminator="\n").writerow(cells)
        except OSError as error:
            raise self._full(error) from error

    def close(self) -> None:
        """Write what is still in memory."""
        if self._file is not None:
            try:
                self._file.close()
            except OSError as error:
                raise self._full(error) from error

    def _full(self, error: OSError) -> ContrailError:
        return ContrailError(
            f"--skipped {self._path}",
            f"skipped rows can be listed no longer, after {self._loaded()} statements: {error.strerror or error}",
            "Make room or name another file, and run it again: what was loaded stays, and it goes on from there.",
        )


def _finished(work: Callable[[], object], stop: threading.Event) -> bool:
    """Do the work in another thread, where no signal breaks off what speaks with the database; whether it came to its
    end before Ctrl-C stopped it."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        try:
            done.result()
        except KeyboardInterrupt:
            stop.set()
            wait([done])
            if isinstance(done.exception(), KeyboardInterrupt):
                return False
            done.result()
    return True


def _unless(stop: threading.Event) -> None:
    if stop.is_set():
        raise KeyboardInterrupt


def _stated(outcome: Outcome) -> int:
    return outcome.statements_added + outcome.statements_reopened + outcome.statements_known


def _result(reading: TableReading, outcome: Outcome, seconds: float) -> Mapping[str, object]:
    progress = reading.progress
    return {
        "document": reading.document.id,
        "rows": progress.rows,
        "rows_taken": progress.taken,
        "rows_left_out": progress.left_out,
        "rows_skipped": progress.skipped,
        "columns_not_taken": list(reading.not_taken),
        "values_unreadable": progress.unreadable,
        "seconds": round(seconds, 3),
        **asdict(outcome),
    }


def _lines(path: Path, reading: TableReading, outcome: Outcome, result: Mapping[str, object]) -> Iterator[str]:
    progress = reading.progress
    what = (
        f"{outcome.statements_added + outcome.statements_reopened} statements, {outcome.nodes_created} new nodes, "
        f"{outcome.edges_created} new edges"
        if outcome.changed
        else "known already, nothing changed"
    )
    yield f"{path}: {progress.rows} rows, {what}, {result['seconds']} s ({reading.document.id})"
    if outcome.statements_known and outcome.changed:
        yield f"  {outcome.statements_known} statements were known"
    if outcome.statements_closed:
        yield f"  {outcome.statements_closed} statements that the table no longer makes were closed"
    if progress.skipped:
        yield f"  {progress.skipped} rows were skipped"
    if progress.left_out:
        yield f"  {progress.left_out} rows are none that the mapping takes"
    if reading.not_taken:
        yield f"  columns not taken: {', '.join(reading.not_taken)}"
    for column, count in progress.unreadable.items():
        yield f"  {count} values of {column} could not be read and were left out"
