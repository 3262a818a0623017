"""A subgraph -> a zip of four CSV files: nodes, edges, the statements behind them and the documents these stand in."""

import csv
import io
import zipfile
from collections.abc import AsyncIterator, Sequence
from collections.abc import Set as AbstractSet

import orjson

from graph.export.evidence import told
from graph.export.record import DOCUMENT_FIELDS, flat, relation_columns, thing_columns
from graph.export.subgraph import Subgraph
from graph.export.xml import text

_STATEMENT = (
    "id", "document", "text", "row", "span", "quoted", "attributed", "official", "occasion", "credibility",
    "extractor", "saidBy",
)  # fmt: skip
_DOCUMENT = ("id", *DOCUMENT_FIELDS)


async def table(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[bytes]:
    """The zip, in the pieces in which it is made. Lists and objects in cells are JSON, but ids of statements, which
    are parted by blanks; a field that nothing has is a column all the same.
    """
    things, relations = thing_columns(subgraph.ontology), relation_columns(subgraph.ontology)
    out = _Out()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with _File(archive, "nodes.csv", ("id", "noun", "label", *(each.name for each in things), "statements")) as f:
            async for thing in subgraph.things(members):
                cells = {column.name: text(cell) for column, cell in flat(thing.values, things)}
                own = {"id": thing.id, "noun": thing.nouns[0], "label": thing.label}
                f.row({**cells, **own, "statements": " ".join(thing.evidence)})
                yield out.taken()
        names = ("id", "kind", "from", "to", "symmetric", *(each.name for each in relations), "evidence")
        with _File(archive, "edges.csv", names) as f:
            async for each in subgraph.relations(members):
                cells = {column.name: text(cell) for column, cell in flat(each.values, relations)}
                ends = {"id": each.id, "kind": each.kind, "from": each.source, "to": each.target}
                f.row({**cells, **ends, "symmetric": text(each.symmetric), "evidence": " ".join(each.evidence)})
                yield out.taken()
        with _File(archive, "statements.csv", _STATEMENT) as f:
            async for words in subgraph.statements():
                f.row(told(words))
                yield out.taken()
        with _File(archive, "documents.csv", _DOCUMENT) as f:
            async for source in subgraph.documents():
                f.row({"id": source.id, **source.fields})
                yield out.taken()
    yield out.taken()


class _Out(io.RawIOBase):
    """What is written and not yet taken; a zip can be made without ever going back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        found = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(found)
        return len(found)

    def taken(self) -> bytes:
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


class _File:
    """One CSV file of the archive, while it is written."""

    def __init__(self, archive: zipfile.ZipFile, name: str, names: Sequence[str]) -> None:
        info = zipfile.ZipInfo(name)  # of no date, so that equal subgraphs give equal bytes
        info.compress_type = zipfile.ZIP_DEFLATED
        self._raw = archive.open(info, "w", force_zip64=True)
        self._text = io.TextIOWrapper(self._raw, "utf-8", newline="", write_through=True)
        self._csv = csv.writer(self._text, lineterminator="\r\n")
        self._names = names
        self._csv.writerow(names)

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()

    def row(self, cells: dict[str, object]) -> None:
        """A row of these cells; what it does not name stays empty."""
        self._csv.writerow([_cell(cells.get(name)) for name in self._names])


def _cell(value: object) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else str(value)
