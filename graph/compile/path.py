"""Paths -> a subquery that finds them between two sets of things, and tells what each consists of.

The database searches breadth first (`SHORTEST`) and prunes by time (`allReduce`). What it walks are relations, of which
many may lead from one thing to the next: walks over the same things are one path, told once.
"""

from graph.answer.path import paths_reader
from graph.answer.reading import Path
from graph.answer.shape import first
from graph.compile.draft import Draft, Select, Shape, block, listing
from graph.compile.hop import Hop, Walked
from graph.compile.lightest import compile_lightest
from graph.compile.page import compile_numbered, numbers
from graph.compile.seek import found, stored_ids
from graph.compile.sequence import PathRow
from graph.compile.start import compile_start
from graph.cypher import quote
from graph.question import (
    MAX_ENDS,
    MAX_WALKS,
    Constant,
    PathsRoot,
    Search,
    Things,
)
from schema.ontology import ENTITY
from schema.values.value import Json

_CURSORS = numbers("paths")


def compile_paths(draft: Draft, root: PathsRoot, path: Path, select: Select) -> Shape:
    """A list of how many begin and end, whether walks were left out, the total, and the paths' rows."""
    if root.weight:
        return compile_lightest(draft, root, path, select)
    # Acyclic walks and `allReduce` are of Cypher 25; servers still begin with 5.
    draft.language = "CYPHER 25 "
    paging, start = compile_numbered(draft, root.page, _CURSORS, path)
    modalities = "$" + draft.parameter(Constant(list[Json](root.modalities)), lambda raw: raw, path)
    hop = Hop(draft, root, modalities, path, stops=True)
    row = PathRow(draft, hop, select, timed=root.timing is not None)
    parts = row.parts(root.parts, path)
    counted = root.search is not Search.K_SHORTEST
    text = _Text(draft, root, hop, path, f"${start}[0]", f"${paging.limit}").whole(row)
    return Shape(text, first(paths_reader(parts, paging, counted=counted)))


