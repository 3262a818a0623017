"""Things that get another canonical id -> the edges that end at them: those that follow, those to compute anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.changelog.event import Kind
from graph.cypher import STATEMENT, claimed_types, past, types
from graph.pack import unpack
from graph.store.change import Change
from graph.store.each import each, gather, portions
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

    A source's only link of its type looks the same after its end got another canonical id: it follows, and nothing else
    that is said of the source is read. An airport may have hundreds of thousands of those. A source with several links
    of that type is to be computed anew: two of them may lead to one thing now.
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
        self._splits: dict[str, Parted] = {}

    def read(self, handles: Mapping[str, str]) -> None:
        """Read the edges at these things, canonical id by handle, that were not read before. Raises WideError."""
        there = {handle: root for handle, root in handles.items() if root not in self._only}
        if not there:
            return
        self._only |= {root: [] for root in there.values()}
        self._several |= {root: set() for root in there.values()}
        sources = gather(
            self._tx,
            f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (n)-[r:{types(self._names)}]-(o) "
            "WHERE r.known_to IS NULL AND (endNode(r) = n OR type(r) IN $symmetric) WITH DISTINCT o ORDER BY o.id",
            "handle: elementId(o)",
            handles=list(there),
            symmetric=self._symmetric,
        )
        self._count += len(sources)
        if self._most is not None and self._count > self._most:
            raise WideError
        lock_handles(self._tx, [row["handle"] for row in sources])
        for some in portions([row["handle"] for row in sources]):
            self._read(there, some)

    def _read(self, there: Mapping[str, str], sources: Sequence[str]) -> None:
        rows = gather(
            self._tx,
            f"UNWIND $sources AS h MATCH (o) WHERE elementId(o) = h CALL (o) {{ MATCH (o)-[r:{types(self._names)}]-(n) "
            # Kept apart, since the search would begin at the ends of these edges again, and pass all edges of each.
            "WITH r, elementId(n) AS at WHERE at IN $handles RETURN r, at } WITH o, r, at "
            "WHERE r.known_to IS NULL AND (elementId(endNode(r)) = at OR type(r) IN $symmetric) "
            f"WITH o, r, at, type(r) IN $symmetric OR COUNT {{ (o)-[q:{types(self._names)}]->() "
            "WHERE q.known_to IS NULL AND ltrim(type(q), '_') = ltrim(type(r), '_') } > 1 AS several",
            "at: at, id: o.id, several: several, type: type(r), handle: elementId(r)",
            sources=sources,
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

    def altered(self, goes: Mapping[str, Mapping[str, str]]) -> set[str]:
        """Sources to compute anew. `goes` leads from each canonical id that moves, or parts, to its ids and theirs."""
        found: set[str] = set()
        for root, after in goes.items():
            found |= self._several.get(root, set())
            if len(set(after.values())) > 1:
                found |= self._parted(root, after).mixed
        return found

    def following(self, goes: Mapping[str, Mapping[str, str]], computed: Collection[str]) -> Iterator[tuple[Link, str]]:
        """Edges that follow what they end at, and where to; those of sources aside that are computed anew."""
        for root, after in goes.items():
            links = [link for link in self._only.get(root, ()) if link.source not in computed]
            if len(set(after.values())) > 1:
                ends = self._parted(root, after).ends
                yield from ((link, ends[link.handle]) for link in links if ends[link.handle] != root)
            elif after[root] != root:
                yield from ((link, after[root]) for link in links)

    def _parted(self, root: str, after: Mapping[str, str]) -> "Parted":
        """Where the edges at a thing lead whose ids come apart: their statements tell which of these they name."""
        known = self._splits.get(root)
        if known is None or known.after != after:
            known = self._splits[root] = Parted(after, {}, set())
            for links in portions(self._only.get(root, [])):
                self._part(known, links)
        return known

    def _part(self, parted: "Parted", links: Sequence[Link]) -> None:
        by_handle = {link.handle: link for link in links}
        rows = gather(
            self._tx,
            "UNWIND $handles AS h MATCH ()-[e]->() WHERE elementId(e) = h UNWIND e.evidence AS i "
            f"MATCH (s:{STATEMENT} {{id: i}})",
            "handle: h, packed: s.packed",
            handles=list(by_handle),
        )
        ends: dict[str, set[str]] = {handle: set() for handle in by_handle}
        for row in rows:
            kind = by_handle[row["handle"]].type
            claims, _, _ = unpack(row["packed"])
            ends[row["handle"]].update(
                parted.after[claim.object]
                for claim in claims
                if claim.key == kind and claim.object is not None and claim.object in parted.after
            )
        for handle, found in ends.items():
            if len(found) == 1:
                parted.ends[handle] = found.pop()
            else:
                parted.mixed.add(by_handle[handle].source)


@dataclass(frozen=True, slots=True)
class Parted:
    """A group that comes apart: `after` leads from its ids to their canonical ones, `ends` from the handle of an edge
    to the one where it ends; `mixed` are sources whose statements name several of them."""

    after: Mapping[str, str]
    ends: dict[str, str]
    mixed: set[str]


def follow(
    tx: ManagedTransaction, change: Change, links: Iterable[tuple[Link, str]], handles: Mapping[str, str]
) -> None:
    """Let edges end at what is canonical now, as new ones; what was shown stays as a past one."""
    shown: list[list[str]] = []
    hidden: list[list[str]] = []
    gone: list[tuple[str, str, str]] = []
    come: list[tuple[str, str, str]] = []
    for link, to in links:
        row = [link.handle, handles[to], link.type, past(link.type)]
        (shown if link.shown else hidden).append(row)
        if link.shown:
            gone.append((link.type, link.source, link.target))
            come.append((link.type, link.source, to))
    begins = "MATCH (a)-[e]->(old) WHERE elementId(e) = r[0] MATCH (new) WHERE elementId(new) = r[1]"
    ended = "CREATE (a)-[p:$(r[3])]->(old) SET p = {evidence: e.evidence, known_from: e.known_from, known_to: $now}"
    renewed = "SET n = properties(e), n.known_from = $now"
    for rows in portions(shown):
        each(tx, f"{begins} CREATE (a)-[n:$(r[2])]->(new) {renewed} {ended} DELETE e", rows, now=change.now)
    for rows in portions(hidden):
        each(tx, f"{begins} CREATE (a)-[n:$(r[3])]->(new) {renewed} DELETE e", rows, now=change.now)
    change.outcome.edges_removed += len(gone)
    change.outcome.edges_created += len(come)
    change.trace.edges(Kind.REMOVED, gone)
    change.trace.edges(Kind.CREATED, come)
