"""What a connection ranges over: the clauses that find its things, and what is known of them."""

from dataclasses import dataclass

from graph.compile.draft import Edge, Node, block
from graph.compile.predicate import both


@dataclass(frozen=True, slots=True)
class Source:
    """What a connection ranges over.

    `identity` tells this connection's cursors from others'. `distinct`: the clauses may find a thing twice. `apart`:
    at the root, the nouns of which there is nothing to test, so that each one's index of ids gives the page in order.
    `begins`: the clauses find the edges' beginnings as well, so that these are told along with each edge. `shown`: more
    clauses, which only make what is shown of the edges, so that nothing that is merely counted waits for them. `outer`:
    variables around it that they use. `sought`: the parameter of the text that the things were
    found by. `free`: one match finds all things of a noun, and no test tells where to begin, so that any
    index may be read. `held`: the things are those of a list, once each, which every row holds with its thing.
    """

    clauses: tuple[str, ...]
    tests: tuple[str, ...]
    node: Node
    edge: Edge | None
    identity: tuple[object, ...]
    distinct: bool = False
    apart: tuple[str, ...] = ()
    begins: Node | None = None
    shown: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    sought: str = ""
    free: bool = False
    held: bool = False

    def count(self) -> str:
        """How many there are on all pages."""
        tests = both(list(self.tests)) if self.tests else ""
        ends = [each.name for each in (self.begins, self.node) if each]
        returned = f"RETURN DISTINCT {', '.join(ends)}" if self.distinct else ""
        return block("COUNT", [*self.clauses, f"WHERE {tests}" * bool(tests), returned])
