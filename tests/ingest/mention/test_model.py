"""Aircraft named by maker and model are known by ICAO's designators."""

import pytest

from ingest.article import Article
from ingest.claims import to_claims
from ingest.mention.model import Models
from ingest.reader import Reader
from schema.claim import SAME_AS
from schema.identity import keyed


@pytest.mark.parametrize(
    ("text", "words", "designator"),
    [
        ("A Cessna 208 Caravan landed.", "Cessna 208", "C208"),
        ("Two Pilatus PC-12s landed.", "", ""),
        ("A Pilatus PC-12 landed.", "Pilatus PC-12", "PC12"),
        ("An Embraer EMB-120 flew.", "Embraer EMB-120", "E120"),
        ("A Gulfstream G950 left.", "", ""),
        ("A Bombardier Challenger 650 left.", "Bombardier Challenger 650", "CL60"),
        ("Bell said on Monday that Piper Smith left.", "", ""),
    ],
)
def test_models_are_found_by_maker_and_number(text: str, words: str, designator: str) -> None:
    found = [(m.text, m.record.value) for m in Models().find(text) if m.record]
    assert found == ([(words, designator)] if words else [])


def test_a_model_is_linked_to_its_row_of_the_document(reader: Reader) -> None:
    batch = to_claims(reader.read(Article("An Embraer Legacy 500 flew from Bamako to Gao on Monday.")))
    same = [c for s in batch.statements for c in s.claims if c.key == SAME_AS]
    assert keyed("AircraftType", "designator", "E550") in {claim.object for claim in same}
    assert any(document.title and "8643" in document.title for document in batch.documents)
