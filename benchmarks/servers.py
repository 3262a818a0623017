"""The address of a Neo4j -> servers over it that answer GraphQL, each in a process of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.options import REPOSITORY
from graph.connection import Address

INCUMBENT = Path(__file__).parent / "incumbent"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    name: str
    url: str
    pid: int


@contextmanager
def contrail(address: Address, folder: Path, *options: str) -> Iterator[Server]:
    """Contrail itself."""
    environment = {"CONTRAIL_DATA_DIR": str(folder / "service")}
    command = [sys.executable, "-m", "contrail", "serve", "--port", "0", *options]
    with _started("contrail", command, address, environment) as (process, url):
        yield Server("contrail", f"{url}/graphql", process.pid)


@contextmanager
def incumbent(address: Address, build: Path) -> Iterator[Server]:
    """@neo4j/graphql on Apollo Server; its packages are installed into `build` first."""
    build.mkdir(parents=True, exist_ok=True)
    for path in INCUMBENT.iterdir():
        shutil.copyfile(path, build / path.name)
    if not (build / "node_modules").is_dir():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=build, check=True)
    environment = {"NODE_ENV": "production"}
    with _started("@neo4j/graphql", ["node", str(build / "server.mjs")], address, environment) as (process, url):
        yield Server("@neo4j/graphql", url.rstrip("/") + "/", process.pid)


@contextmanager
def loaders(address: Address) -> Iterator[Server]:
    """Plain Strawberry with DataLoaders."""
    command = [sys.executable, "-m", "benchmarks.loaders"]
    with _started("Strawberry", command, address, {}) as (process, url):
        yield Server("Strawberry", f"{url}/", process.pid)


@contextmanager
def _started(
    name: str, command: Sequence[str], address: Address, more: dict[str, str]
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    where = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
    with subprocess.Popen(
        command, env=os.environ | where | more, cwd=REPOSITORY,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            told: list[str] = []
            for line in process.stdout:
                told.append(line)
                if "ready: " in line:
                    break
            else:
                raise RuntimeError(f"{name} did not start: {''.join(told)}")
            yield process, told[-1].rsplit(" ", 1)[1].strip()
        finally:
            process.terminate()
            process.wait(60)
