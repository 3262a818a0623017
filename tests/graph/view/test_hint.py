"""What things share that may be one is no thing: it makes no node and merges nothing."""

from graph.view import view
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Statement
from schema.discover import discover
from schema.identity import document, hint, keyed


def test_a_hint_makes_no_node_and_merges_nothing() -> None:
    table = Document(document("00", "a table"), "00", "DATASET", outlet="a table")
    shared = hint("Base", "iata", "BEN")
    bases = [keyed("Base", f"source:{name}", "1") for name in ("one", "two")]
    statements = tuple(
        Statement(
            table.id,
            "test",
            (
                Claim(base, "iata", "BEN"),
                Claim(base, SAME_AS, object=shared, modality=Modality.POSSIBLE, method="equal IATA codes"),
            ),
            row=str(row),
        )
        for row, base in enumerate(bases)
    )
    made = view(discover(), [Batch((table,), statements)])
    assert set(made.nodes) == set(bases)
    assert not made.merged
    assert {about for _, about in made.about} == set(bases)
    assert set(made.judged) == {("CANDIDATE", base, shared) for base in bases}


def test_what_something_may_be_is_no_thing_until_somebody_speaks_of_it() -> None:
    table = Document(document("00", "a table"), "00", "DATASET", outlet="a table")
    one, other = (keyed("Base", "source:one", name) for name in "ab")
    may_be = Claim(one, SAME_AS, object=other, modality=Modality.POSSIBLE, method="close by")
    rows = (
        Statement(table.id, "test", (may_be,), row="1"),
        Statement(table.id, "test", (Claim(other, "icao", "HLLB"),), row="2"),
    )
    assert set(view(discover(), [Batch((table,), rows[:1])]).nodes) == {one}
    made = view(discover(), [Batch((table,), rows)])
    assert set(made.nodes) == {one, other}
    assert made.about == {(rows[0].id, one), (rows[1].id, other)}
