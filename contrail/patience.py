"""An article -> read in time, or given up: some texts cost more to read than any report is worth."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from ingest.article import Article
from ingest.errors import TooLargeError

T = TypeVar("T")
#: Seconds in which an article is read: a thousand times what a report takes.
MOST_SECONDS = 60.0


def patiently(read: Callable[[Article], T], article: Article) -> T:
    """What `read` makes of an article. Raises TooLargeError where that takes too long."""
    with within(MOST_SECONDS, article.place):
        return read(article)


@contextmanager
def within(seconds: float, place: str) -> Iterator[None]:
    """Raise TooLargeError of `place` in what runs longer. Only the main thread is stopped so, and not on Windows."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TooLargeError(place, f"it was not read in {seconds:g} s", "Leave it out, or mend what is odd in its text")

    handler = signal.signal(signal.SIGALRM, give_up)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(signal.SIGALRM, handler)
