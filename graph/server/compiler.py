"""A running JVM -> its threads that compile, which yield to those that answer."""

import contextlib
import os
from pathlib import Path

import psutil

#: What the JVM calls these threads begins so; Linux keeps fifteen letters of a name.
_NAMES = ("C1 CompilerThre", "C2 CompilerThre")
_NICENESS = 10
#: All such threads there are from the start: as many as processors allow, which begin and end with the work otherwise.
OPTION = "-XX:-UseDynamicNumberOfCompilerThreads"


def let_compilers_yield(pid: int) -> int:
    """Make the threads that compile nice by 10; how many there are. None where the system tells no threads apart.

    Any user may do this to processes of their own; the JVM's own option for it is root's alone.
    """
    found = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for thread in psutil.Process(pid).threads() if psutil.LINUX else ():
            with contextlib.suppress(OSError):
                if Path(f"/proc/{pid}/task/{thread.id}/comm").read_text().strip() in _NAMES:
                    own = os.getpriority(os.PRIO_PROCESS, thread.id)
                    os.setpriority(os.PRIO_PROCESS, thread.id, max(own, _NICENESS))
                    found += 1
    return found
