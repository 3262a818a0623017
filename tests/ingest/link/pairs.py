"""pairs.csv -> real names held against known things that they do or do not mean, and what the linker makes of them.

`kind` says what the name is a name of, `countries` which ones the article names besides, `known` is SCHEME:VALUE of
the thing, `same` whether the name means it there. A pair that is not `same` is a near miss: another thing of a like
name, or the same name in another place.
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.link.judge import Judged
from ingest.link.linker import Linker
from ingest.mention.aircraft import Types
from ingest.reading import Link


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, and a known thing that it means or does not mean."""

    kind: str
    name: str
    countries: frozenset[str]
    known: str
    same: bool


def read_pairs() -> list[Pair]:
    """The labelled pairs, in their order."""
    with Path(__file__).with_name("pairs.csv").open(encoding="utf-8") as lines:
        return [
            Pair(row["kind"], row["name"], frozenset(row["countries"].split()), row["known"], row["same"] == "yes")
            for row in csv.DictReader(lines)
        ]


class Judge:
    """Looks names up as reading does."""

    def __init__(self) -> None:
        self.gazetteer = Gazetteer()
        self._linker = Linker(self.gazetteer)
        self._types = Types(self.gazetteer)

    def judge(self, kind: str, name: str, countries: Collection[str]) -> Judged:
        """What a name of this kind means in an article that names these countries."""
        match kind:
            case "base":
                return self._linker.site(name, countries, military=True)
            case "town":
                return self._linker.town(name, countries)
            case "actor":
                return self._linker.actor(name, countries)
            case "country":
                return self._linker.country(name, countries)
            case _:
                record = next((mention.record for mention in self._types.find(name)), None)
                return Judged(Link(record, "code", 1.0)) if record and record.scheme else Judged()

    def links(self, pair: Pair) -> str | None:
        """SCHEME:VALUE of what a pair's name is linked to without asking anybody."""
        link = self.judge(pair.kind, pair.name, pair.countries).link
        return f"{link.record.scheme}:{link.record.value}" if link else None
