"""Things that get another canonical id -> the edges that end at them: those that follow, those to compute anew."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.changelog.event import Kind
from graph.cypher import claimed_types, past, types
from graph.store.change import Change
from graph.store.each import each, gather
from graph.store.lock import lock_handles
from schema.ontology import Ontology


class WideError(Exception):
    """More things link to what gets another canonical id than a write may alter at once; nothing is written."""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge, shown or not, that ends at `target`, and is its source's only one of its type."""

    handle: str
    type: str
    shown: bool
    source: str
    target: str


class Incoming:
    """The edges that end at things, as they were; where they begin is locked, so that they stay so.

    A source's only link of its type looks the same after its end got another canonical id, as long as all ids of that
    end did: it follows, and nothing that is said of the source is read. An airport may have hundreds of thousands of
    those. A source with several links of that type is to be computed anew: two of them may lead to one thing now.
    With `most`, no more sources than that are taken.
    """

    def __init__(self, tx: ManagedTransaction, ontology: Ontology, most: int | None = None) -> None:
        self._tx = tx
        self._most = most
        self._count = 0
        claimed = claimed_types(ontology)
        self._names = {name: (kind, name == kind) for kind in claimed for name in (kind, past(kind))}
        symmetric = [link.type for link in ontology.links if link.symmetric]
        self._symmetric = symmetric + [past(kind) for kind in symmetric]
        self._several: dict[str, set[str]] = {}
        self._only: dict[str, list[Link]] = {}

    def read(self, handles: Mapping[str, str]) -> None:
        """Read the edges at these things, canonical id by handle, that were not read before. Raises WideError."""
        there = {handle: root for handle, root in handles.items() if root not in self._only}
        if not there:
            return
        self._only |= {root: [] for root in there.values()}
        self._several |= {root: set() for root in there.values()}
        ends = (
            f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (n)-[r:{types(self._names)}]-(o) "
            "WHERE r.known_to IS NULL AND (endNode(r) = n OR type(r) IN $symmetric)"
        )
        sources = gather(
            self._tx, f"{ends} WITH DISTINCT o ORDER BY o.id", "handle: elementId(o)",
            handles=list(there), symmetric=self._symmetric,
        )  # fmt: skip
        self._count += len(sources)
        if self._most is not None and self._count > self._most:
            raise WideError
        lock_handles(self._tx, [row["handle"] for row in sources])
        rows = gather(
            self._tx,
            f"{ends} WITH h, r, o, type(r) IN $symmetric OR COUNT {{ (o)-[q:{types(self._names)}]->() "
            "WHERE q.known_to IS NULL AND ltrim(type(q), '_') = ltrim(type(r), '_') } > 1 AS several",
            "at: h, id: o.id, several: several, type: type(r), handle: elementId(r)",
            handles=list(there),
            symmetric=self._symmetric,
        )
        for row in rows:
            root = there[row["at"]]
            if row["several"]:
                self._several[root].add(row["id"])
            else:
                kind, shown = self._names[row["type"]]
                self._only[root].append(Link(row["handle"], kind, shown, row["id"], root))

    def altered(self, moved: Collection[str], whole: Callable[[str], bool]) -> set[str]:
        """Sources to compute anew where these canonical ids are others now; `whole` tells whether all of a group went
        to the same one."""
        found: set[str] = set()
        for root in moved:
            found |= self._several.get(root, set())
            if not whole(root):
                found.update(link.source for link in self._only.get(root, ()))
        return found

    def following(self, moved: Collection[str], computed: Collection[str]) -> Iterator[Link]:
        """Edges that follow the ends that moved, those of sources aside that are computed anew."""
        for root in moved:
            yield from (link for link in self._only.get(root, ()) if link.source not in computed)


def follow(
    tx: ManagedTransaction, change: Change, links: Iterator[Link], after: Mapping[str, str], handles: Mapping[str, str]
) -> None:
    """Let edges end at what is canonical now, as new ones; what was shown stays as a past one."""
    shown: list[list[str]] = []
    hidden: list[list[str]] = []
    gone: list[tuple[str, str, str]] = []
    come: list[tuple[str, str, str]] = []
    for link in links:
        to = after[link.target]
        row = [link.handle, handles[to], link.type, past(link.type)]
        (shown if link.shown else hidden).append(row)
        if link.shown:
            gone.append((link.type, link.source, link.target))
            come.append((link.type, link.source, to))
    begins = "MATCH (a)-[e]->(old) WHERE elementId(e) = r[0] MATCH (new) WHERE elementId(new) = r[1]"
    each(
        tx,
        f"{begins} CREATE (a)-[n:$(r[2])]->(new) SET n = properties(e), n.known_from = $now "
        "CREATE (a)-[p:$(r[3])]->(old) SET p = {evidence: e.evidence, known_from: e.known_from, known_to: $now} "
        "DELETE e",
        shown,
        now=change.now,
    )
    each(
        tx,
        f"{begins} CREATE (a)-[n:$(r[3])]->(new) SET n = properties(e), n.known_from = $now DELETE e",
        hidden,
        now=change.now,
    )
    change.outcome.edges_removed += len(gone)
    change.outcome.edges_created += len(come)
    change.trace.edges(Kind.REMOVED, gone)
    change.trace.edges(Kind.CREATED, come)
