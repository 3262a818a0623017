"""Batches of articles -> the graph, many in one transaction; in halves where they cannot be written together."""

from collections.abc import Iterable, Iterator, Sequence

from contrail.errors import ContrailError
from graph.errors import WriteError
from graph.outcome import Outcome
from graph.store import Store
from ingest.errors import IngestError
from schema.claim import Batch

#: Claims after which a transaction takes no more articles: those of about a hundred. Each transaction reads all that is
#: known of what its articles speak of, and asks some forty queries, so that few large ones take a third of many small.
MOST = 20_000

Read = tuple[str, Batch]
Written = tuple[Sequence[Read], Outcome]


def write_together(store: Store, read: Iterable[Read], *, replace: bool = False) -> Iterator[Written]:
    """Write (path, batch) pairs in order, each article all or nothing, and tell what each transaction did.

    Where one cannot be read or written, those before it are written. Raises what reading raises, and
    InvalidBatchError and KnownDocumentError of the first article that cannot be written.
    """
    for group in _groups(read):
        yield from _written(store, group, replace=replace)


def _groups(read: Iterable[Read]) -> Iterator[Sequence[Read]]:
    """What was read, as much in each group as one transaction takes."""
    group: list[Read] = []
    claims = 0
    try:
        for one in read:
            group.append(one)
            claims += sum(len(statement.claims) for statement in one[1].statements)
            if claims >= MOST:
                yield group
                group, claims = [], 0
    except (IngestError, ContrailError):
        if group:
            yield group
        raise
    if group:
        yield group


def _written(store: Store, group: Sequence[Read], *, replace: bool) -> Iterator[Written]:
    """Write a group; a refusal of many does not tell which of them it is that cannot be written."""
    joined = _joined([batch for _, batch in group]) if len(group) > 1 else group[0][1]
    if joined is not None:
        try:
            outcome = store.write(joined, replace=replace)
        except WriteError:
            if len(group) == 1:
                raise
        else:
            yield group, outcome
            return
    half = (len(group) + 1) // 2
    yield from _written(store, group[:half], replace=replace)
    yield from _written(store, group[half:], replace=replace)


def _joined(batches: Sequence[Batch]) -> Batch | None:
    """All of them as one batch; none where two speak for one document."""
    documents = [document for batch in batches for document in batch.documents]
    own = [document.id for document in documents if not document.reference]
    if len(own) > len(set(own)):
        return None
    return Batch(
        tuple({document.id: document for document in documents}.values()),
        tuple({one.id: one for batch in batches for one in batch.statements}.values()),
    )
