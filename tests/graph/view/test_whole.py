"""The laws of the view, on the pure function."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.view import View, view
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.discover import discover
from tests.strategies import GAZETTEER, POOL, RECORDS, batches, with_records

ONTOLOGY = discover()
worlds = st.tuples(*(batches(number) for number in (1, 2, 3)))
_, _, RUSSIA, LIBYA = POOL["Actor"]


@given(worlds, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_order_means_nothing(world: tuple[Batch, ...], random: Random) -> None:
    shuffled = [
        Batch(
            tuple(random.sample(batch.documents, len(batch.documents))),
            tuple(random.sample(batch.statements, len(batch.statements))),
        )
        for batch in random.sample(world, len(world))
    ]
    assert view(ONTOLOGY, shuffled) == view(ONTOLOGY, world)


@given(worlds)
@settings(deadline=None)
def test_twice_changes_nothing(world: tuple[Batch, ...]) -> None:
    assert view(ONTOLOGY, [*world, *world]) == view(ONTOLOGY, world)


@given(worlds)
@settings(deadline=None)
def test_everything_leads_to_a_statement_that_says_it(world: tuple[Batch, ...]) -> None:
    made = view(ONTOLOGY, world)
    statements = {statement.id: statement for batch in world for statement in batch.statements}
    for (kind, source, target), edge in made.edges.items():
        evidence = edge["evidence"]
        assert isinstance(evidence, tuple) and evidence
        for identifier in evidence:
            ends = [
                {made.merged.get(claim.subject, claim.subject), made.merged.get(claim.object or "", claim.object)}
                for claim in statements[identifier].claims
                if claim.key == kind
            ]
            assert {source, target} in ends
        assert any(
            claim.key == kind and claim.polarity is Polarity.ASSERTED
            for identifier in evidence
            for claim in statements[identifier].claims
        )
    about: dict[str, set[int]] = {}
    for identifier, one in made.about:
        about.setdefault(one, set()).add(identifier)
    for one, node in made.nodes.items():
        members = set(node.members or (one,))
        asserted = [
            claim
            for identifier in about.get(one, ())
            for claim in statements[identifier].claims
            if claim.subject in members and claim.polarity is Polarity.ASSERTED
        ]
        claimed = {claim.key for claim in asserted}
        # What waits for review is not shown once somebody says that it is not so.
        sure = {claim.key for claim in asserted if not claim.held}
        for field in ONTOLOGY.fields(node.noun).values():
            here = [name for name in node.properties if name == field.name or name.startswith(f"{field.name}_")]
            if not field.computed and not field.gathers:
                assert field.name in claimed if here else field.name not in sure


@given(worlds)
@settings(deadline=None)
def test_every_end_is_a_node(world: tuple[Batch, ...]) -> None:
    made = view(ONTOLOGY, world)
    ends = {end for _, *ends in (*made.edges, *made.hidden) for end in ends}
    ends |= {one for _, one in (*made.about, *made.said_by, *made.published_by)} | set(made.merged.values())
    assert ends <= made.nodes.keys()
    assert not made.nodes.keys() & made.merged.keys()
    assert all(node.properties["label"] for node in made.nodes.values())


def batch(number: int, *claims: Claim, **more: object) -> Batch:
    """One document of one statement that makes these claims."""
    document = Document(f"Document:{number}", "", text="words", published_at="2024-12-20")
    statement = Statement(document.id, "test@1", claims, span=(0, 5), text="words")
    return Batch((document,), (replace(statement, **more),))  # type: ignore[arg-type]


def shape(made: View) -> set[tuple[str, str, str]]:
    return set(made.edges)


def test_merging_moves_links_and_joins_their_evidence() -> None:
    mention, _, *_ = POOL["Actor"]
    supports = batch(1, Claim(mention, "SUPPORTS", object=LIBYA), Claim(RUSSIA, "SUPPORTS", object=LIBYA))
    judged = batch(2, Claim(mention, SAME_AS, object=RUSSIA))
    denied = batch(3, Claim(RUSSIA, SAME_AS, object=mention, polarity=Polarity.DENIED))
    apart = {("SUPPORTS", mention, LIBYA), ("SUPPORTS", RUSSIA, LIBYA)}
    assert shape(view(ONTOLOGY, [supports])) == apart
    merged = view(ONTOLOGY, [supports, judged])
    assert shape(merged) == {("SUPPORTS", RUSSIA, LIBYA)}
    assert merged.nodes[RUSSIA].members == tuple(sorted((mention, RUSSIA))) and merged.merged == {mention: RUSSIA}
    assert shape(view(ONTOLOGY, [supports, judged, denied])) == apart


def test_a_speaker_keeps_the_first_step_when_two_of_them_are_one() -> None:
    mention, *_ = POOL["Actor"]
    said = batch(1, Claim(LIBYA, "name", "Libya"), said_by=((mention, 1), (RUSSIA, 0)))
    judged = batch(2, Claim(mention, SAME_AS, object=RUSSIA))
    (step,) = view(ONTOLOGY, [said, judged]).said_by.values()
    assert step == 0


def test_records_and_their_document_go_with_what_refers_to_them() -> None:
    record = next(iter(RECORDS))
    article = batch(1, Claim(POOL["Base"][0], SAME_AS, object=record, modality=Modality.POSSIBLE))
    records = with_records(article.statements)
    with_them = Batch((*article.documents, GAZETTEER), (*article.statements, *records))
    assert view(ONTOLOGY, [with_them]).nodes[record].properties["name"] == "North Field"
    assert GAZETTEER.id in view(ONTOLOGY, [with_them]).documents
    alone = view(ONTOLOGY, [Batch((GAZETTEER,), tuple(records))])
    assert not alone.documents and not alone.nodes
