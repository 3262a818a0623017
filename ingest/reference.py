"""Record of a shipped table -> Statements of that table's DATASET document: what the record itself says."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Literal

from ingest.gazetteer.record import Record
from schema import identity
from schema.claim import Claim, Document, Statement
from schema.values.code import DESIGNATOR, IATA_SITE, ICAO_SITE
from schema.values.country import COUNTRY
from schema.values.location import LOCATION
from schema.values.number import FLOAT
from schema.values.text import TEXT
from schema.values.value import Json

RecordNoun = Literal["Actor", "Base", "Place", "AircraftType"]
_EXTRACTOR = "gazetteer@1"
_TABLES = ("actors", "aircraft_types", "countries", "regions", "sites")


def record_id(noun: RecordNoun, record: Record) -> str:
    """The id of the entity that a record describes: by its strong key, or by our own name for it."""
    scheme = "source:contrail" if record.scheme == "contrail" else record.scheme
    return identity.keyed(noun, scheme, record.value)


def dataset(record: Record) -> Document:
    """The document whose row a record is."""
    return _airports() if record.source.startswith("airportsdata") else _ours()


@lru_cache(maxsize=1)
def _airports() -> Document:
    sha256 = hashlib.sha256(files("airportsdata").joinpath("airports.csv").read_bytes()).hexdigest()
    name = f"airportsdata {version('airportsdata')}"
    return Document(
        identity.document(sha256, "airportsdata"), sha256, "DATASET", name, outlet="airportsdata", reference=True
    )


@lru_cache(maxsize=1)
def _ours() -> Document:
    tables = b"".join(files("ingest.gazetteer").joinpath(f"{table}.csv").read_bytes() for table in _TABLES)
    sha256 = hashlib.sha256(tables).hexdigest()
    return Document(
        identity.document(sha256, "contrail"), sha256, "DATASET", "Contrail's own tables", outlet="contrail",
        reference=True,
    )  # fmt: skip


def reference(noun: RecordNoun, record: Record) -> Statement:
    """What a record says of its entity, as one row of its dataset."""
    subject = record_id(noun, record)
    claims = [Claim(subject, "name", TEXT.pack(record.name))]
    claims += [Claim(subject, "aliases", TEXT.pack(alias.rstrip("?"))) for alias in record.aliases]
    claims += [Claim(subject, key, value) for key, value in _fields(noun, record) if value is not None]
    row = f"{noun} {record.scheme} {record.value}"
    return Statement(dataset(record).id, _EXTRACTOR, tuple(claims), row=row, reference=True)


def _fields(noun: RecordNoun, record: Record) -> list[tuple[str, Json]]:
    country = COUNTRY.pack(record.country) if record.country else None
    if noun == "AircraftType":
        return [
            ("designator", DESIGNATOR.pack(record.value)),
            ("maker", TEXT.pack(record.maker) if record.maker else None),
            ("role", TEXT.pack(record.kind.casefold())),
        ]
    if noun == "Actor":
        return [("actorKind", "STATE" if record.kind == "COUNTRY" else record.kind), ("country", country)]
    found: list[tuple[str, Json]] = [("siteKind", record.kind), ("country", country)]
    if record.latitude is not None and record.longitude is not None:
        found.append(("location", LOCATION.pack({"latitude": record.latitude, "longitude": record.longitude})))
    if noun == "Base" and record.scheme == "icao":
        found.append(("icao", ICAO_SITE.pack(record.value)))
        found.append(("iata", IATA_SITE.pack(record.iata) if record.iata else None))
        found.append(("elevation", FLOAT.pack(record.elevation) if record.elevation is not None else None))
    return found
