"""The lightest paths in order of time against every chain of journeys that there is, on random timetables."""

from collections.abc import Iterator
from itertools import combinations, pairwise, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from graph.analysis.outcome import Outcome
from graph.analysis.punctual import punctual
from graph.analysis.timetable import Timetable
from graph.question import Search, Timing, Toward, Weight
from schema.values.value import Json

NAMES = [f"Base:{number}" for number in range(5)]
HOUR = 3_600_000
#: What stands for moments that are not known.
NEVER, ALWAYS = -(2**62), 2**62
#: From, to, departs, arrives, when both is known to the minute, how many kilometres, which statements tell; the id.
Journey = tuple[str, str, int, int, tuple[int | None, int | None], float, list[int], str]


@st.composite
def journeys(draw: st.DrawFn, timing: Timing) -> list[Journey]:
    """Of few hours, so that much arrives as something departs; many, so that there is more than one way."""
    dice = Random(draw(st.integers(0, 2**32)))
    found: list[Journey] = []
    for number in range(draw(st.sampled_from([2, 8, 16, 24]))):
        source, target = dice.choice(NAMES), dice.choice(NAMES)
        start = dice.randrange(8) * HOUR
        end = start + dice.randrange(3) * HOUR
        known: tuple[int | None, int | None] = dice.choice([(start, end)] * 4 + [(None, end)])
        late = dice.choice([0, 0, HOUR, 3 * HOUR])
        # What is surely known departs early and arrives late; what is possible the other way round.
        departs, arrives = (start, end + late) if timing is Timing.CERTAINLY else (start + late, end)
        if dice.randrange(10) == 0:
            departs, arrives = (NEVER, ALWAYS) if timing is Timing.CERTAINLY else (ALWAYS, NEVER)
            known = (None, None)
        said = dice.choices(range(1, 6), k=dice.randrange(4))
        found.append((source, target, departs, arrives, known, far(source, target), said, f"Flight:{number}"))
        # From one or another, or to one or another: one flight all the same.
        while dice.randrange(5) == 0:
            source, target = dice.choice(NAMES), dice.choice(NAMES)
            found.append((source, target, departs, arrives, known, far(source, target), said, f"Flight:{number}"))
    return found


def far(source: str, target: str) -> float:
    return 1.0 + NAMES.index(source) * 2 + NAMES.index(target)


def timetable(every: list[Journey], weight: Weight, timing: Timing, toward: Toward) -> Timetable:
    place = {Weight.TIME: 4, Weight.KILOMETRES: 5, Weight.EVIDENCE: 6}[weight]
    rows: list[list[Any]] = [[each[0], [each[1]], [[each[7], each[2], each[3], each[place]]]] for each in every]
    return Timetable.of(rows, {"timing": timing, "toward": toward}, 1_000)


def follows(chain: tuple[Journey, ...], timing: Timing) -> bool:
    if len({each[7] for each in chain}) < len(chain):
        return False
    last = float("-inf")
    for _, _, departs, arrives, *_ in chain:
        if departs < last:
            return False
        last = arrives if timing is Timing.CERTAINLY else max(last, arrives)
    return True


def weigh(chains: list[tuple[Journey, ...]], weight: Weight) -> float:
    match weight:
        case Weight.KILOMETRES:
            return sum(each[5] for each in chains[0])
        case Weight.EVIDENCE:
            told = [{one for each in hop for one in each[6]} for hop in zip(*chains, strict=True)]
            return sum(1 / max(len(each), 1) for each in told)
        case Weight.TIME:
            ends = [(chain[0][4][0], chain[-1][4][1]) for chain in chains]
            return min(
                ((last - first) / 60_000 for first, last in ends if first is not None and last is not None),
                default=float("inf"),
            )


Path = tuple[str, ...]
Whole = tuple[float, Path, list[tuple[Journey, ...]]]


def paths(every: list[Journey], weight: Weight, timing: Timing, task: dict[str, Any]) -> Iterator[Whole]:
    """All there are, by trying all."""
    hops: dict[tuple[str, str], list[Journey]] = {}
    for each in every:
        ends = each[0], each[1]
        hops.setdefault(ends if task["toward"] is Toward.OUT else (ends[1], ends[0]), []).append(each)
    for size in range(task["least"] + 1, task["most"] + 2):
        for path in permutations(NAMES, size):
            if all(hop in hops for hop in pairwise(path)):
                some = product(*(hops[hop] for hop in pairwise(path)))
                chains = [chain for chain in some if follows(chain, timing)]
                if chains and (found := weigh(chains, weight)) < float("inf"):
                    yield found, path, chains


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Journey], Weight, Timing, dict[str, Any]]:
    timing = draw(st.sampled_from(list(Timing)))
    task: dict[str, Any] = {
        "search": draw(st.sampled_from(list(Search))),
        "toward": draw(st.sampled_from([Toward.OUT, Toward.OUT, Toward.IN])),
        "least": draw(st.sampled_from([1, 1, 2])),
        "most": draw(st.integers(2, 4)),
        "wanted": draw(st.sampled_from([1, 3, 50])),
        "ends": 100,
        "walks": 20_000,
    }
    return draw(journeys(timing)), draw(st.sampled_from(list(Weight))), timing, task


