"""Outcome: what was worked out, as columns; to bytes and back, between processes."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import orjson

from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results in their order: the things of each (`members` from one of `offsets` to the next, as places in `ids`),
    and its score where there is one. `facts` tell what it was made of and by what. `beside` is what else is told of
    each result, as JSON.
    """

    ids: tuple[str, ...]
    offsets: "array[int]"
    members: "array[int]"
    scores: "array[float]"
    facts: Mapping[str, Json]
    beside: tuple[bytes, ...] = ()

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def things(self, place: int, most: int | None = None) -> list[str]:
        """The ids of the things of a result, or of so many of them."""
        start, end = self.offsets[place], self.offsets[place + 1]
        return [self.ids[each] for each in self.members[start : end if most is None else min(start + most, end)]]

    def score(self, place: int) -> float | None:
        """The score of a result."""
        return self.scores[place] if self.scores else None

    def told(self, place: int) -> Json:
        """What else is told of a result."""
        return orjson.loads(self.beside[place]) if self.beside else None

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        texts = sum(len(each) + 60 for some in (self.ids, self.beside) for each in some)
        return texts + 8 * (len(self.offsets) + len(self.members) + len(self.scores))

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """As a header that is JSON, and a body of so many bytes."""
        columns = (self.offsets.tobytes(), self.members.tobytes(), self.scores.tobytes(), orjson.dumps(self.ids))
        sizes = [len(each) for each in (*columns, *self.beside)]
        return {"facts": dict(self.facts), "sizes": sizes}, b"".join([*columns, *self.beside])

    @classmethod
    def unpacked(cls, header: Mapping[str, Any], body: bytes) -> Self:
        """What was packed."""
        parts, start = [], 0
        for size in header["sizes"]:
            parts.append(body[start : start + size])
            start += size
        offsets, members, scores = array("q"), array("q"), array("d")
        offsets.frombytes(parts[0])
        members.frombytes(parts[1])
        scores.frombytes(parts[2])
        return cls(tuple(orjson.loads(parts[3])), offsets, members, scores, header["facts"], tuple(parts[4:]))
