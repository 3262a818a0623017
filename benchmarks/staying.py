"""A service -> how its memory grows under load, and what the first call of a text costs."""

import statistics
import time
import urllib.request
from collections.abc import Iterator

import psutil

from benchmarks.cases import Case
from benchmarks.servers import Server
from benchmarks.wrk import rate, request

#: Texts that are asked for the first time.
_TEXTS = 5


def memory(server: Server, case: Case, minutes: float) -> Iterator[tuple[float, float]]:
    """Minutes under load and the megabytes that the process holds then, every half minute."""
    process = psutil.Process(server.pid)
    begun = time.monotonic()
    while (passed := (time.monotonic() - begun) / 60) < minutes:
        rate(server.url, request(case.ours, case.variables), 16, 30)
        yield passed + 0.5, process.memory_info().rss / 1e6


def first_calls(server: Server) -> float:
    """Seconds of the first call of a new text with five roots of three levels: the median of some."""
    taken = []
    for number in range(_TEXTS):
        level = f"departures(first: 2) {{ nodes {{ l{number}: label destination {{ nodes {{ name }} }} }} }}"
        roots = " ".join(
            f'r{root}: bases(where: {{iata: {{eq: "{code}"}}}}, first: 2) {{ nodes {{ name {level} }} }}'
            for root, code in enumerate(("FRA", "BEN", "SVO", "ADD", "LHR"))
        )
        begun = time.perf_counter()
        sent = urllib.request.Request(server.url, request(f"{{ {roots} }}", {}), {"Content-Type": "application/json"})
        urllib.request.urlopen(sent, timeout=60).read()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
