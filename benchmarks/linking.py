"""The labelled pairs of names -> precision, recall and time of linking, and how long the tables take to load."""

import resource
import statistics
import time
from dataclasses import dataclass

from tests.ingest.link.pairs import Judge, Pair, read_pairs

ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gave: `wrong` are the pairs linked to another thing, `microseconds` the median of each pair."""

    precision: float
    recall: float
    pairs: int
    wrong: tuple[Pair, ...]
    microseconds: dict[Pair, float]
    load_seconds: float
    peak_megabytes: float

    @property
    def lines(self) -> list[str]:
        """A table for people, the slowest pairs last."""
        times = sorted(self.microseconds.values())
        slowest = sorted(self.microseconds.items(), key=lambda item: -item[1])[:5]
        return [
            f"{self.pairs} pairs: precision {self.precision:.3f}, recall {self.recall:.3f}",
            f"tables loaded in {self.load_seconds:.2f} s, process at {self.peak_megabytes:.0f} MB",
            f"a pair: p50 {statistics.median(times):.0f} µs, p95 {times[int(len(times) * 0.95)]:.0f} µs",
            *(f"  slowest: {pair.kind} {pair.name} {sorted(pair.countries)} {spent:.0f} µs" for pair, spent in slowest),
        ]


def linking() -> Linked:
    """Link every pair as reading does, a few times over; the first round warms the countries' tables."""
    pairs = read_pairs()
    begun = time.perf_counter()
    judge = Judge()
    judge.gazetteer.find("An Il-76 landed at al-Khadim in Libya.")
    judge.links(pairs[0])
    load = time.perf_counter() - begun
    answers = {pair: judge.links(pair) for pair in pairs}
    spent: dict[Pair, list[float]] = {pair: [] for pair in pairs}
    for _ in range(ROUNDS):
        for pair in pairs:
            begun = time.perf_counter()
            judge.links(pair)
            spent[pair].append((time.perf_counter() - begun) * 1e6)
    linked = [pair for pair, answer in answers.items() if pair.same and answer is not None]
    right = [pair for pair in linked if answers[pair] == pair.known]
    wrong = [pair for pair in linked if answers[pair] != pair.known]
    wrong += [pair for pair, answer in answers.items() if not pair.same and answer == pair.known]
    same = sum(pair.same for pair in pairs)
    return Linked(
        len(right) / (len(right) + len(wrong)), len(right) / same, len(pairs), tuple(wrong),
        {pair: statistics.median(times) for pair, times in spent.items()},
        load, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )  # fmt: skip
