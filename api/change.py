"""What changed: its GraphQL types, and the root fields `compare` and `surges` -> ComparedRoot and SurgesRoot."""

from collections.abc import Callable, Iterator
from typing import cast

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.given import Given
from api.group_key import KeyReader
from api.selection import Selector
from api.types import Member, Types
from api.where import read_page, read_where
from graph.question import (
    DEFAULT_ALARM,
    DEFAULT_UNIT,
    Behind,
    ComparedRoot,
    GroupKeys,
    GroupRows,
    Level,
    Levels,
    PageInfo,
    Piece,
    Side,
    SurgeList,
    SurgesRoot,
    TimeUnit,
    TotalCount,
)
from schema.link import MODALITY
from schema.noun import Noun
from schema.ontology import Ontology
from schema.ranking import Ranking

_CHANGE, _DIRECTION, _CERTAINTY = "ComparedChange", "SurgeDirection", "SurgeCertainty"
_CHANGES = (
    ("NEW", "nothing in `a`, surely something in `b`"),
    ("GONE", "surely something in `a`, nothing in `b`"),
    ("GROWN", "surely more by the day in `b`"),
    ("SHRUNK", "surely less by the day in `b`"),
    ("SAME", "exactly as many by the day"),
    ("UNSURE", "what is told leaves it open"),
)
_RANGE = "PeriodRange!"


def changing(ontology: Ontology) -> list[Noun]:
    """The nouns whose things are journeys that add up to a total."""
    return [noun for noun in ontology.concrete if noun.journey and ontology.rollups(noun.name)]


def change_roots(ontology: Ontology) -> dict[str, Noun]:
    """The root fields and the nouns that they are of; named after the noun where there are several."""
    nouns = changing(ontology)
    stems = {noun.name: noun.plural[0].upper() + noun.plural[1:] if len(nouns) > 1 else "" for noun in nouns}
    return {f"{field}{stems[noun.name]}": noun for noun in nouns for field in ("compare", "surges")}


def change_members(ontology: Ontology) -> Iterator[tuple[str, str, str, tuple[Member, ...]]]:
    """Each root field: its name, type, what it is for, and its arguments."""
    for name, noun in change_roots(ontology).items():
        shared = (
            Member("groupBy", f"[{names.group_by(noun.name, None)}!]!", "By what; several make one group of each."),
            Member("where", names.filter_of(noun.name), f"Only the {noun.plural} that pass."),
            Member("modalities", f"[{MODALITY.name}!]", f"What counts; {MODALITY.choices[0]} alone if left out."),
            FIRST,
            AFTER,
        )
        if name.startswith("compare"):
            periods = (Member("a", _RANGE, "The earlier period."), Member("b", _RANGE, "The later period."))
            doc = f"Groups of {noun.plural} in two periods: what is new, gone, grown, shrunk; sure changes first."
            yield name, f"{noun.name}Changes!", doc, (*periods, *shared)
        else:
            alarm = f"How often a series without change may show one; {DEFAULT_ALARM} if left out."
            period = (
                Member("period", _RANGE, "The period that is looked at, both ends given; stretches in it count whole."),
                Member("unit", names.TIME_UNIT, f"The stretches that are counted; {DEFAULT_UNIT} if left out."),
                Member("falseAlarm", "Float", alarm),
            )
            doc = f"When the level of groups of {noun.plural} changed; groups with the most come first."
            yield name, f"{noun.name}Surges!", doc, (*period, *shared)


def declare_changes(types: Types, ontology: Ontology) -> None:
    """Changes and surges of each noun, with the things behind them."""
    if not changing(ontology):
        return
    told = "; ".join(f"{name}: {doc}" for name, doc in _CHANGES)
    types.enum(_CHANGE, f"What changed from `a` to `b`, by what is surely so. {told}.", [name for name, _ in _CHANGES])
    types.enum(_DIRECTION, "Which way a level changed.", ("RISE", "FALL"))
    doc = "Whether it changed however much of what is uncertain lies on either side, or what is known leaves it open."
    types.enum(_CERTAINTY, doc, ("CERTAIN", "POSSIBLE"))
    for noun in changing(ontology):
        _declare(types, ontology, noun)


def _declare(types: Types, ontology: Ontology, noun: Noun) -> None:
    name = noun.name
    behind = Member(noun.plural, f"[{name}!]!", f"The {noun.plural} behind it, sure ones first.", (FIRST,))
    numbers = [
        Member("low", "Int!", "At least so many, by what surely lies within."),
        Member("high", "Int", "At most so many, by what may lie within; null: no bound is known."),
        Member("count", "Int!", f"How many {noun.plural} lie, or may lie, within."),
    ]
    undated = Member("undated", "Int!", f"{noun.plural.capitalize()} of which nobody tells when; they count nowhere.")
    key = Member("key", names.group_key(name, None) + "!", "What they have in common.")
    side, change, level, surge = f"{name}ChangeSide", f"{name}Change", f"{name}Level", f"{name}Surge"
    types.object(side, "What a group has in one of the periods.", [*numbers, behind])
    types.object(
        change,
        "A group in both periods.",
        [
            key,
            Member("change", _CHANGE + "!", "What changed."),
            Member("a", side + "!", "In the earlier period."),
            Member("b", side + "!", "In the later period."),
            undated,
        ],
    )
    types.object(
        level,
        "Stretches in which nothing tells of a change.",
        [
            Member("start", "String!", "Its first day."),
            Member("end", "String!", "Its last day."),
            Member("stretches", "Int!", "How many stretches long it is."),
            *numbers,
            Member("rate", "Float!", "`low` by the stretch."),
            Member("spanning", "Int!", f"How many {noun.plural} may lie elsewhere, or not be of the group."),
            behind,
        ],
    )
    types.object(
        surge,
        "A change of level.",
        [
            Member("at", "String!", "The first day of the new level."),
            Member("direction", _DIRECTION + "!", "Which way."),
            Member("score", "Float!", "How much better two levels tell what surely lies in one stretch than one does:"
                   " the gain in log-likelihood."),
            Member("threshold", "Float!", "What `score` had to reach at this rate of false alarms."),
            Member("certainty", _CERTAINTY + "!", "Whether what is uncertain could undo it."),
            Member("before", level + "!", "The level that ends."),
            Member("after", level + "!", "The level that begins."),
        ],
    )  # fmt: skip
    types.object(
        f"{name}SurgeGroup",
        "A group and its series.",
        [
            key,
            Member("count", "Int!", f"How many {noun.plural} lie, or may lie, in the period."),
            Member("levels", f"[{level}!]!", "Its levels in turn; one where nothing changed."),
            Member("surges", f"[{surge}!]!", "Its changes in turn."),
            undated,
        ],
    )
    for whole, inner in ((f"{name}Changes", change), (f"{name}Surges", f"{name}SurgeGroup")):
        types.object(
            whole,
            "A page of groups, and how many there are.",
            [
                Member("nodes", f"[{inner}!]!", "The groups on this page."),
                Member("pageInfo", names.PAGE_INFO + "!", "Where the page stands."),
                Member("totalCount", "Int!", "How many groups there are on all pages."),
            ],
        )


