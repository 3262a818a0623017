"""`python -m benchmarks.tables`: every shared table through `contrail load`: rows, time, ratio and memory.

    python -m benchmarks.tables [--rows N] [--bare N] [--shared DIR]

The ratio is the time of a statement against that of its nodes and edges through bare Cypher, for the first `--bare`
rows of each table on an empty server. The time has the start of the program, the reading and the checking in it.
"""

import tempfile
from pathlib import Path

from benchmarks.loading import empty
from benchmarks.options import add_shared, parser
from benchmarks.routes import bare_rate, cut, loaded
from graph.connection import open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from schema.discover import discover


def main() -> None:
    """Run the benchmark and print a table."""
    options = parser(__doc__)
    options.add_argument("--rows", type=int, help="rows of each table at most (default all)")
    options.add_argument("--bare", type=int, default=10_000, help="rows of the bare rates (default 10,000)")
    add_shared(options)
    given = options.parse_args()
    ontology, data = discover(), given.shared / "data"
    settings = ServerSettings(heap="2g", page_cache="512m")
    print("| table | statements | seconds | a second | against bare | memory, MB |\n|---|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as folder,
        PrivateServer(Path(folder, "data"), settings) as address,
        PrivateServer(Path(folder, "bare"), settings) as plain,
        open_driver(address) as driver,
        open_driver(plain) as other,
    ):
        Store(driver, address.database, ontology).prepare()
        for path in sorted(data.glob("*.csv*")):
            name = path.name.partition(".")[0]
            empty(other)
            rate = bare_rate(plain, ontology, data, name, (), min(given.bare, given.rows or given.bare))
            table = cut(path, Path(folder, f"{name}.csv.gz"), given.rows)
            statements, lasted, memory = loaded(Path(folder, "data"), table, name)
            print(
                f"| {name} | {statements} | {lasted:.1f} | {statements / lasted:.0f} | "
                f"{rate * lasted / max(1, statements):.2f} | {max(memory):.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
