"""Names of sites are linked where they are sure and left alone where they are not."""

import pytest

from ingest.article import Article
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.link.linker import Linker
from ingest.reader import Reader


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Gazetteer())


@pytest.mark.parametrize(
    ("name", "country", "icao"),
    [
        ("al-Khadim", "LY", "HL59"),
        ("Al Khadim", "LY", "HL59"),
        ("Khmeimim", "SY", "OSLK"),
        ("Hmeimim", "SY", "OSLK"),
        ("al-Qardabiya", "LY", "HLGD"),
        ("Ghardabiya", "LY", "HLGD"),
        ("Baninah", "LY", "HLLB"),
        ("Benina", "LY", "HLLB"),
        ("Labreg", "LY", "HLLQ"),
        ("Maaten al-Sarra", "LY", "HL56"),
        ("Deir ez-Zor", "SY", "OSDZ"),
        ("Deir al-Zor", "SY", "OSDZ"),
        ("al-Shayrat", "SY", "OS65"),
        ("Tessalit", "ML", "GATS"),
        ("Chkalovsky", "RU", "UUMU"),
        ("Merowe", "SD", "HSMR"),
        ("Nikola Tesla", "RS", "LYBE"),
        ("İncirlik", "TR", "LTAG"),
    ],
)
def test_transliterations_find_their_field(linker: Linker, name: str, country: str, icao: str) -> None:
    link = linker.site(name, {country}).link
    assert link is not None
    assert link.record.value == icao
    assert 0.75 <= link.score <= 1


@pytest.mark.parametrize(("name", "countries"), [("Springfield", {"US"}), ("Yuma", {"US"}), ("Nowhere", {"LY"})])
def test_ambiguous_or_unknown_names_stay_unlinked(linker: Linker, name: str, countries: set[str]) -> None:
    assert linker.site(name, countries, military=True).link is None


def test_a_field_far_from_the_articles_countries_is_less_sure(linker: Linker) -> None:
    near, far = linker.site("al-Khadim", {"LY"}).link, linker.site("al-Khadim", {"RU"}).link
    assert near is not None
    assert far is not None
    assert far.score < near.score == 1
    # A name that only airportsdata knows is not looked for outside them.
    assert linker.site("Waddan", {"RU"}).link is None


def test_a_link_says_how_it_was_reached(linker: Linker) -> None:
    found = [linker.site(*case).link for case in (("al-Khadim", {"LY"}), ("Waddan", {"LY"}), ("al-Quwaymat", {"LY"}))]
    assert [link.method for link in found if link] == ["alias", "exact", "sound"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("An Il-76 flew from Чкаловский to Хмеймим on Monday, a Syrian source said.", {"UUMU", "OSLK"}),
        ("A Russian An-124 landed at قاعدة الخادم in Libya.", {"HL59"}),
        ("The base (حميميم) in Syria received an Il-76.", {"OSLK"}),
        ("A Ukrainian An-26 left Миргород air base on Monday.", {"UKBM"}),
    ],
)
def test_names_in_other_scripts_are_read_and_linked(reader: Reader, text: str, codes: set[str]) -> None:
    entities = reader.read(Article(text)).entities
    assert codes == {e.link.record.value for e in entities if e.noun == "Base" and e.link}
