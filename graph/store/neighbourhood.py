"""A change -> all that it may alter in the view, read and locked: groups of merged ids, and what is said of them."""

from collections.abc import Iterable, Iterator
from itertools import chain

from neo4j import ManagedTransaction

from graph.cypher import ABOUT, DOCUMENT, REPORTED_IN, STATEMENT, quote
from graph.store import orphan
from graph.store.change import STANDING, Change, standing
from graph.store.each import gather
from graph.store.incoming import Incoming, Link
from graph.store.lock import Locked, lock_entities
from graph.view.node import Said
from graph.view.standing import Standing
from graph.view.union import canonical_ids
from graph.view.whole import other_ends, symmetric
from schema.claim import SAME_AS
from schema.ontology import Ontology


class Neighbourhood:
    """What a change touches.

    `locked` has every id whose node may change, as it was before. `recomputed` are ids whose node and edges are to
    be computed anew; `before` and `after` lead from each id of their groups to its canonical id. `statements` are the
    statements that speak of these groups, standing before the change, and `spoken` who of the old canonical ids each
    of them is about. `also` are ids that something outside of the change is going to lead to; they are locked too.
    """

    def __init__(
        self,
        tx: ManagedTransaction,
        ontology: Ontology,
        change: Change,
        also: Iterable[str] = (),
        most: int | None = None,
    ) -> None:
        self.tx = tx
        self.ontology = ontology
        self.change = change
        self.also = frozenset(also)
        self.locked: dict[str, Locked] = {}
        self.recomputed: set[str] = set()
        self.before: dict[str, str] = {}
        self.after: dict[str, str] = {}
        self.statements: dict[int, Standing] = {}
        self.spoken: dict[str, set[int]] = {}
        self._incoming = Incoming(tx, ontology, most)
        self._gather()

    @property
    def moved(self) -> set[str]:
        """Ids whose canonical id is another one after the change."""
        return {one for one, root in self.after.items() if self.before[one] != root}

    @property
    def grows(self) -> bool:
        """Whether nothing goes and no ids join or part: then nothing loses what holds it."""
        change = self.change
        ends = any(before for before, _ in change.publishers.values())
        return not (change.closed or change.kept or ends or self.moved)

    def canonical(self, identifier: str) -> str:
        """The canonical id, after the change, of an id that is locked or in a recomputed group."""
        return self.after.get(identifier) or self.locked[identifier].canonical

    def members(self) -> dict[str, list[str]]:
        """The ids of each recomputed group after the change, sorted, by canonical id."""
        found: dict[str, list[str]] = {}
        for one, root in sorted(self.after.items()):
            found.setdefault(root, []).append(one)
        return found

    def following(self) -> Iterator[tuple[Link, str]]:
        """Edges that do nothing but follow what they end at, and the canonical id of that."""
        return self._incoming.following(self._goes(), set(self.before.values()))

    def said(self) -> tuple[dict[str, list[Said]], dict[str, list[Said]]]:
        """Claims that stand after the change, by canonical id of the recomputed groups: those of their fields and
        links, and those of symmetric links to them."""
        subjects: dict[str, list[Said]] = {root: [] for root in self.after.values()}
        objects: dict[str, list[Said]] = {root: [] for root in self.after.values()}
        for statement in self.standing():
            for claim in statement.claims:
                if root := self.after.get(claim.subject):
                    subjects[root].append((claim, statement))
                if claim.object is not None and claim.object in self.after and symmetric(self.ontology, claim):
                    objects[self.after[claim.object]].append((claim, statement))
        return subjects, objects

    def standing(self) -> Iterable[Standing]:
        """The statements that speak of recomputed groups and stand after the change."""
        staying = (one for one in self.statements.values() if one.id not in self.change.closed)
        return chain((self.change.kept.get(one.id, one) for one in staying), self.change.opened.values())

    # --- growing until nothing more is touched ---

    def _gather(self) -> None:
        wanted = set(self.also)
        looked: set[int] = set()
        while True:
            for statement in self.change.differing():
                if statement.id not in looked:
                    looked.add(statement.id)
                    self.recomputed.update(statement.subjects(), other_ends(self.ontology, statement))
                    wanted.update(statement.subjects(), statement.named())
            for publishers in self.change.publishers.values():
                wanted.update(one for one in publishers if one)
            wanted |= self.recomputed
            if self._lock(wanted):
                continue
            self._group()
            wanted |= self.moved | {self.after[one] for one in self.moved}
            self.recomputed |= self._neighbours()
            wanted |= self.recomputed
            if wanted - self.locked.keys() or self.recomputed - self.after.keys():
                continue
            lost = orphan.orphans(self.tx, self.ontology, self.change, self.locked)
            wanted |= lost.named
            if wanted - self.locked.keys():
                continue
            if not lost.statements:
                return
            self.change.close(lost.statements)
            self._close_documents({statement.document for statement in lost.statements})

    def _lock(self, wanted: set[str]) -> bool:
        """Lock what is not yet locked, canonical ids as well; whether there was anything."""
        missing = wanted - self.locked.keys()
        missing |= {one.canonical for one in self.locked.values()} - self.locked.keys()
        if missing:
            self.locked |= lock_entities(self.tx, missing)
        return bool(missing)

    def _group(self) -> None:
        """Read what is said of the recomputed groups, and join their ids anew."""
        roots = {self.locked[one].canonical for one in self.recomputed}
        self._read(roots - self.spoken.keys())
        self.before |= {one: root for root in roots for one in self.locked[root].members}
        joined = canonical_ids(
            [claim for statement in self.standing() for claim in statement.claims if claim.key == SAME_AS]
        )
        self.after = {one: joined.get(one, one) for one in self.before}

    def _read(self, roots: Iterable[str]) -> None:
        self.spoken |= {root: set() for root in roots}
        there = {self.locked[root].handle: root for root in roots if self.locked[root].state == "LIVE"}
        if not there:
            return
        rows = gather(
            self.tx,
            "UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h "
            f"MATCH (n)<-[:{ABOUT}]-(s:{STATEMENT})-[:{REPORTED_IN}]->(d:{DOCUMENT})",
            f"handle: h, {STANDING}",
            handles=list(there),
        )
        for row in rows:
            self.spoken[there[row["handle"]]].add(row["id"])
            if row["id"] not in self.statements:
                self.statements[row["id"]] = standing(row)

    def _neighbours(self) -> set[str]:
        """Canonical ids of which an edge may look otherwise, since it ends at what has another canonical id now."""
        goes = self._goes()
        self._incoming.read({self.locked[root].handle: root for root in goes})
        return self._incoming.altered(goes)

    def _goes(self) -> dict[str, dict[str, str]]:
        """The canonical ids, before the change, of groups that move or come apart, each with where its ids go."""
        roots = {self.before[one] for one in self.moved}
        return {
            root: {one: self.after[one] for one in self.locked[root].members}
            for root in roots
            if self.locked[root].state == "LIVE"
        }

    def _close_documents(self, documents: Iterable[str]) -> None:
        """Close references of which nothing stands any more; they are locked."""
        wanted = set(documents) - set(self.change.closed_documents)
        rows = self.tx.run(
            f"UNWIND $ids AS i MATCH (d:{quote(DOCUMENT)} {{id: i}}) "
            f"RETURN i AS id, d.publisher AS publisher, COUNT {{ (d)<-[:{REPORTED_IN}]-() }} AS standing",
            ids=sorted(wanted),
        ).data()
        for row in rows:
            going = sum(one.document == row["id"] for one in self.change.closed.values())
            coming = sum(one.document == row["id"] for one in self.change.opened.values())
            if row["standing"] == going and not coming:
                self.change.closed_documents.append(row["id"])
                self.change.publishers[row["id"]] = (row["publisher"], None)
