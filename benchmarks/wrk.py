"""A request and a number of connections -> how many of them a server answers in a second, by wrk."""

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [==[{body}]==]
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second, and the median latency in milliseconds."""

    second: float
    latency: float


def rate(url: str, body: bytes, connections: int, seconds: int) -> Rate:
    """Load a server for so long, or longer where nothing was answered by then.

    Raises RuntimeError where wrk is missing or any answer was no success.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise RuntimeError("the benchmark needs wrk: install it (on Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "post.lua")
        script.write_text(_SCRIPT.format(body=body.decode()))
        command = [
            wrk,
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--latency",
            "--timeout=60s",
            "-s",
            str(script),
            url,
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    found = re.search(r"Requests/sec: +([\d.]+)", told)
    half = re.search(r"50% +([\d.]+)(us|ms|s)", told)
    assert found and half, told
    if not float(found[1]):
        return rate(url, body, connections, 3 * seconds)
    return Rate(float(found[1]), float(half[1]) * {"us": 0.001, "ms": 1, "s": 1000}[half[2]])


def request(text: str, variables: object) -> bytes:
    """The body of a GraphQL request."""
    return json.dumps({"query": " ".join(text.split()), "variables": variables}).encode()
