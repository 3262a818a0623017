"""The end of the owning process -> the end of its private Neo4j, also after kill -9.

Runs as a process of its own: `watchdog.py PID SECONDS` reads standard input, whose other end the owner holds open.
It ends when the owner does, however that comes about.
"""

import contextlib
import sys
import time

import psutil

POLL = 0.1  # seconds


def end(process: psutil.Process, seconds: float) -> bool:
    """Ask a process to stop, end it after `seconds`; True if it stopped by itself."""
    for ask in (process.terminate, process.kill):
        with contextlib.suppress(psutil.NoSuchProcess):
            ask()
        if _ended(process, seconds):
            return ask == process.terminate
    return False


def _ended(process: psutil.Process, seconds: float) -> bool:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            process.wait(POLL)
            return True
        except psutil.TimeoutExpired:
            with contextlib.suppress(psutil.NoSuchProcess):
                # Nobody may be there to take notice of its end: in a container, process 1 often does not.
                if process.status() == psutil.STATUS_ZOMBIE:
                    return True
    return False


def main(arguments: list[str]) -> None:
    """Wait for the owner's end, then end the process named."""
    process = psutil.Process(int(arguments[0]))
    sys.stdin.buffer.read()
    end(process, float(arguments[1]))


if __name__ == "__main__":
    with contextlib.suppress(psutil.NoSuchProcess):
        main(sys.argv[1:])
