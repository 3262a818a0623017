"""The change log of a database -> what each subscriber is told, read once for all of them."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Hashable, Iterable, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import Protocol, Self

from api.errors import LimitError, TooSlowError
from api.topic import Ask, Following, Row, Telling, Topic
from api.wanted import Wanted
from graph.changelog import Edge, Entry, Event
from graph.changelog.tail import Tail
from graph.changelog.trace import unpack
from graph.errors import UnavailableError

#: Seconds between looks at the log, and before a database that did not answer is asked again.
LOOK, PATIENCE = 0.25, 1.0
#: Events that are told at once, and seconds that the feed waits before the next ones: a load of a million events is
#: told at ten thousand a second, and the log keeps what is not told yet.
_AT_ONCE, _PAUSE = 500, 0.05
#: So many parts may wait for a topic, and for a subscriber, before they are given up as too slow.
QUEUE = 64
#: Subscribers that read what happened before they came, at once.
_CATCHING = 4
#: A subscriber to whom nothing is told is told how far it is after so many events, so that it can come back later.
_FAR = 10_000
_log = logging.getLogger(__name__)


class Source(Protocol):
    """The change log as the feed sees it."""

    async def head(self) -> int:
        """The last number that was given. Raises QuestionError."""

    async def tail(self, since: int) -> Tail:
        """Entries after a number. Raises ChangesGoneError, QuestionError."""


class Feed:
    """Follows the log as long as anybody subscribes; an asynchronous context manager.

    One task reads the log for the whole process. Each topic has one that looks up what its subscribers are told, so
    that no topic waits for another one's answers; and each subscriber has a queue of its own, so that none waits for
    another one's connection.
    """

    def __init__(self, source: Source, ask: Ask, most: int) -> None:
        self._source = source
        self._ask = ask
        self._most = most
        self._groups: dict[Hashable, _Group] = {}
        self._position = 0
        self._reading: asyncio.Task[None] | None = None
        self._catching = asyncio.Semaphore(_CATCHING)
        self._count = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(UnavailableError("the service is being stopped", "Subscribe again in a moment."))

    async def follow(self, following: Following) -> AsyncGenerator[Telling, None]:
        """What a subscriber is told. Raises ChangesGoneError, LimitError, TooSlowError, QuestionError."""
        if self._count >= self._most:
            hint = "Try again later, or ask another process."
            raise LimitError("subscribers", "subscriptions at once", self._most, self._count + 1, hint)
        self._count += 1
        try:
            async with aclosing(self._tellings(following)) as tellings:
                async for telling in _until(tellings, following):
                    yield telling
        finally:
            self._count -= 1

    async def _tellings(self, following: Following) -> AsyncGenerator[Telling, None]:
        since = following.since
        if since is None:
            now = 0 if self._reading else await self._source.head()
            # Somebody else may have begun to read meanwhile, and have come further.
            now = max(now, self._position) if self._reading else now
            subscriber = _Subscriber(following, now)
            self._join(subscriber)
            subscriber.tell_now()
        else:
            async with aclosing(self._past(following, since)) as tellings:
                async for telling in tellings:
                    since = telling.last
                    yield telling
            subscriber = _Subscriber(following, since)
            self._join(subscriber)
        try:
            async for telling in subscriber.told():
                yield telling
        finally:
            self._leave(subscriber)

    async def _past(self, following: Following, since: int) -> AsyncGenerator[Telling, None]:
        """What happened after a number, to the end of the log or at least to where the feed is."""
        while True:
            async with self._catching:
                entries = (await self._source.tail(since)).entries
            if not entries and (self._reading is None or self._position <= since):
                return
            for entry in entries:
                for events in _parts(entry, since):
                    async with self._catching:
                        telling = await _tell(following, entry, events, self._ask)
                    yield telling
                since = entry.last

    def _join(self, subscriber: "_Subscriber") -> None:
        topic = subscriber.following.topic
        group = self._groups.get(topic.key)
        if group is None:
            group = self._groups[topic.key] = _Group(topic, self._ask)
        group.add(subscriber)
        if self._reading is None:
            self._position = subscriber.since
            self._reading = asyncio.create_task(self._read())

    def _leave(self, subscriber: "_Subscriber") -> None:
        key = subscriber.following.topic.key
        group = self._groups.get(key)
        if group is not None and not group.remove(subscriber):
            group.stop()
            del self._groups[key]
        if not self._groups and self._reading is not None:
            self._reading.cancel()
            self._reading = None

    async def _read(self) -> None:
        """Read the log and hand its events to all topics, until nobody is left or it cannot be followed any more."""
        try:
            while True:
                try:
                    entries = (await self._source.tail(self._position)).entries
                except UnavailableError:
                    await asyncio.sleep(PATIENCE)
                    continue
                for entry in entries:
                    for events in _parts(entry, self._position):
                        for group in self._groups.values():
                            group.hand(entry, events)
                        # Who joins between two parts of an entry is told the later ones.
                        self._position = events[-1].sequence
                        await asyncio.sleep(_PAUSE if len(events) == _AT_ONCE else 0)
                if not entries:
                    await asyncio.sleep(LOOK)
        except Exception as error:
            self._reading = None
            self._end(error)

    def _end(self, error: Exception) -> None:
        """Tell all subscribers that, and why, nothing more comes."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        for group in self._groups.values():
            group.fail(error)
            group.stop()
        self._groups.clear()


