"""How far a reading is -> a progress bar with an estimate of the end, on a terminal; nothing elsewhere."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

T = TypeVar("T")
#: Told what is being done, how much of it is done, and of how much in all.
Tell = Callable[[str, int, int], None]


@contextmanager
def bar() -> Iterator[Tell]:
    """What draws the bar, on standard error; it may be called from any thread."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda doing, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {}

        def tell(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = progress.add_task(doing)
            progress.update(tasks[doing], completed=done, total=total)

        yield tell


def track(work: Sequence[T], doing: str) -> Iterator[T]:
    """Each piece of work in turn; a bar shows how many are done."""
    with bar() as tell:
        for done, piece in enumerate(work):
            tell(doing, done, len(work))
            yield piece