class _Text:
    """The Cypher of one question on paths."""

    def __init__(self, draft: Draft, root: PathsRoot, hop: Hop, path: Path, skip: str, limit: str) -> None:
        self.draft, self.root, self.hop, self.path = draft, root, hop, path
        self.skip, self.limit = skip, limit

    def whole(self, row: PathRow) -> str:
        """The whole subquery."""
        draft, root = self.draft, self.root
        begins, ends, avoided, groups, over, every, each = (draft.name(stem) for stem in "bevgoqp")
        lines = [self._some(root.begin, begins)]
        if root.end:
            lines.append(self._some(root.end, ends))
        known = [begins, *([ends] if root.end else [])]
        named = avoided if root.avoid and root.avoid.ids else ""
        if root.avoid and named:
            lines.append(self._some(root.avoid, named, bound=False))
            known.append(named)
        lines.append(block(f"CALL ({', '.join(known)})", self._search(begins, ends, named, groups, over)))
        group = draft.name("g")
        page = [
            f"UNWIND {every}[{self.skip}..{self.skip} + {self.limit}] AS {each}",
            f"WITH {each}[0] AS {row.things}" + (f", {each}[1] AS {row.flown}" if row.flown else ""),
            f"RETURN {row.text}",
        ]
        sorted_ = [
            f"UNWIND {groups} AS {group}",
            f"UNWIND {group} AS {each}",
            f"WITH {each}",
            f"ORDER BY size({each}[0]), [n IN {each}[0] | n.id]",
            f"RETURN collect({each}) AS {every}",
        ]
        sizes = [f"size({begins})", f"size({ends})" if root.end else "0"]
        return block(
            "COLLECT",
            [
                *lines,
                block(f"CALL ({groups})", sorted_),
                f"RETURN {listing([*sizes, over, f'size({every})', block('COLLECT', page)])}",
            ],
        )

    def _some(self, things: Things, name: str, *, bound: bool = True) -> str:
        """The list of some things, one more than may stand at an end where it is `bound`."""
        draft = self.draft
        if things.ids is not None:
            node, place = draft.node(ENTITY), draft.name("i")
            ids = "$" + draft.parameter(things.ids, stored_ids, self.path)
            lines = [f"UNWIND {ids} AS {place}", found(draft, node, place, place)]
        else:
            node = draft.node(things.noun)
            start = compile_start(draft, node, things.where, self.path)
            tests = [test for test in start.tests if test != "true"]
            lines = [*start.clauses, *([f"WHERE {' AND '.join(f'({test})' for test in tests)}"] if tests else [])]
        kept = [f"ORDER BY {node.name}.id", f"LIMIT {MAX_ENDS + 1}"] if bound else []
        lines += [f"WITH DISTINCT {node.name}", *kept, f"RETURN collect({node.name}) AS {name}"]
        return block("CALL ()", lines)

    def _search(self, begins: str, ends: str, avoided: str, groups: str, over: str) -> list[str]:
        """All paths, in a list for each pair of things; whether walks were left out."""
        draft, root = self.draft, self.root
        begin, end, each, left_out = (draft.name(stem) for stem in "abgo")
        tests = [f"{begin} <> {end}"] if root.end else []
        tests += self.hop.shunned(begin, avoided)
        pairs = [f"UNWIND {begins}[..{MAX_ENDS}] AS {begin}"]
        if root.end:
            pairs.append(f"UNWIND {ends}[..{MAX_ENDS}] AS {end}")
        known = [begin, *([end] if root.end else []), *([avoided] if avoided else [])]
        return [
            *pairs,
            f"WITH {', '.join(known)}",
            *([f"WHERE {' AND '.join(tests)}"] if tests else []),
            block(f"CALL ({', '.join(known)})", self._pair(begin, end, avoided, each, left_out)),
            f"RETURN collect({each}) AS {groups}, coalesce(max({left_out}), false) AS {over}",
        ]

    def _pair(self, begin: str, end: str, avoided: str, each: str, left_out: str) -> list[str]:
        root, draft = self.root, self.draft
        matches, walked = self._match(begin, end, avoided)
        things = self._things(begin, walked)
        if root.timing is not None:
            return self._timed(matches, things, walked.journeys, each, left_out)
        one = draft.name("t")
        if root.search is Search.K_SHORTEST and root.end:
            # Walks come shortest first and one at a time: none is walked once there are paths enough.
            wanted = f"{self.skip} + {self.limit}"
            again, *_ = self._match(begin, end, avoided)
            counted = block("COUNT", again)
            return [
                *matches,
                f"WITH DISTINCT [{things}] AS {one}",
                f"LIMIT toInteger({wanted})",
                f"WITH collect({one}) AS {each}",
                f"RETURN {each}, CASE WHEN size({each}) < {wanted} THEN {counted} > {MAX_WALKS} ELSE false END "
                f"AS {left_out}",
            ]
        return [
            *matches,
            f"WITH [{things}] AS {one}",
            f"LIMIT {MAX_WALKS + 1}",
            f"RETURN collect(DISTINCT {one}) AS {each}, count(*) > {MAX_WALKS} AS {left_out}",
        ]

    def _timed(self, matches: list[str], walk: str, flown: str, each: str, left_out: str) -> list[str]:
        """Walks of which each leg follows the last; of each path, which journeys are taken where."""
        draft = self.draft
        things, legs, count, all_, least = (draft.name(stem) for stem in "tlcam")
        several = {
            Search.SHORTEST: f"[p IN {all_} WHERE size(p[0]) = {least}][..1]",
            Search.ALL_SHORTEST: f"[p IN {all_} WHERE size(p[0]) = {least}]",
            Search.K_SHORTEST: all_,
        }[self.root.search]
        taken = f"[hop IN range(0, size({things}) - 2) | [leg IN {legs} | leg[hop].id]]"
        return [
            *matches,
            f"WITH {walk} AS {things}, {flown} AS {legs}",
            f"LIMIT {MAX_WALKS + 1}",
            f"WITH {things}, collect({legs}) AS {legs}, count(*) AS {count}",
            f"ORDER BY size({things}), [n IN {things} | n.id]",
            f"WITH collect([{things}, {taken}]) AS {all_}, min(size({things})) AS {least}, sum({count}) AS {count}",
            f"RETURN {several} AS {each}, {count} > {MAX_WALKS} AS {left_out}",
        ]

    def _match(self, begin: str, end: str, avoided: str) -> tuple[list[str], Walked]:
        """The clauses that walk from one thing to another, and what they bind."""
        root = self.root
        step, walked = self.hop.step(avoided)
        if root.via:
            more, other = self.hop.step(avoided)
            middle, walked = self.draft.name("m"), walked.then(other)
            among = self.hop.among(middle, root.via) if root.via.ids is None else self._by_id(middle, root.via)
            pattern = f"({begin}) {step}{{0,{root.most}}} ({middle} WHERE {among}) {more}{{0,{root.most}}} ({end})"
            tests = [f"{root.least} <= size({walked.things}) <= {root.most}"]
        else:
            pattern, tests = f"({begin}) {step}{{{root.least},{root.most}}} ({end})", []
        tests += [] if root.end else [f"{end} <> {begin}"]
        acyclic = "ACYCLIC " if root.least > 1 or root.via or root.search is Search.K_SHORTEST else ""
        if root.timing is not None and self.hop.by:
            tests += self.hop.by.follows(self.draft, walked, root.timing)
            # ACYCLIC fails in the database where it stands without SHORTEST in a nested subquery.
            things = f"([{begin}] + {walked.things})"
            # No journey is taken twice: one that goes on is one hop, and of several ends it has one.
            for some in (things, f"({walked.journeys})"):
                tests.append(f"all(k IN range(0, size({some}) - 1) WHERE NOT {some}[k] IN {some}[k + 1..])")
            mode = ""
        elif root.search is Search.ALL_SHORTEST:
            mode = f"SHORTEST 1 {acyclic}GROUPS "
        else:
            mode = f"SHORTEST {1 if root.search is Search.SHORTEST else MAX_WALKS + 1} {acyclic}"
        return [f"MATCH {mode}{pattern}", *([f"WHERE {' AND '.join(tests)}"] if tests else [])], walked

    def _by_id(self, name: str, things: Things) -> str:
        assert things.ids is not None
        return f"{name}.id IN $" + self.draft.parameter(things.ids, stored_ids, self.path)

    def _things(self, begin: str, walked: Walked) -> str:
        """The things of a walk; a journey between two places is none of them."""
        things, journeys = f"[{begin}] + {walked.things}", self.hop.contracted
        if not journeys:
            return things
        place, kinds = self.draft.name("i"), [f"type(({walked.relations})[{{0}} - {back}])" for back in (1, 0)]
        before, after = (kind.format(place) for kind in kinds)
        tests = []
        for each in journeys:
            ends = listing(f"'{kind}'" for kind in (each.begin, each.end))
            tests.append(
                f"(({things})[{place}]:{quote(each.noun.name)} AND {before} <> {after} AND {before} IN {ends} "
                f"AND {after} IN {ends})"
            )
        within = f"0 < {place} < size({walked.things})"
        return (
            f"[{place} IN range(0, size({walked.things})) WHERE NOT ({within} AND ({' OR '.join(tests)})) "
            f"| ({things})[{place}]]"
        )
