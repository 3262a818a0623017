"""Long work -> the same work with a progress bar on a terminal, and silently elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track as rich_track

T = TypeVar("T")


def track(work: Sequence[T], doing: str) -> Iterator[T]:
    """Each piece of work in turn, with a bar on standard error where that is a terminal."""
    console = Console(stderr=True)
    pieces: Iterable[T] = work
    if console.is_terminal and len(work) > 1:
        pieces = rich_track(work, description=doing, console=console, transient=True)
    yield from pieces
