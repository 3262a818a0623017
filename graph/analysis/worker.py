"""`python -m graph.analysis.worker`: messages on standard input -> outcomes on standard output, until there is none.

A process of its own, so that whoever waits for it can end it at any moment, whatever it does.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from neo4j import READ_ACCESS, Driver, Query

from graph.analysis.lightest import Marks, lightest
from graph.analysis.measure import measure
from graph.analysis.outcome import Outcome
from graph.analysis.projection import project, read
from graph.analysis.punctual import punctual
from graph.analysis.timetable import Timetable
from graph.analysis.wire import STEPS, packed, received
from graph.connection import FAILURES, Address, promise_driver
from graph.errors import QuestionError, TimeLimitError
from graph.failure import translate
from graph.progress import Progress
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Task:
    """What is made of rows, of which at most so many relations are read; and of that, the outcome."""

    gather: Callable[[Iterable[list[Any]], Mapping[str, Any], int], Any]
    make: Callable[[Any, Marks, Mapping[str, Any]], Outcome]


#: What can be worked out, by the word that a task says.
TASKS: Mapping[str, Task] = {
    "measure": Task(lambda rows, _, most: project(rows, most), lambda found, _, task: measure(found, task)),
    "paths": Task(lambda rows, _, most: project(rows, most), lightest),
    "journeys": Task(Timetable.of, punctual),
}


def main() -> None:
    """Answer messages until there are no more."""
    drivers: dict[Address, Driver] = {}
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not stand between messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def send(header: Mapping[str, Any], body: bytes = b"") -> None:
        output.write(packed(header, body))
        output.flush()

    while (message := received(sys.stdin.buffer)) is not None:
        request, _ = message
        # Nobody may be there any more to end this process.
        signal.alarm(ceil(request["seconds"]) + 1)
        begun = time.perf_counter()
        try:
            address = Address(**request["address"])
            driver = drivers.get(address) or drivers.setdefault(address, promise_driver(address))
            outcome = work(driver, request, lambda *told: send({"is": "progress", "told": told}))
            header, body = outcome.packed()
            send({"is": "done", **header}, body)
        except QuestionError as error:
            send(_failure(error))
        except FAILURES as error:
            took = time.perf_counter() - begun
            failure = translate(error, request["seconds"], took)
            late = isinstance(failure, TimeLimitError)
            send(_failure(TimeLimitError.of_study(request["seconds"], took) if late else failure))
        finally:
            signal.alarm(0)


def work(driver: Driver, request: Mapping[str, Any], tell: Progress) -> Outcome:
    """What a request asks for. Raises QuestionError, and what the driver raises."""
    task = request["task"]
    begun = time.perf_counter()
    tell("reading the graph", 0, STEPS)
    doing = TASKS[task["is"]]
    rows = read(driver, request["address"]["database"], request["text"], request["values"], request["seconds"])
    gathered = doing.gather(rows, task, request["relations"])
    found = named(driver, request) if request["marks"] else {}
    tell(f"working out {task['measure'].lower()}", 1, STEPS)
    turned = time.perf_counter()
    outcome = doing.make(gathered, found, task)
    ended = time.perf_counter()
    tell("done", STEPS, STEPS)
    times: dict[str, Json] = {"read": round((turned - begun) * 1000, 3), "work": round((ended - turned) * 1000, 3)}
    return replace(outcome, facts={**outcome.facts, "milliseconds": times})


def named(driver: Driver, request: Mapping[str, Any]) -> Marks:
    """The ids of the things that a request names, in lists by name."""
    query = Query(request["marks"], timeout=request["seconds"])
    with driver.session(database=request["address"]["database"], default_access_mode=READ_ACCESS) as session:
        return session.run(query, request["values"]).single(strict=True).data()


def _failure(error: QuestionError) -> dict[str, Any]:
    return {"is": "failed", "error": type(error).__name__, "cause": error.cause, "remedy": error.remedy,
            "told": dict(error.told)}  # fmt: skip


if __name__ == "__main__":
    main()