class _Subscriber:
    """One who is told; holds what it has not read yet."""

    def __init__(self, following: Following, since: int) -> None:
        self.following = following
        self.since = since
        self._waiting: deque[Telling] = deque()
        self._woken = asyncio.Event()
        self._error: Exception | None = None

    def tell(self, telling: Telling) -> bool:
        """Tell it something that it has not been told; False where it cannot take more."""
        if telling.last <= self.since:
            return True
        until = self.following.until
        ends = until is not None and telling.last >= until
        if not (telling.rows or ends or telling.last - self.since >= _FAR):
            return True
        if len(self._waiting) >= QUEUE:
            self.fail(TooSlowError(self.since))
            return False
        self.since = telling.last
        self._waiting.append(telling)
        self._woken.set()
        return True

    def tell_now(self) -> None:
        """Tell it where it begins."""
        self._waiting.append(Telling(self.since, None, None))

    def fail(self, error: Exception) -> None:
        """Tell it why it is told no more, after what it has not read yet."""
        self._error = self._error or error
        self._woken.set()

    async def told(self) -> AsyncGenerator[Telling, None]:
        """All that it is told. Raises what it failed with."""
        while True:
            while self._waiting:
                yield self._waiting.popleft()
            if self._error is not None:
                raise self._error
            self._woken.clear()
            await self._woken.wait()


class _Group:
    """The subscribers of a topic, by what they want; what they are told is looked up for all of them at once."""

    def __init__(self, topic: Topic, ask: Ask) -> None:
        self._topic = topic
        self._ask = ask
        self._members: dict[Wanted, set[_Subscriber]] = {}
        self._handed: asyncio.Queue[tuple[Entry, Sequence[Event]]] = asyncio.Queue(QUEUE)
        self._telling = asyncio.create_task(self._tell_all())

    def add(self, subscriber: _Subscriber) -> None:
        """One more subscriber."""
        self._members.setdefault(subscriber.following.wanted, set()).add(subscriber)

    def remove(self, subscriber: _Subscriber) -> bool:
        """Forget a subscriber; whether any are left."""
        wanted = subscriber.following.wanted
        members = self._members.get(wanted, set())
        members.discard(subscriber)
        if not members:
            self._members.pop(wanted, None)
        return bool(self._members)

    def hand(self, entry: Entry, events: Sequence[Event]) -> None:
        """Take over events to tell."""
        try:
            self._handed.put_nowait((entry, events))
        except asyncio.QueueFull:
            for subscriber in self._subscribers():
                subscriber.fail(TooSlowError(subscriber.since))
            self._members.clear()

    def fail(self, error: Exception) -> None:
        """Tell all subscribers why they are told no more."""
        for subscriber in self._subscribers():
            subscriber.fail(error)

    def stop(self) -> None:
        """Look nothing more up."""
        self._telling.cancel()

    def _subscribers(self) -> list[_Subscriber]:
        return [one for members in self._members.values() for one in members]

    async def _tell_all(self) -> None:
        while True:
            entry, events = await self._handed.get()
            try:
                await self._tell(entry, events)
            except Exception as error:
                self.fail(error)
                self._members.clear()

    async def _tell(self, entry: Entry, events: Sequence[Event]) -> None:
        wanted = _matching(self._members, events)
        places = sorted({place for found in wanted.values() for place in found})
        rows = dict(zip(places, await self._looked_up([events[place] for place in places]), strict=True))
        last = events[-1].sequence
        for one, members in list(self._members.items()):
            told = [(events[place].sequence, row) for place in wanted.get(one, ()) if (row := rows[place]) is not None]
            telling = Telling(last, entry.author, entry.at, told) if told else Telling(last, None, None)
            for subscriber in list(members):
                if not subscriber.tell(telling):
                    self.remove(subscriber)

    async def _looked_up(self, events: Sequence[Event]) -> Sequence[Row | None]:
        while True:
            try:
                return await self._topic.look_up(events, self._ask) if events else ()
            except UnavailableError:
                await asyncio.sleep(PATIENCE)


async def _until(tellings: AsyncIterator[Telling], following: Following) -> AsyncGenerator[Telling, None]:
    """What is told, up to the end that the subscriber asked for."""
    left, until = following.first, following.until
    async for telling in tellings:
        rows = [row for row in telling.rows if until is None or row[0] <= until]
        rows = rows if left is None else rows[:left]
        last = telling.last
        if until is not None:
            last = min(last, until)
        if left is not None and (left := left - len(rows)) == 0:
            last = rows[-1][0]
        if rows or telling.author is None:
            yield Telling(last, telling.author, telling.at, rows)
        if left == 0 or (until is not None and telling.last >= until):
            return


async def _tell(following: Following, entry: Entry, events: Sequence[Event], ask: Ask) -> Telling:
    wanted = [event for event in events if following.wanted.admits(event)]
    rows = await following.topic.look_up(wanted, ask)
    told = [(event.sequence, row) for event, row in zip(wanted, rows, strict=True) if row is not None]
    return Telling(events[-1].sequence, entry.author, entry.at, told)


def _parts(entry: Entry, since: int) -> Iterable[list[Event]]:
    """An entry's events after a number, so many at once that telling them holds nobody up."""
    part: list[Event] = []
    for event in unpack(entry.packed, entry.first, since):
        part.append(event)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _matching(filters: Iterable[Wanted], events: Sequence[Event]) -> dict[Wanted, list[int]]:
    """The places of the events that each filter admits; one that names ids is tried on events of these alone."""
    of: dict[str, list[int]] = {}
    for place, event in enumerate(events):
        ends = {event.of.source, event.of.target} if isinstance(event.of, Edge) else {event.of}
        for one in ends:
            of.setdefault(one, []).append(place)
    found: dict[Wanted, list[int]] = {}
    for wanted in filters:
        if wanted.ids is None:
            places: Iterable[int] = range(len(events))
        else:
            places = sorted({place for one in wanted.ids for place in of.get(one, ())})
        if admitted := [place for place in places if wanted.admits(events[place])]:
            found[wanted] = admitted
    return found
