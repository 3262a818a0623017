"""`python -m benchmarks.reading`: articles read in a second of one core, and read and written to Neo4j.

    python -m benchmarks.reading [FOLDER…]

Of reading: the processor time, so that other work on the machine does not count. Of `contrail ingest`: the clock, and
the processor time of the command with its processes and of Neo4j, from the start of the command to its end; one after
the other into one private Neo4j that has just been started and is empty: the articles of the folder `tuned`, those of
the folders, and MANY made of these by a line more.
"""

import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.options import REPOSITORY, parser
from graph.connection import Address
from graph.server import PrivateServer, ServerSettings
from ingest.article import articles_in, read_article_file
from ingest.reader import Reader
from ingest.scheme import to_scheme

ROUNDS = 5
#: The length of the articles that the goal is told in.
WORDS = 170
#: Articles of which what is done once for all of them is a small part.
MANY = 240
_READY = """
import resource, time
from ingest.article import Article
from ingest.reader import Reader
reader = Reader()
reader.read(Article("A C-17 left Dover for Ramstein."))
used = time.process_time()
print(used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def articles_per_second(folder: Path) -> float:
    """Read every article of a folder a few times over."""
    articles = [read_article_file(path) for path in articles_in([folder])]
    reader = Reader()
    to_scheme(reader.read(articles[0]), reader.gazetteer)
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        for article in articles:
            to_scheme(reader.read(article), reader.gazetteer)
    return ROUNDS * len(articles) / (time.perf_counter() - begun)


def words_per_second(folders: list[Path]) -> float:
    """How many words are read in a second of processor time, once the model is loaded."""
    articles = [read_article_file(path) for path in articles_in(folders)]
    reader = Reader()
    to_scheme(reader.read(articles[0]), reader.gazetteer)
    begun = time.process_time()
    for article in articles:
        to_scheme(reader.read(article), reader.gazetteer)
    return sum(len(article.text.split()) for article in articles) / (time.process_time() - begun)


def ready() -> tuple[float, float]:
    """Seconds of processor time until the first sentence is read by a fresh process, and its memory in MB."""
    told = subprocess.run(
        [sys.executable, "-c", _READY], capture_output=True, check=True, text=True, cwd=REPOSITORY
    ).stdout.split()
    return float(told[0]), float(told[1])


def ingested(server: PrivateServer, address: Address, folders: list[Path], data: Path) -> str:
    """How many articles a second `contrail ingest` wrote, and what that cost."""
    where = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
    paths = list(articles_in(folders))
    words = sum(len(read_article_file(path).text.split()) for path in paths) / len(paths)
    java = psutil.Process(server.pid)
    begun, before, spent = time.perf_counter(), java.cpu_times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "contrail", "ingest", *map(str, folders), "--data-dir", str(data)],
        check=True, cwd=REPOSITORY, env=os.environ | where, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    lasted, after, used = time.perf_counter() - begun, java.cpu_times(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ours = used.ru_utime + used.ru_stime - spent.ru_utime - spent.ru_stime
    theirs = after.user + after.system - before.user - before.system
    return (
        f"{len(paths)} articles of {words:.0f} words ingested in {lasted:.1f} s: {len(paths) / lasted:.1f} a second, "
        f"{len(paths) * words / WORDS / lasted:.1f} of {WORDS} words; "
        f"processor time {ours:.1f} s and {theirs:.1f} s of Neo4j, {len(paths) / (ours + theirs):.1f} in a second of it"
    )


def many(folders: list[Path], folder: Path) -> Path:
    """A folder of MANY articles, each of them another one."""
    folder.mkdir()
    paths = itertools.cycle(articles_in(folders))
    for number, path in enumerate(itertools.islice(paths, MANY)):
        text = f"{read_article_file(path).text.rstrip()}\n\nThis is report {number} of the day.\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


def main() -> None:
    """Run the benchmark and print its figures."""
    options = parser(__doc__)
    own = REPOSITORY / "tests" / "articles"
    options.add_argument("folders", nargs="*", type=Path, default=[own / name for name in ("fresh", "later", "study")])
    folders: list[Path] = options.parse_args().folders
    seconds, memory = ready()
    print(f"ready in {seconds:.2f} s of processor time, {memory:.0f} MB", flush=True)
    words = words_per_second(folders)
    print(f"{words:.0f} words, {words / WORDS:.1f} articles of {WORDS}, in a second of processor time", flush=True)
    settings = ServerSettings(heap="1g", page_cache="256m")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = PrivateServer(folder / "data", settings)
        with server as address:
            for given in ([own / "tuned"], folders, [many(folders, folder / "many")]):
                print(ingested(server, address, given, folder / "told"), flush=True)
        print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
