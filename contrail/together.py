"""Batches of articles -> the graph, several in one transaction; one by one where they cannot be written together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from graph.errors import WriteError
from graph.outcome import Outcome
from graph.store import Store
from schema.claim import Batch

#: Articles of one transaction: twice as fast as one by one, and more gain little.
MOST = 20

Written = tuple[Sequence[tuple[str, Batch]], Outcome]


def write_together(store: Store, read: Iterable[tuple[str, Batch]], *, replace: bool = False) -> Iterator[Written]:
    """Write (path, batch) pairs in order, each article all or nothing, and tell what each transaction did.

    Raises InvalidBatchError and KnownDocumentError of the first article that cannot be written; those before it are.
    """
    left = iter(read)
    while group := list(islice(left, MOST)):
        joined = _joined([batch for _, batch in group]) if len(group) > 1 else None
        if joined is not None:
            try:
                outcome = store.write(joined, replace=replace)
            except WriteError:
                pass  # one by one, the error tells which article it is, and what stands before it is written
            else:
                yield group, outcome
                continue
        for one in group:
            yield (one,), store.write(one[1], replace=replace)


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
