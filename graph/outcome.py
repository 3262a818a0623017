"""What a write did, in numbers."""

from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Outcome:
    """How many documents, statements, nodes and edges of the view a write brought, changed and took away.

    `documents_known` and `statements_known` were there already. Nodes and edges that merging removed count as removed.
    """

    documents_new: int = 0
    documents_known: int = 0
    documents_replaced: int = 0
    documents_reopened: int = 0
    documents_closed: int = 0
    statements_added: int = 0
    statements_known: int = 0
    statements_reopened: int = 0
    statements_closed: int = 0
    nodes_created: int = 0
    nodes_changed: int = 0
    nodes_removed: int = 0
    edges_created: int = 0
    edges_changed: int = 0
    edges_removed: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        known = {"documents_known", "statements_known"}
        return any(count for name, count in asdict(self).items() if name not in known)
