"""Record of a shipped table -> Statements of that table's DATASET document: what the record itself says."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ingest.gazetteer.record import Record
from ingest.gazetteer.rows import Rows
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
#: Keys of the nouns; what is known otherwise is known by its source's own identifier.
_STRONG = frozenset(("icao", "country", "designator"))
_TABLES = ("actors", "aircraft_types", "countries", "regions", "sites")


def record_id(noun: RecordNoun, record: Record) -> str:
    """The id of the entity that a record describes: by its strong key, or by its source's own identifier."""
    scheme = record.scheme if record.scheme in _STRONG else f"source:{record.scheme}"
    return identity.keyed(noun, scheme, record.value)


def dataset(record: Record) -> Document:
    """The document whose row a record is."""
    if record.scheme == "geonames":
        return _built("cities", "GeoNames")
    if record.source.startswith("ICAO"):
        return _built("designators", "ICAO Doc 8643")
    return _built("airports", "airportsdata") if record.source.startswith("airportsdata") else _ours()


@lru_cache(maxsize=8)
def _built(table: str, outlet: str) -> Document:
    """A table that is shipped as it was built from a package: its hash is of the rows."""
    rows = Rows(table)
    sha256 = rows.sha256
    return Document(
        identity.document(sha256, outlet), sha256, "DATASET", rows.source, outlet=outlet, reference=True
    )  # fmt: skip


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
            ("role", TEXT.pack(record.kind.casefold()) if record.kind else None),
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
