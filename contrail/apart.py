"""A number -> so many processes for work apart, which end with whoever made them; some take the processor last."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

#: How nice processes are that yield.
_NICE = 10


def make_pool(processes: int, *, yielding: bool) -> ProcessPoolExecutor:
    """Processes that are started once there is work; `end_pool` ends them. With `yielding`, all others go first."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(yielding,))


def end_pool(pool: ProcessPoolExecutor) -> None:
    """End the processes at once: nobody waits for what is still being done."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(cancel_futures=True)


def _begin(yielding: bool) -> None:  # noqa: FBT001
    """In such a process: leave signals to whoever made it, and end when that is gone."""
    if yielding:
        _yield_to_others()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _yield_to_others() -> None:
    """Take the processor last, before this process's first thread of its own.

    Linux may share processors out among sessions before it looks at niceness (sched_autogroup): within the session of
    a service this process would be nice to the service alone, and take turns with the database as if it were not.
    """
    os.setsid()
    os.nice(_NICE)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE), "ascii")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
