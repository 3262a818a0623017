"""Counts of what was right -> precision, recall and F1, added up over documents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of what was `told`, and of what is there to be told (`gold`). A flight half right counts in part."""

    right: float = 0.0
    told: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.told + other.told, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what is told that is right; 0 where nothing is told."""
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that is told; 0 where nothing is there."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both: 2 · right / (told + gold)."""
        return 2 * self.right / (self.told + self.gold) if self.right else 0.0
