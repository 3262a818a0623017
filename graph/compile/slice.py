"""A source in an order, cut by a page -> the clauses that leave the page's things, and what lies behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answer.connection import Paging
from graph.compile import order as ordering
from graph.compile.draft import Draft, block
from graph.compile.predicate import both
from graph.compile.source import Source
from graph.compile.walk import walk, walks
from graph.cypher import quote
from graph.question import Page


@dataclass(frozen=True, slots=True)
class Slice:
    """The things of a source between two cursors, in order."""

    draft: Draft
    source: Source
    order: tuple[ordering.Term, ...]
    page: Page
    paging: Paging

    @property
    def by_id(self) -> bool:
        """Whether the order is the default one."""
        return len(self.order) == 1

    @property
    def made(self) -> list[ordering.Term]:
        """What must be worked out before things can be put in order."""
        return [term for term in self.order if term.made]

    def lines(self, columns: Sequence[str]) -> list[str]:
        """The page, in order, cut before anything is read of it; `columns` are what will be."""
        node, edge = self.source.node, self.source.edge
        ordered = ordering.order_by(self.order, backward=self.paging.backward)
        needed = f"{ordered} {' '.join(columns)}"
        kept = f"{node.name}, {edge.name}" if edge and f"{edge.name}." in needed else node.name
        if self.source.begins:
            kept = f"{self.source.begins.name}, {kept}"
        distinct = "DISTINCT " * self.source.distinct
        return [
            *self._matches(),
            *self._worked_out(f"{distinct}{kept}", kept, self._place()),
            ordered,
            *self._cut(),
        ]

    def _cut(self) -> list[str]:
        """The first few.

        Where each row holds a list, `LIMIT` (Top) would count it for each of them in the memory that the database
        grants a question; all rows put in order (Sort) count it once.
        """
        limit, name = f"${self.paging.limit}", self.source.node.name
        if not self.source.held:
            return [f"LIMIT {limit}"]
        all_ = self.draft.name("l")
        return [f"WITH collect({name}) AS {all_}", f"UNWIND {all_}[..{limit}] AS {name}"]

    def behind(self) -> str:
        """Whether there is anything before a page that is read forward, or after one that is read backward."""
        source, cursor = self.source, f"${self.cursor_behind()}"
        beyond = ordering.beyond(self.order, cursor, backward=self.paging.backward)
        place = f"NOT coalesce({beyond}, false)"
        kept = f"{source.node.name}, {source.edge.name}" if source.edge else source.node.name
        tests = both(list(source.tests)) if source.tests else ""
        lines = [*source.clauses, *source.shown, f"WHERE {tests}" * bool(tests)]
        lines += self._worked_out(kept, kept, "")[:-1] if self.made else [f"WITH {kept}"]
        return f"({cursor} IS NOT NULL AND {block('EXISTS', [*lines, f'WHERE {place}', f'RETURN {source.node.name}'])})"

    def cursor_behind(self) -> str | None:
        """The parameter of the cursor at the end where the page is not cut."""
        bound = self.paging.end if self.paging.backward else self.paging.start
        return bound[0] if bound else None

    def _matches(self) -> list[str]:
        source, name = self.source, self.source.node.name
        place = "" if self.made else self._place()
        if source.apart and self.by_id:
            cut = f"{ordering.order_by(self.order, backward=self.paging.backward)} LIMIT ${self.paging.limit}"
            # An index of ids for each noun, none for them all: the first of each, then the first of those.
            each = [f"MATCH ({name}:{quote(noun)})\nWHERE {place}\nRETURN {name}\n{cut}" for noun in source.apart]
            return [block("CALL ()", ["\nUNION ALL\n".join(each)])]
        if source.free and walks(self.order[0]) and not self.by_id and not self.made:
            return walk(self.draft, source, self.order, self.page, self.paging, place)
        tests = [*source.tests, *([place] if place else [])]
        return [*source.clauses, *source.shown, f"WHERE {both(tests)}" if tests else ""]

    def _worked_out(self, first: str, kept: str, place: str) -> list[str]:
        """`WITH` what is kept, and what an order needs to be worked out; `place` is what then passes."""
        if not self.made:
            return [f"WITH {first}"]
        texts = ", ".join(f"{term.made} AS {term.text}" for term in self.made)
        bound = ", ".join(term.text for term in self.made)
        lines = [f"WITH {first}"] if first != kept else []
        return [*lines, f"WITH {kept}, {texts}", f"WHERE {place}" * bool(place), f"WITH {kept}, {bound}"]

    def _place(self) -> str:
        """What lies between the cursors; at the root, a test on the id in any case, so that its index is used."""
        start, end = self.paging.start, self.paging.end
        if not self.by_id:
            tests = [
                f"(${bound[0]} IS NULL OR {ordering.beyond(self.order, f'${bound[0]}', backward=backward)})"
                for bound, backward in ((start, False), (end, True))
                if bound
            ]
            return both(tests) if tests else ""
        text = self.order[0].text
        tests = [f"{text} {sign} ${bound[0]}[0]" for bound, sign in ((start, ">"), (end, "<")) if bound]
        if not tests and self.source.edge is None and not self.source.held:
            tests = [f"{text} IS NOT NULL"]
        return both(tests) if tests else ""
