"""Requests -> outcomes, each worked out in a process that ends when nobody waits for it any more."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from graph import errors
from graph.analysis.outcome import Outcome
from graph.analysis.wire import STEPS, awaited, packed
from graph.errors import AnswerError, QuestionError, TimeLimitError
from graph.progress import Progress

_COMMAND = (sys.executable, "-m", "graph.analysis.worker")


class Workers:
    """Processes that work, at most so many at once; more requests wait. Those without work are kept for the next."""

    def __init__(self, at_once: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._idle: list[Process] = []

    async def work(self, request: Mapping[str, Any], seconds: float, tell: Progress) -> Outcome:
        """The outcome of a request, which takes at most so many seconds once it is its turn.

        Where the task is cancelled, or time is out, the process is killed. Raises QuestionError.
        """
        if self._turns.locked():
            tell("waiting for others to end", 0, STEPS)
        async with self._turns:
            process = await self._ready()
            begun = perf_counter()
            try:
                async with asyncio.timeout(seconds):
                    outcome = await _converse(process, request, tell)
            except QuestionError:
                self._idle.append(process)
                raise
            except TimeoutError as error:
                await _end(process)
                raise TimeLimitError.of_study(seconds, perf_counter() - begun) from error
            except asyncio.IncompleteReadError as error:
                await _end(process)
                raise AnswerError("the analysis ended before it was done", "Report it; the log tells more.") from error
            except BaseException:
                await _end(process)
                raise
            self._idle.append(process)
            return outcome

    async def close(self) -> None:
        """End all processes."""
        while self._idle:
            await _end(self._idle.pop())

    async def _ready(self) -> Process:
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process
        return await asyncio.create_subprocess_exec(*_COMMAND, stdin=PIPE, stdout=PIPE, limit=2**20)


async def _converse(process: Process, request: Mapping[str, Any], tell: Progress) -> Outcome:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(packed(request))
    while True:
        header, body = await awaited(process.stdout)
        match header["is"]:
            case "progress":
                tell(*header["told"])
            case "done":
                return Outcome.unpacked(header, body)
            case _:
                kind: type[QuestionError] = getattr(errors, header["error"])
                failure = kind(header["cause"], header["remedy"])
                failure.told = header["told"]
                raise failure


async def _end(process: Process) -> None:
    """Kill it and wait until it is gone, however often whoever asks for it is cancelled."""
    if process.returncode is None:
        process.kill()
    await asyncio.shield(process.communicate())
