"""A mapping that cannot be is refused with file, line and key, the cause and a remedy."""

from pathlib import Path

import pytest

from ingest.table.declare import read_mapping
from ingest.table.errors import MappingError
from tests.ingest.table.harness import AIRLINES, ONTOLOGY, mapping_of, write


def test_a_mapping_knows_its_columns_and_its_version(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, AIRLINES)
    assert mapping.columns == ("id", "name", "code")
    assert mapping.extractor.startswith("table:airlines@")
    commented = mapping_of(tmp_path, "# a comment\n" + AIRLINES.replace("{source: id}", "{source:   'id'}"))
    assert commented.extractor == mapping.extractor
    assert mapping_of(tmp_path, AIRLINES.replace("name: name", "role: name")).extractor != mapping.extractor


def changed(old: str, new: str) -> str:
    """The mapping of airlines with other words."""
    assert old in AIRLINES
    return AIRLINES.replace(old, new)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "mapping.yaml", "the mapping is empty"),
        ("table: [a", "mapping.yaml:1", "this is not YAML"),
        ("table: a\n\ttable: b", "mapping.yaml:2", "this is not YAML"),
        ("table: a\ntable: b", "mapping.yaml:2", "'table' stands here twice"),
        ("- a", "mapping.yaml:1", "keys with values are expected"),
        ("table: a\nentitys: {}", "mapping.yaml:2 entitys", "Did you mean entities?"),
        ("table: a", "mapping.yaml:1", "source is missing"),
        ("a: &a [*a]", "mapping.yaml:1 a[0]", "an alias refers to what it stands in"),
        (changed("noun: Actor", "noun: Acter"), ":6 entities.airline.noun", "Did you mean Actor?"),
        (changed("noun: Actor", "noun: Entity"), ":6 entities.airline.noun", "there is no noun 'Entity'"),
        (changed("    noun: Actor\n", ""), "entities.airline", "noun is missing"),
        (changed("    key: {source: id}\n", ""), "entities.airline", "key is missing"),
        (changed("icao: code", "ikao: code"), ":8 entities.airline.fields.ikao", "Did you mean icao?"),
        (changed("icao: code", "label: code"), ":8 entities.airline.fields.label", "no field of Actor 'label'"),
        (changed("icao: code", "icao: {form: code}"), ":8 entities.airline.fields.icao.form", "Did you mean from?"),
        (changed("icao: code", "icao: {do: [upper]}"), ":8 entities.airline.fields.icao", "exactly one source"),
        (changed("icao: code", "icao: {from: code, do: [uper]}"), ".fields.icao.do[0]", "Did you mean upper?"),
        (changed("icao: code", "icao: {from: code, do: [{uper: 1}]}"), ".do[0].uper", "Did you mean upper?"),
        (changed("icao: code", "icao: {from: code, do: [{capture: '('}]}"), ".capture", "not a regular expression"),
        (changed("icao: code", "icao: {from: code, do: [{split: ','}]}"), ".fields.icao", "icao takes one value"),
        (changed("icao: code", "icao: {from: code, do: [{at: 0}]}"), ".fields.icao.do", "`at` and `join` need a list"),
        (changed("icao: code", "icao: {from: code, do: [{times: x}]}"), ".do[0].times", "'x' is not a number"),
        (changed("icao: code", "icao: {constant: ABCD}"), ".fields.icao", "'ABCD' is not an ICAO code of an operator"),
        (changed("icao: code", "icao: {from: code, modality: SURE}"), ".icao.modality", "there is no modality 'SURE'"),
        (changed("icao: code", "icao: {from: code, unreadable: skip}"), ".icao.unreadable", "There are leave, stop"),
        (changed("icao: code", "icao: $item"), ".fields.icao", "there is no variable '$item'"),
        (changed("{source: id}", "{iata: id}"), ".airline.key", "iata is no strong key of Actor"),
        (changed("{source: id}", "none"), ".airline.key", "'none' is no key"),
        (changed("{source: id}", "{source: id, country: id}"), ".airline.key", "a key has one scheme"),
        (changed("Actor", "Base").replace("{source: id}", "{icao: id}"), ".airline.key", "only near the airport"),
        (changed("{source: id}", "{source: id, near: [a, b]}"), ".key.near", "source needs no position"),
        (
            changed("Actor", "Base").replace("{source: id}", "{icao: id, near: [a, b], km: 90}"),
            ".key.km",
            "At most 50 km",
        ),
        (changed("A test}", "A test, url: x.org}"), ":3 document.url", "not a web address"),
        (changed("A test}", "A test, published: May}"), ":3 document.published", "not a date"),
        (changed(", publisher: A test", ""), ":3 document", "publisher is missing"),
        (AIRLINES + "    links: {FLIES: airline}\n", ".links.FLIES", "there is no link of Actor 'FLIES'"),
        (AIRLINES + "    links: {LEADS: airlin}\n", ".links.LEADS", "Did you mean airline?"),
        (AIRLINES + "    links: {OWNS: airline}\n", ".links.OWNS", "leads to a Aircraft, not to a Actor"),
        (AIRLINES + "    links: {OWNS: {noun: Aircraft}}\n", ".links.OWNS", "key is missing"),
        (AIRLINES + "    links: {OWNS: {noun: Aircraft, key: local}}\n", ".OWNS.key", "cannot lead to a local"),
        (AIRLINES + "    links: {LEADS: {}}\n", ".links.LEADS", "to an entity of this mapping or to a noun"),
        (AIRLINES + "    each: {stops: id}\n", ".each.stops", "there is no key 'stops'"),
        (AIRLINES + "    each: {items: id}\n", ".each.items", "a list is expected here"),
        (AIRLINES + "    when: {is: id}\n", ".when.is", "there is no key 'is'"),
        (AIRLINES + "    once: maybe\n", ".once", "neither true nor false"),
        (AIRLINES + "    same: [{key: {iata: code}}]\n", ".same[0]", "iata alone does not tell that two are one"),
        (AIRLINES + "    same: [{key: {name: name}, method: x, score: 1}]\n", ".same[0]", "name alone does"),
        (AIRLINES + "    same: [{key: {icao+name: [code, name]}}]\n", ".same[0]", "needs method and score"),
        (AIRLINES + "    same: [{key: {icao+name: code}, possible: x}]\n", ".key.icao+name", "takes 2 values"),
        (AIRLINES + "    same: [{key: {ikao: code}, possible: x}]\n", ".key.ikao", "no field of Actor 'ikao'"),
        (AIRLINES + "    same: [{key: {iata: code}, possible: x, score: 1}]\n", ".same[0]", "`possible` stands"),
        (
            AIRLINES + "    same: [{key: {icao+name: [code, name]}, method: x, score: 2}]\n",
            ".same[0].score",
            "not between 0 and 1",
        ),
        (AIRLINES + "left: {name: no}\n", ":9 left.name", "'name' is left and taken"),
        (AIRLINES + "format: {delimiter: ab}\n", ":9 format.delimiter", "a delimiter is one character"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused(tmp_path: Path, text: str, place: str, said: str) -> None:
    with pytest.raises(MappingError) as caught:
        mapping_of(tmp_path, text)
    assert place in caught.value.place
    assert said in str(caught.value)
    assert caught.value.remedy


def test_a_missing_mapping_and_one_that_is_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="there is no such mapping"):
        read_mapping(tmp_path / "none.yaml", ONTOLOGY)
    with pytest.raises(MappingError, match="it cannot be read"):
        read_mapping(write(tmp_path, "mapping.yaml", b"\xff\xfe\x00"), ONTOLOGY)


def test_words_are_taken_as_they_are_written(tmp_path: Path) -> None:
    text = AIRLINES.replace("icao: code", "country: {from: code, do: [{words: {NO: NO, yes: SE}}]}")
    mapping = mapping_of(tmp_path, text)
    read = mapping.entities[0].fields[1].value.bind({"code": 0})
    assert [read([word]) for word in ("NO", "yes")] == ["NO", "SE"]
