"""How long work tells how far it has come."""

from collections.abc import Callable

#: Called with what is being done, how much of it is, and of how much in all.
Progress = Callable[[str, int, int], None]


def silent(doing: str, done: int, total: int) -> None:
    """Tells nobody."""
