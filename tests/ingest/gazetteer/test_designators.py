"""Every designator in our own table of aircraft types is one of ICAO document 8643."""

import csv
import gzip
from importlib import resources
from pathlib import Path


def test_designators_are_icao_s(shared: Path) -> None:
    with gzip.open(shared / "data" / "vrs_model_types.csv.gz", "rt", encoding="utf-8") as lines:
        known = {row["ICAO"] for row in csv.DictReader(lines)}
    table = resources.files("ingest.gazetteer").joinpath("aircraft_types.csv").read_text(encoding="utf-8")
    own = [row["designator"] for row in csv.DictReader(table.splitlines()) if row["designator"]]
    assert len(own) > 150
    assert [designator for designator in own if designator not in known] == []
