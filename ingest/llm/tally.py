"""What became of a model's answers."""

from dataclasses import dataclass


@dataclass(slots=True)
class Kept:
    """How many facts were taken, and how many rejected: not in the text, or without sense."""

    kept: int = 0
    rejected: int = 0
