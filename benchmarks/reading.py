"""`python -m benchmarks.reading`: articles read in a second of one core, and read and written to Neo4j.

    python -m benchmarks.reading [FOLDER…]

Of reading: the processor time, so that other work on the machine does not count. Of `contrail ingest`: the clock, into
an empty private Neo4j that runs already, after as many articles as it takes to have its plans; the start of the command
and of the language model are in it.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.options import REPOSITORY, parser
from graph.connection import Address
from graph.server import PrivateServer, ServerSettings
from ingest.article import articles_in, read_article_file
from ingest.reader import Reader
from ingest.scheme import to_scheme

ROUNDS = 5
#: The length of the articles that the goal is told in.
WORDS = 170
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


def ingested(address: Address, folders: list[Path], data: Path) -> tuple[int, float]:
    """How many articles `contrail ingest` wrote, and in how many seconds."""
    where = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "contrail", "ingest", *map(str, folders), "--data-dir", str(data)],
        check=True, cwd=REPOSITORY, env=os.environ | where, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return len(list(articles_in(folders))), time.perf_counter() - begun


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
    with tempfile.TemporaryDirectory() as folder, PrivateServer(Path(folder, "data"), settings) as address:
        ingested(address, [own / "tuned"], Path(folder, "warm"))
        count, lasted = ingested(address, folders, Path(folder, "told"))
        length = sum(len(read_article_file(path).text.split()) for path in articles_in(folders)) / count
        print(f"{count} articles of {length:.0f} words ingested in {lasted:.1f} s: {count / lasted:.1f} a second")


if __name__ == "__main__":
    main()
