"""No labelled name is linked to the wrong thing, and nearly all are linked to the right one."""

from collections import Counter

import pytest

from ingest.reading import Link
from tests.ingest.link.pairs import Judge, Pair, read_pairs

#: The share of names that are linked when they should be. It only rises.
RECALL = 0.98


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def test_the_list_is_wide_and_holds_near_misses() -> None:
    pairs = read_pairs()
    assert len(set(pairs)) == len(pairs) >= 300
    kinds = Counter((pair.kind, pair.same) for pair in pairs)
    assert all(
        kinds[kind, same] >= 5 for kind in ("base", "town", "actor", "type", "country") for same in (True, False)
    )


@pytest.mark.parametrize("pair", read_pairs(), ids=lambda pair: f"{pair.kind} {pair.name} {pair.known} {pair.same}")
def test_no_name_is_linked_to_the_wrong_thing(judge: Judge, pair: Pair) -> None:
    linked = judge.links(pair)
    assert linked in {pair.known, None} if pair.same else linked != pair.known


def test_right_things_are_found(judge: Judge) -> None:
    same = [pair for pair in read_pairs() if pair.same]
    assert sum(judge.links(pair) == pair.known for pair in same) / len(same) >= RECALL


@pytest.mark.parametrize(
    ("kind", "name", "countries", "among"),
    [
        ("actor", "IAF", {"IL", "IN"}, {"israeli-air-force", "indian-air-force"}),
        ("actor", "RSF", set(), {"rapid-support-forces", "reporters-without-borders"}),
        ("town", "Tripoli", {"LB", "LY"}, {"2210247"}),
        ("base", "Nancy", {"FR"}, {"LFSO"}),
        ("base", "Simón Bolívar", {"EC", "CO"}, {"SEGU", "SKSM", "SVMI"}),
        ("country", "Georgia", {"US"}, {"GE", "georgia"}),
        ("country", "Congo", {"CG"}, {"CD", "CG"}),
    ],
)
def test_what_a_name_may_mean_is_listed_with_scores(
    judge: Judge, kind: str, name: str, countries: set[str], among: set[str]
) -> None:
    judged = judge.judge(kind, name, countries)
    assert judged.link is None
    assert among <= {link.record.value for link in judged.candidates}
    assert all(0 < link.score <= 1 for link in judged.candidates)
    assert [link.score for link in judged.candidates] == sorted((c.score for c in judged.candidates), reverse=True)


def test_a_judgement_holds_either_a_link_or_candidates(judge: Judge) -> None:
    for pair in read_pairs():
        judged = judge.judge(pair.kind, pair.name, pair.countries)
        assert judged.link is None or not judged.candidates
        assert all(isinstance(link, Link) for link in judged.candidates)
