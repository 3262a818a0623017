"""The name of a format -> how a subgraph is written in it."""

from collections.abc import AsyncIterator, Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from graph.export.cypher import cypher
from graph.export.followthemoney import followthemoney
from graph.export.gexf import gexf
from graph.export.graphml import graphml
from graph.export.jsonl import jsonl
from graph.export.jsonld import jsonld
from graph.export.subgraph import Subgraph
from graph.export.table import table

#: Bytes that go out at once, as a rule: a client need not wait for each thing.
_CHUNK = 64 * 1024


class FormName(StrEnum):
    """What a subgraph can be written in."""

    JSONL = "jsonl"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    CYPHER = "cypher"
    JSONLD = "jsonld"
    FTM = "ftm"


@dataclass(frozen=True, slots=True)
class Form:
    """A format: what it is called on the web and as a file, whether things carry the words behind them, its writer."""

    media_type: str
    suffix: str
    words: bool
    write: Callable[[Subgraph, AbstractSet[str]], AsyncIterator[str | bytes]]


FORMS: Mapping[FormName, Form] = MappingProxyType(
    {
        FormName.JSONL: Form("application/x-ndjson", "jsonl", words=False, write=jsonl),
        FormName.GRAPHML: Form("application/graphml+xml", "graphml", words=True, write=graphml),
        FormName.GEXF: Form("application/gexf+xml", "gexf", words=True, write=gexf),
        FormName.CSV: Form("application/zip", "zip", words=False, write=table),
        FormName.CYPHER: Form("application/x-cypher-query", "cypher", words=False, write=cypher),
        FormName.JSONLD: Form("application/ld+json", "jsonld", words=False, write=jsonld),
        FormName.FTM: Form("application/x-ndjson", "ftm.jsonl", words=False, write=followthemoney),
    }
)


async def written(subgraph: Subgraph, members: AbstractSet[str], form: Form) -> AsyncIterator[bytes]:
    """The bytes of a subgraph, in pieces. Raises QuestionError while it is read."""
    pieces, size = [], 0
    async for piece in form.write(subgraph, members):
        encoded = piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
        pieces.append(encoded)
        size += len(encoded)
        if size >= _CHUNK:
            yield b"".join(pieces)
            pieces, size = [], 0
    if pieces:
        yield b"".join(pieces)
