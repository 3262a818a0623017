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
