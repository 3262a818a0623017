"""One world for the tests of tables: the ontology, files written by a test, and claims in a form that reads well."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ingest.table.declare import read_mapping
from ingest.table.errors import SkippedRow
from ingest.table.mapping import TableMapping
from ingest.table.read import OnError, TableReading, read_table
from schema.claim import Claim, Modality, Statement
from schema.discover import discover
from schema.identity import noun_of

ONTOLOGY = discover()

#: A mapping of a small table of airlines.
AIRLINES = """\
table: airlines
source: test
document: {title: Airlines, publisher: A test}
entities:
  airline:
    noun: Actor
    key: {source: id}
    fields: {name: name, icao: code}
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def mapping_of(folder: Path, text: str) -> TableMapping:
    """The mapping of this text."""
    return read_mapping(write(folder, "mapping.yaml", text), ONTOLOGY)


def read(table: Path, mapping: TableMapping, on_error: OnError = "stop") -> tuple[list[Statement], list[SkippedRow]]:
    """All statements of a table, and the rows that were skipped."""
    skipped: list[SkippedRow] = []
    reading = read_table(table, mapping, on_error=on_error, on_skip=skipped.append)
    return [statement for batch in reading for statement in batch.statements], skipped


def first_rows(reading: TableReading, rows: int) -> Iterator[Statement]:
    """The statements of the first rows of a table."""
    for batch in reading:
        for statement in batch.statements:
            if int(statement.row or 0) > rows:
                return
            yield statement


def claims_of(statements: Iterable[Statement]) -> list[Claim]:
    """All claims, the one of the publisher's name left out."""
    return [claim for statement in statements if statement.row != "0" for claim in statement.claims]


class Told:
    """What statements say of things, found by the value of one of their fields."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = list(statements)
        self.claims = claims_of(self.statements)
        self.by_subject: dict[str, list[Claim]] = {}
        for claim in self.claims:
            self.by_subject.setdefault(claim.subject, []).append(claim)

    def find(self, noun: str, key: str, value: Any) -> str:
        """The only thing of that noun with that value."""
        (found,) = {
            claim.subject
            for claim in self.claims
            if noun_of(claim.subject) == noun and claim.key == key and claim.value == value
        }
        return found

    def value(self, subject: str, key: str) -> Any:
        """The only value of a field, None where there is none."""
        values = self.values(subject, key)
        assert len(values) <= 1, values
        return values[0] if values else None

    def values(self, subject: str, key: str) -> list[Any]:
        """All values of a field."""
        return [claim.value for claim in self.by_subject.get(subject, ()) if claim.key == key and claim.object is None]

    def links(self, subject: str, key: str, modality: Modality = Modality.ACTUAL) -> list[str]:
        """Where its links of a type lead."""
        return [
            claim.object
            for claim in self.by_subject.get(subject, ())
            if claim.key == key and claim.object and claim.modality is modality
        ]

    def count(self, noun: str, key: str) -> int:
        """How many claims there are of that key."""
        return sum(claim.key == key and noun_of(claim.subject) == noun for claim in self.claims)


def shown(statements: Iterable[Statement]) -> str:
    """Statements as text; things are called by noun and number, in the order in which they appear."""
    names: dict[str, str] = {}

    def name(identifier: str) -> str:
        noun = noun_of(identifier)
        number = 1 + sum(one.startswith(f"{noun} ") for one in names.values())
        return names.setdefault(identifier, f"{noun} {number}")

    lines = []
    for statement in statements:
        lines.append(f"row {statement.row}")
        for claim in statement.claims:
            value = claim.value["text"] if isinstance(claim.value, dict) else claim.value
            said = f"-> {name(claim.object)}" if claim.object else f"= {value}"
            rest = "".join(f", {part}" for part in (claim.method, claim.score) if part is not None)
            modality = "" if claim.modality is Modality.ACTUAL else f" ({claim.modality.value})"
            lines.append(f"  {name(claim.subject)}: {claim.key} {said}{modality}{rest}")
    return "\n".join(lines)
