"""The watchdog ends a process when whoever holds its standard input is gone."""

import subprocess
import sys
import time

import psutil

from graph.server import watchdog
from graph.server.watchdog import end

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


def spawn(code: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    return process


def test_a_process_that_stops_is_not_killed() -> None:
    with spawn(SLEEP) as process:
        assert end(psutil.Process(process.pid), 10)


def test_a_process_that_does_not_stop_is_killed() -> None:
    with spawn(STUBBORN) as process:
        assert not end(psutil.Process(process.pid), 0.2)


def test_a_process_that_is_gone_is_fine() -> None:
    with spawn(SLEEP) as process:
        gone = psutil.Process(process.pid)
        process.kill()
        process.wait()
        assert end(gone, 1)


def test_it_waits_for_the_end_of_its_input() -> None:
    with spawn(SLEEP) as process:
        command = [sys.executable, watchdog.__file__, str(process.pid), "10"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as dog:
            time.sleep(0.3)
            assert process.poll() is None
            assert dog.poll() is None
            assert dog.stdin
            dog.stdin.close()
            assert dog.wait(10) == 0
        assert process.wait(10) != 0