@settings(max_examples=500)
@given(
    questions(), st.integers(1, 2), st.integers(1, 2),
    st.none() | st.none() | st.sets(st.sampled_from(NAMES), min_size=1, max_size=3),
    st.none() | st.none() | st.sets(st.sampled_from(NAMES), max_size=1),
)  # fmt: skip
def test_paths_are_the_lightest_of_all_in_order_of_time(
    question: tuple[list[Journey], Weight, Timing, dict[str, Any]], begin: int, end: int, via: set[str] | None,
    avoid: set[str] | None,
) -> None:  # fmt: skip
    every, weight, timing, task = question
    kept = [
        (weighed, path, chains)
        for weighed, path, chains in paths(every, weight, timing, task)
        if (via is None or via & set(path)) and not (avoid or set()) & set(path)
    ]
    # The ends that most paths connect, of all that are as many.
    ends = max(
        ((list(some), list(others)) for some in combinations(NAMES, begin) for others in combinations(NAMES, end)),
        key=lambda ends: sum(path[0] in ends[0] and path[-1] in ends[1] for _, path, _ in kept),
    )
    marks = {"begins": ends[0], "ends": ends[1], "via": None if via is None else sorted(via),
             "avoid": None if avoid is None else sorted(avoid)}  # fmt: skip
    outcome = punctual(timetable(every, weight, timing, task["toward"]), marks, task | {"weight": weight})
    expected = [each for each in kept if each[1][0] in ends[0] and each[1][-1] in ends[1]]
    expected.sort(key=lambda each: (round(each[0], 6), len(each[1]), each[1]))
    event(f"{weight} {timing}: {min(len(expected), 3)} paths")
    event(f"{max((len(path) - 1 for _, path, _ in expected), default=0)} hops at the most")
    search = task["search"]
    if search is Search.K_SHORTEST:
        expected = expected[: task["wanted"]]
    else:
        least: dict[tuple[str, str], float] = {}
        for weighed, path, _ in expected:
            least.setdefault((path[0], path[-1]), weighed)
        expected = [each for each in expected if each[0] < least[each[1][0], each[1][-1]] + 1e-6]
        if search is Search.SHORTEST:
            pairs = {(path[0], path[-1]): (weighed, path, chains) for weighed, path, chains in reversed(expected)}
            expected = [each for each in expected if pairs[each[1][0], each[1][-1]][1] == each[1]]
    found = told(outcome)
    assert [path for _, path, _ in found] == [path for _, path, _ in expected]
    assert [weighed for weighed, *_ in found] == pytest.approx([weighed for weighed, *_ in expected], abs=1e-6)
    for (*_, hops), (*_, chains) in zip(found, expected, strict=True):
        assert hops == [{one[7] for one in hop} for hop in zip(*chains, strict=True)]
    assert outcome.facts["over"] is False


def told(outcome: Outcome) -> list[tuple[float, Path, list[set[str]]]]:
    found = []
    for place in range(len(outcome)):
        hops: Json = outcome.told(place)
        assert isinstance(hops, list)
        weight = outcome.score(place)
        assert weight is not None
        found.append(
            (weight, tuple(outcome.things(place)), [set(map(str, hop)) for hop in hops if isinstance(hop, list)])
        )
    return found


def test_too_many_steps_are_told() -> None:
    every: list[Journey] = [
        (one, other, NEVER, NEVER, (None, None), 1.0, [], one + other) for one, other in permutations(NAMES, 2)
    ]  # fmt: skip
    task = {"search": Search.K_SHORTEST, "least": 1, "most": 4, "wanted": 100, "ends": 100, "walks": 9,
            "weight": Weight.KILOMETRES}  # fmt: skip
    marks = {"begins": NAMES[:1], "ends": NAMES[1:2], "via": None, "avoid": None}
    outcome = punctual(timetable(every, Weight.KILOMETRES, Timing.POSSIBLY, Toward.OUT), marks, task)
    assert outcome.facts["over"] is True and 0 < len(outcome) < 10


def test_nothing_leads_from_nowhere() -> None:
    empty = timetable([], Weight.TIME, Timing.POSSIBLY, Toward.OUT)
    task = {
        "search": Search.SHORTEST,
        "least": 1,
        "most": 4,
        "wanted": 1,
        "ends": 100,
        "walks": 9,
        "weight": Weight.TIME,
    }
    marks = {"begins": NAMES[:1], "ends": NAMES[1:2], "via": None, "avoid": None}
    assert len(punctual(empty, marks, task)) == 0
