"""An iterable -> the same items, made in a thread of their own while the one before is being used."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")
#: Items that wait to be used. More would only hold memory: whichever side is slower, the other waits.
_WAITING = 1
#: Seconds that the thread gets to end; it may be reading on to its next item, and ends with that.
_PATIENCE = 2


class _Ahead(Generic[T]):
    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self._ready: queue.Queue[Callable[[], T]] = queue.Queue(_WAITING)
        self._stopped = threading.Event()
        self.thread = threading.Thread(target=self._make, name="ahead", daemon=True)

    def taken(self) -> Iterator[T]:
        while True:
            try:
                yield self._ready.get()()
            except _EndError:
                return

    def stop(self) -> None:
        self._stopped.set()
        self.thread.join(_PATIENCE)

    def _make(self) -> None:
        try:
            for item in self._items:
                self._put(partial(_give, item))
                if self._stopped.is_set():
                    return
            self._put(partial(_fail, _EndError()))
        except BaseException as error:
            self._put(partial(_fail, error))

    def _put(self, outcome: Callable[[], T]) -> None:
        while not self._stopped.is_set():
            try:
                self._ready.put(outcome, timeout=0.1)
            except queue.Full:
                continue
            return


class _EndError(Exception):
    """There are no more items."""


def _give(item: T) -> T:
    return item


def _fail(error: BaseException) -> NoReturn:
    raise error


@contextmanager
def ahead(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """The items in their order; what making them raises is raised here. At the end the thread ends."""
    made = _Ahead(items)
    made.thread.start()
    try:
        yield made.taken()
    finally:
        made.stop()