def read_change(
    selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking
) -> ComparedRoot | SurgesRoot:
    """One of the root fields. Raises BadInputError."""
    return _Reader(selector, change_roots(selector.ontology)[merged.name]).root(merged, given, ranking)


class _Reader:
    """Reads what is asked of changes of one noun's journeys."""

    def __init__(self, selector: Selector, noun: Noun) -> None:
        self._selector, self._noun, self._name = selector, noun, noun.name
        self._givens = selector.collector.givens
        self._keys = KeyReader(selector, noun.name, None)

    def root(self, merged: Merged, given: dict[str, Given], ranking: Ranking) -> ComparedRoot | SurgesRoot:
        """The root field."""
        givens = self._givens
        by = self._keys.by(given["groupBy"])
        where = read_where(given.get("where"), self._name, self._selector.ontology, givens)
        modalities = givens.value(given["modalities"]) if "modalities" in given else None
        page = read_page(given, givens)
        compared = merged.name.startswith("compare")
        whole = f"{self._name}Changes" if compared else f"{self._name}Surges"

        def nodes(part: Merged) -> GroupRows:
            inner: dict[str, Callable[[Merged], GroupKeys | Piece | Side | Levels | SurgeList]] = {
                **dict.fromkeys(("change", "count", "undated"), _piece),
                "key": lambda each: self._keys.keys(each, by),
                "a": self._side,
                "b": self._side,
                "levels": lambda each: Levels(each.key, self._level(each), each.when),
                "surges": self._surges,
            }
            name = f"{self._name}Change" if compared else f"{self._name}SurgeGroup"
            return GroupRows(part.key, self._selector.parts(part.sets, name, inner), part.when)

        readers: dict[str, Callable[[Merged], GroupRows | TotalCount | PageInfo]] = {
            "nodes": nodes,
            "pageInfo": self._selector.page_info,
            "totalCount": lambda part: TotalCount(part.key, part.when),
        }
        parts = self._selector.parts(merged.sets, whole, readers)
        if compared:
            a, b = givens.value(given["a"]), givens.value(given["b"])
            return ComparedRoot(merged.key, self._name, where, by, a, b, parts, modalities, page, merged.when, ranking)
        unit = cast("TimeUnit", givens.word(given["unit"])) if "unit" in given else DEFAULT_UNIT
        alarm = givens.value(given["falseAlarm"]) if "falseAlarm" in given else None
        return SurgesRoot(
            merged.key, self._name, where, by, givens.value(given["period"]), parts, unit, alarm, modalities, page,
            merged.when, ranking,
        )  # fmt: skip

    def _side(self, part: Merged) -> Side:
        name = f"{self._name}ChangeSide"
        return Side(part.key, "a" if part.name == "a" else "b", self._numbers(part, name), part.when)

    def _level(self, part: Merged) -> tuple[Piece | Behind, ...]:
        return self._numbers(part, f"{self._name}Level")

    def _surges(self, part: Merged) -> SurgeList:
        def level(each: Merged) -> Level:
            return Level(each.key, "before" if each.name == "before" else "after", self._level(each), each.when)

        pieces = ("at", "direction", "score", "threshold", "certainty")
        readers: dict[str, Callable[[Merged], Piece | Level]] = {
            **dict.fromkeys(pieces, _piece),
            "before": level,
            "after": level,
        }
        return SurgeList(part.key, self._selector.parts(part.sets, f"{self._name}Surge", readers), part.when)

    def _numbers(self, part: Merged, name: str) -> tuple[Piece | Behind, ...]:
        def behind(each: Merged) -> Behind:
            given = self._selector.given(name, each)
            selection = self._selector.thing(each.sets, self._selector.collector.possible[self._name])
            return Behind(each.key, selection, read_page(given, self._givens).first, each.when)

        pieces = ("start", "end", "stretches", "low", "high", "rate", "count", "spanning")
        readers: dict[str, Callable[[Merged], Piece | Behind]] = {
            **dict.fromkeys(pieces, _piece),
            self._noun.plural: behind,
        }
        return self._selector.parts(part.sets, name, readers)  # type: ignore[return-value]


def _piece(part: Merged) -> Piece:
    return Piece(part.key, part.name, part.when)
