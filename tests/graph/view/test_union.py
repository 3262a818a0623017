"""Judgements join ids into groups, each with one canonical id."""

from hypothesis import given
from hypothesis import strategies as st

from graph.view.union import canonical_ids, groups
from schema.claim import SAME_AS, Claim, Modality, Polarity
from tests.strategies import judgements

DENIED, POSSIBLE = Polarity.DENIED, Modality.POSSIBLE


def same(one: str, other: str, polarity: Polarity = Polarity.ASSERTED, modality: Modality = Modality.ACTUAL) -> Claim:
    return Claim(one, SAME_AS, object=other, polarity=polarity, modality=modality)


def test_a_chain_is_one_group_under_its_keyed_id() -> None:
    chain = [same("Base:la", "Base:lb"), same("Base:lb", "Base:kz"), same("Base:ld", "Base:le")]
    assert canonical_ids(chain) == {
        "Base:la": "Base:kz",
        "Base:lb": "Base:kz",
        "Base:kz": "Base:kz",
        "Base:ld": "Base:ld",
        "Base:le": "Base:ld",
    }


def test_the_smallest_of_several_keyed_ids_is_canonical() -> None:
    assert set(canonical_ids([same("Base:kb", "Base:la"), same("Base:la", "Base:ka")]).values()) == {"Base:ka"}


def test_a_denial_undoes_that_pair_alone_whichever_way_it_is_said() -> None:
    claims = [same("Base:la", "Base:lb"), same("Base:lb", "Base:lc"), same("Base:lb", "Base:la", DENIED)]
    assert groups(canonical_ids(claims)) == {"Base:lb": ("Base:lb", "Base:lc")}


def test_only_actual_judgements_join() -> None:
    assert canonical_ids([same("Base:la", "Base:lb", modality=POSSIBLE), same("Base:lc", "Base:lc")]) == {}


@given(st.lists(judgements(), max_size=12), st.randoms())
def test_the_order_of_judgements_means_nothing(claims: list[Claim], random: object) -> None:
    assert hasattr(random, "shuffle")
    shuffled = [*claims, *claims[:3]]
    random.shuffle(shuffled)
    assert canonical_ids(shuffled) == canonical_ids(claims)


@given(st.lists(judgements(), max_size=12))
def test_groups_are_what_walking_the_judgements_reaches(claims: list[Claim]) -> None:
    denied = {frozenset((one.subject, one.object)) for one in claims if one.polarity is DENIED}
    steps = {
        frozenset((one.subject, one.object))
        for one in claims
        if one.polarity is not DENIED and one.modality is Modality.ACTUAL
    } - denied
    canonical = canonical_ids(claims)
    for start in {one.subject for one in claims}:
        reached, size = {start}, 0
        while size != len(reached):
            size = len(reached)
            reached |= {one for step in steps if step & reached for one in step if one is not None}
        root = canonical.get(start, start)
        assert {one for one in reached if canonical.get(one, one) == root} == reached
        assert root == min(reached, key=lambda one: (":k" not in one, one))
        assert not [one for one, other in canonical.items() if other == root and one not in reached]
