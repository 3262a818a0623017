"""Compilers of a running JVM yield to those that answer."""

import os
from pathlib import Path

import psutil
import pytest

from graph.server import PrivateServer
from graph.server.compiler import let_compilers_yield


@pytest.mark.skipif(not psutil.LINUX, reason="no other system tells the names and niceness of threads")
def test_compilers_yield_and_nothing_else_does(private_server: PrivateServer) -> None:
    private_server.start()
    own = os.getpriority(os.PRIO_PROCESS, 0)
    nice: dict[str, set[int]] = {}
    assert private_server.pid
    for thread in Path(f"/proc/{private_server.pid}/task").iterdir():
        kind = "compiler" if "CompilerThre" in (thread / "comm").read_text() else "other"
        nice.setdefault(kind, set()).add(os.getpriority(os.PRIO_PROCESS, int(thread.name)))
    assert nice == {"compiler": {max(own, 10)}, "other": {own}}


def test_a_process_that_is_gone_is_let_be() -> None:
    assert let_compilers_yield(2**22 + 1) == 0
