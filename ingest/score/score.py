"""Annotated and told facts of a document -> Score: what agrees, by kind, slot and rule, and what does not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ingest.score.document import KINDS, Fact, Facts
from ingest.score.match import match
from ingest.score.slot import tally
from ingest.score.tally import Tally
from ingest.score.weigh import WEIGH

#: The kinds whose mean F1 is the macro F1.
COUNTED = tuple(kind for kind in KINDS if kind != "places")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact of one side only: `missed` is annotated and not told, `spurious` told and not annotated."""

    document: str
    kind: str
    what: Literal["missed", "spurious"]
    fact: Fact
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Tallies by kind, by (kind, slot) and by rule; `+` adds documents up."""

    kinds: Mapping[str, Tally] = field(default_factory=dict)
    slots: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    rules: Mapping[str, Tally] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            _added(self.kinds, other.kinds),
            _added(self.slots, other.slots),
            _added(self.rules, other.rules),
            (*self.misses, *other.misses),
        )

    @property
    def macro(self) -> float:
        """The mean F1 of the counted kinds."""
        return sum(self.kinds.get(kind, Tally()).f1 for kind in COUNTED) / len(COUNTED)


def score(
    gold: Mapping[str, Any],
    told: Mapping[str, Any],
    document: str = "",
    rules: Mapping[str, Sequence[str]] | None = None,
) -> Score:
    """The score of one document in the scheme of annotated articles.

    `rules` names the rule behind each told fact of a kind, in their order. A rule's tally counts whole facts that are
    matched with any weight; it has no recall, since nobody annotates rules.
    """
    annotated, read = Facts(gold), Facts(told)
    kinds: dict[str, Tally] = {}
    slots: dict[tuple[str, str], Tally] = {}
    by_rule: dict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    for kind in KINDS:
        ours, theirs = annotated.of(kind), read.of(kind)
        weights = [[WEIGH[kind](a, b, annotated, read) for b in theirs] for a in ours]
        pairs = match(weights)
        right = sum(weights[i][j] for i, j in pairs) if kind == "flights" else float(len(pairs))
        kinds[kind] = Tally(right, len(theirs), len(ours))
        for slot, counted in tally(kind, [(ours[i], theirs[j]) for i, j in pairs], annotated, read):
            slots[kind, slot] = counted
        found, hit = {i for i, _ in pairs}, {j for _, j in pairs}
        names = (rules or {}).get(kind, ())
        for number, rule in enumerate(names):
            by_rule[rule] += Tally(float(number in hit), 1)
        misses += [Miss(document, kind, "missed", fact) for i, fact in enumerate(ours) if i not in found]
        misses += [
            Miss(document, kind, "spurious", fact, names[j] if j < len(names) else "")
            for j, fact in enumerate(theirs) if j not in hit
        ]  # fmt: skip
    return Score(kinds, slots, dict(by_rule), tuple(misses))


def total(scores: Iterable[Score]) -> Score:
    """All documents of a split as one."""
    return sum(scores, Score())


def _added(one: Mapping[K, Tally], other: Mapping[K, Tally]) -> dict[K, Tally]:
    return {key: one.get(key, Tally()) + other.get(key, Tally()) for key in (*one, *(k for k in other if k not in one))}
