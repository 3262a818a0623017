"""A row of a shipped table -> Record: a known thing and the names that it goes by."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Table = Literal["country", "capital", "government", "adjective", "people", "site", "town", "region", "actor", "type"]


@dataclass(frozen=True, slots=True)
class Record:
    """A known thing: `scheme` and `value` identify it (`icao`, `HL59`), `source` is the table that holds it.

    A scheme that is none of the noun's keys is the name of the source whose own identifier the value is.
    """

    scheme: str
    value: str
    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = "contrail"
    maker: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    elevation: float | None = None
    iata: str | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One of a record's names, and in which sense it names it."""

    text: str
    table: Table
    record: Record


def read_rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table beside this file."""
    with files("ingest.gazetteer").joinpath(f"{table}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def split(cell: str) -> tuple[str, ...]:
    """The items of a cell, parted by semicolons."""
    return tuple(item for item in cell.split(";") if item)
