"""Constraints and indexes follow from the ontology's declarations alone."""

from dataclasses import replace

from graph.constraints import indexes
from schema.discover import discover
from schema.field import Field
from schema.noun import Noun
from schema.ontology import Ontology
from schema.values.text import TEXT

ONTOLOGY = discover()


def statements(ontology: Ontology) -> list[str]:
    return [index.cypher for index in indexes(ontology)]


def test_a_new_noun_brings_its_own() -> None:
    ship = Noun(
        "Ship", "A ship.", "ship", "ships",
        (Field("imo", TEXT, "Its number.", index=("lookup",)), Field("flag", TEXT, "Its flag.")),
        implements=("Entity",),
    )  # fmt: skip
    wider = Ontology([*ONTOLOGY.nouns.values(), ship], ONTOLOGY.links)
    assert set(statements(wider)) - set(statements(ONTOLOGY)) == {
        "CREATE CONSTRAINT `id_Ship` IF NOT EXISTS FOR (n:`Ship`) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX `lookup_Ship_imo` IF NOT EXISTS FOR (n:`Ship`) ON (n.`imo`)",
        "CREATE INDEX `lookup_Ship_label` IF NOT EXISTS FOR (n:`Ship`) ON (n.`label`)",
    }


def test_names_are_unique_and_quoted() -> None:
    made = statements(ONTOLOGY)
    assert len(made) == len(set(made)) == len({one.split(" IF ")[0] for one in made})
    odd = replace(ONTOLOGY.noun("Place"), fields=(Field("odd", TEXT, "Odd.", index=("words",)),))
    assert "(n:`Place`) ON EACH [n.`search_forms`" in statements(Ontology([*_above(), odd], []))[-1]
    loose = replace(odd, implements=(), keys=(), caption=(), details=())
    assert "(n:`Place`) ON EACH [n.`odd`]" in statements(Ontology([*_above(), loose], []))[-1]
    silent = replace(loose, fields=())
    assert not any("FULLTEXT" in one and "Place" in one for one in statements(Ontology([*_above(), silent], [])))


def test_what_the_shipped_ontology_needs() -> None:
    made = "\n".join(statements(ONTOLOGY))
    for expected in (
        "CREATE CONSTRAINT `id__Statement` IF NOT EXISTS FOR (n:`_Statement`)",
        "CREATE INDEX `lookup_Flight_period_start` IF NOT EXISTS FOR (n:`Flight`) ON (n.`period_start`)",
        "CREATE INDEX `lookup_Aircraft_serial`",
        "CREATE INDEX `lookup_Site_name`",
        "CREATE INDEX `lookup_Base_name`",
        "CREATE POINT INDEX `point_Base_location`",
        "CREATE FULLTEXT INDEX `words_Statement` IF NOT EXISTS FOR (n:`Statement`) ON EACH [n.`text`]",
    ):
        assert expected in made
    words = next(one for one in made.splitlines() if "FULLTEXT INDEX `words`" in one)
    assert "|`Base`|" in words and "n.`search_forms`, n.`search_sounds`" in words and "Document" not in words
    assert "lookup_Site_label" not in made and "`id_Site`" not in made


def _above() -> list[Noun]:
    return [ONTOLOGY.noun("Entity"), ONTOLOGY.noun("Site")]
