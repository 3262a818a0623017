"""Several processes that answer on one socket; one that dies is started again."""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event

from prometheus_client.multiprocess import mark_process_dead

from api.metrics import FOLDER
from api.settings import ApiSettings
from contrail.application import make_app
from contrail.errors import ContrailError
from contrail.logs import Logs
from contrail.service import GRACE, WATCH, look, serve
from graph.connection import Address

#: Seconds that a worker gets to start, and those beyond its grace to end.
_START = 60
_END = 2
_spawn = multiprocessing.get_context("spawn")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Worker:
    """All that a process needs to answer requests; it is sent to it."""

    address: Address
    api: ApiSettings
    listener: socket.socket
    logs: Logs
    slow: float

    def start(self) -> tuple[SpawnProcess, Event]:
        """A new process, and what it sets once it answers."""
        ready = _spawn.Event()
        # No daemon, so that it may start a process that reads articles; it ends by itself when this one is gone.
        process = _spawn.Process(target=self.work, args=(ready,), name="contrail-worker")
        process.start()
        return process, ready

    def work(self, ready: Event) -> None:
        """Answer requests until a signal comes or the parent is gone."""
        serve(make_app(self.address, self.api, self.slow), self.listener, ready.set, _orphaned, self.logs)


def serve_by_workers(worker: Worker, count: int, started: Callable[[], None], revive: Callable[[], bool]) -> None:
    """Answer requests by so many processes until SIGINT or SIGTERM; `revive` is called every second.

    Raises ContrailError where a worker does not start.
    """
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    worker.logs.begin()
    with _shared_metrics():
        # What one has the database plan, it has planned for all.
        others = replace(worker, api=replace(worker.api, rehearsed=()))
        begun = [worker.start(), *(others.start() for _ in range(count - 1))]
        processes = [process for process, _ in begun]
        try:
            for process, ready in begun:
                _await(process, ready)
            started()
            while not stopped:
                time.sleep(WATCH)
                look(revive)
                processes = [_alive(others, process) for process in processes]
        finally:
            _end(processes)
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _shared_metrics() -> Iterator[None]:
    """A folder in which all processes leave their numbers, so that each of them can tell those of all."""
    with tempfile.TemporaryDirectory(prefix="contrail-metrics-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


def _await(process: SpawnProcess, ready: Event) -> None:
    give_up = time.monotonic() + _START
    while not ready.wait(0.1):
        if not process.is_alive() or time.monotonic() > give_up:
            raise ContrailError(
                "--workers",
                "a worker did not start; what it said stands above",
                "Correct that, or leave out --workers.",
            )


def _alive(worker: Worker, process: SpawnProcess) -> SpawnProcess:
    if process.is_alive():
        return process
    _log.warning("worker %s ended with %s; another is started", process.pid, process.exitcode)
    mark_process_dead(process.pid, os.environ[FOLDER])  # type: ignore[no-untyped-call]
    return worker.start()[0]


def _end(processes: list[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    give_up = time.monotonic() + GRACE + _END
    for process in processes:
        process.join(max(0.0, give_up - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


async def _orphaned() -> None:
    """Returns once the parent is gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    gone = asyncio.Event()
    asyncio.get_running_loop().add_reader(parent.sentinel, gone.set)
    await gone.wait()
