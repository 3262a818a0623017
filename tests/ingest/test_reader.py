"""Reading is exact to the character, the same every time, and holds for texts of any make."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Article
from ingest.errors import ModelMissingError
from ingest.format.metadata import Metadata
from ingest.reader import Reader
from schema.claim import Modality, Polarity
from tests.ingest import told

SENTENCES = [
    "Four C-17s made several trips from Doha or Amman to eastern Chad over the past month.",
    "“We will stay,” said General Idris Sow. “Nobody leaves.”",
    "A Turkish A400M, registration 18-0999, took off from İncirlik Air Base and landed in Mogadishu on Monday.",
    "According to Reuters, Kenya’s air force sent two C-27Js to Juba.",
    "The RSF seized Nyala airport in October and the army’s jets returned to Port Sudan.",
    "Nothing happened.",
    "🛩️🛩️ Two jets 🛩️ landed in Ganja\u00a0on Friday.",
    'He called it "an error" — and left.',
    "“An unpaired mark, they said.",
]
GLUE = ["\n", "\n\n", " ", "\u00a0", "\n\n\n", " 🛩 ", "\u2028", "\t"]

articles = st.builds(
    lambda parts: Article("".join(text + glue for text, glue in parts), Metadata(published=date(2024, 12, 20))),
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GLUE)), min_size=1, max_size=6),
)
noise = st.text(max_size=80).filter(str.strip).map(Article)
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(article=st.one_of(articles, noise))
def test_slots_are_their_words_and_reading_is_deterministic(reader: Reader, article: Article) -> None:
    reading = reader.read(article)
    for slot in told.slots(reading):
        assert article.text[slot.start : slot.end] == slot.text
    assert reader.read(article) == reading


def test_a_or_b_is_one_of_several_and_a_and_b_is_both(reader: Reader) -> None:
    for word, alternatives in (("or", 1), ("and", 0)):
        flight = reader.read(Article(f"Four Il-76 planes flew from Doha {word} Amman to Misrata.")).flights[0]
        assert [e.words.text for e in flight.origin] == ["Doha", "Amman"]
        assert len({e.alternative for e in flight.origin} - {None}) == alternatives


def test_the_last_one_of_a_list_is_in_it(reader: Reader) -> None:
    flight = reader.read(Article("Two jets flew from Doha to Amman, Beirut and Cairo.")).flights[0]
    assert [e.words.text for e in flight.destination] == ["Amman", "Beirut", "Cairo"]


@pytest.mark.parametrize(
    ("sentence", "modality", "polarity"),
    [
        ("An Il-76 landed in Bamako.", Modality.ACTUAL, Polarity.ASSERTED),
        ("An Il-76 will land in Bamako.", Modality.EXPECTED, Polarity.ASSERTED),
        ("An Il-76 is expected to land in Bamako.", Modality.EXPECTED, Polarity.ASSERTED),
        ("An Il-76 may have landed in Bamako.", Modality.POSSIBLE, Polarity.ASSERTED),
        ("An Il-76 reportedly landed in Bamako.", Modality.QUESTIONED, Polarity.ASSERTED),
        ("The Il-76 never landed in Bamako.", Modality.ACTUAL, Polarity.DENIED),
        ("No Il-76 landed in Bamako.", Modality.ACTUAL, Polarity.DENIED),
        ("The army denied that an Il-76 had landed in Bamako.", Modality.ACTUAL, Polarity.DENIED),
    ],
)
def test_how_a_flight_is_held(reader: Reader, sentence: str, modality: Modality, polarity: Polarity) -> None:
    flights = reader.read(Article(sentence)).flights
    assert [(f.modality, f.polarity) for f in flights] == [(modality, polarity)]


def test_what_is_denied_is_not_what_is_said(reader: Reader) -> None:
    found = told.statements(reader.read(Article("The army denied that an Il-76 had landed in Bamako.")))
    assert found == ["army: denied that an Il-76 had landed in Bamako"]


def test_two_flights_on_one_pair_are_two(reader: Reader) -> None:
    text = "A C-17 flew from Doha to Amman on Monday. Another C-17 flew from Doha to Amman on Tuesday."
    assert len(reader.read(Article(text)).flights) == 2


def test_a_flight_told_again_in_full_is_one_and_keeps_both_tellings(reader: Reader) -> None:
    text = (
        "A Ghanaian C-295 landed in western Kenya on Monday, the ministry of defence said. "
        "The aircraft left Accra at dawn and flew to Eldoret airport in Kenya."
    )
    flights = reader.read(Article(text)).flights
    assert len(flights) == 1
    assert [e.words.text for e in flights[0].origin] == ["Accra"]
    assert [len(f.earlier) for f in flights] == [1]
    assert flights[0].earlier[0].statement is not None


def test_capital_is_a_city_after_from_and_a_government_as_a_subject(reader: Reader) -> None:
    reading = reader.read(Article("Moscow backs the Libyan National Army. An Il-76 flew from Moscow to Benghazi."))
    assert told.relations(reading) == ["Russia SUPPORTS Libyan National Army"]
    assert reading.entities[reading.relations[0].subject.entity].kind == "STATE"
    assert reading.entities[reading.flights[0].origin[0].entity].kind == "CITY"


def test_metadata_changes_no_words(reader: Reader) -> None:
    text = "An Il-76 landed in Bamako last week."
    dated = reader.read(Article(text, Metadata(published=date(2024, 12, 20))))
    assert [f.trigger for f in dated.flights] == [f.trigger for f in reader.read(Article(text)).flights]


def test_missing_model_says_how_to_get_it() -> None:
    with pytest.raises(ModelMissingError, match="make setup"):
        Reader(model="no_such_model").read(Article("Words."))
