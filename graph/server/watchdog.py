"""The end of the owning process -> the end of its private Neo4j, also after kill -9.

Runs as a process of its own: `watchdog.py PID SECONDS` reads standard input, whose other end the owner holds open.
It ends when the owner does, however that comes about.
"""

import contextlib
import sys

import psutil


def end(process: psutil.Process, seconds: float) -> bool:
    """Ask a process to stop, end it after `seconds`; True if it stopped by itself."""
    try:
        process.terminate()
        process.wait(seconds)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
            process.wait(seconds)
        return False
    return True


def main(arguments: list[str]) -> None:
    """Wait for the owner's end, then end the process named."""
    process = psutil.Process(int(arguments[0]))
    sys.stdin.buffer.read()
    end(process, float(arguments[1]))


if __name__ == "__main__":
    with contextlib.suppress(psutil.NoSuchProcess):
        main(sys.argv[1:])
