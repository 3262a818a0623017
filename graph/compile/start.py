"""What a root connection ranges over, and the tests on it -> matches that can begin at their selective end.

Within `EXISTS { … }` a test on something linked is tried for each thing in turn. As a match of its own, the database
may begin there, where an index tells the few that pass, and walk back. The most telling such test is hoisted so; it
brings duplicates, which are then removed.
"""

from dataclasses import dataclass, replace

from graph.answer.reading import Path
from graph.compile.draft import Draft, Node, block
from graph.compile.link import ends, hop, labelled, one_of
from graph.compile.predicate import both
from graph.compile.where import Subject, compile_where, node_subject
from graph.question import AllOf, AnyOf, FieldTest, IdTest, LinkTest, Where
from schema.field import Field, Index
from schema.ontology import Ontology
from schema.predicate import All, Any, Compare, InBox, Predicate, Within
from schema.ranking import DEFAULT_RANKING

#: How much a test tells by an index: an id, an equal value, part of a text or a range.
_ID, _EQUAL, _RANGE, _NOTHING = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Start:
    """Match clauses and tests that leave the things which pass; `distinct`: each may be found more than once.

    `free`: no index tells of any test.
    """

    clauses: tuple[str, ...]
    tests: tuple[str, ...]
    distinct: bool
    free: bool = False


def compile_start(draft: Draft, node: Node, where: Where, path: Path) -> Start:
    """All things of the node's noun that pass.

    Indexes hold what the default ranking shows, so that by another one nothing but ids tells where to begin.
    """
    tests = _conjuncts(where)
    hoisted = _hoisted(tests) if draft.ranking is DEFAULT_RANKING else None
    clauses = [f"MATCH ({_labelled(draft.ontology, node, tests)})"]
    conditions = [compile_where(draft, each, node_subject(node), path) for each in tests if each is not hoisted]
    if isinstance(hoisted, AnyOf):
        return Start((_either(draft, node, hoisted, path), f"WITH {node.name}"), tuple(conditions), distinct=True)
    if hoisted:
        more, tests_there = _walk(draft, node, hoisted, path)
        return Start((*clauses, *more), (*conditions, *tests_there), distinct=True)
    free = all(_rank(test) == _NOTHING for test in tests)
    return Start(tuple(clauses), tuple(conditions), distinct=False, free=free)


def _either(draft: Draft, node: Node, any_of: AnyOf, path: Path) -> str:
    """Each branch begins at its own selective end; what several of them find is kept once."""
    branches = []
    for part in any_of.of:
        start = compile_start(draft, node, part, path)
        tests = [test for test in start.tests if test != "true"]
        branches.append(
            "\n".join([*start.clauses, *([f"WHERE {both(tests)}"] if tests else []), f"RETURN {node.name}"])
        )
    return block("CALL ()", ["\nUNION\n".join(branches)])


def _walk(draft: Draft, start: Node, test: LinkTest, path: Path) -> tuple[list[str], list[str]]:
    """Each hop in a match of its own: within one, an edge could not be walked twice."""
    end, edge = draft.node(test.way.target), draft.name("r")
    tests = _conjuncts(test.node)
    hoisted = _hoisted(tests, linked=True)
    assert not isinstance(hoisted, AnyOf)
    there = _labelled(draft.ontology, end, tests) if _rank(test.node) else ends(draft, start, test.way, end)
    clauses = [f"MATCH {hop(start.name, edge, test.way, there)}"]
    conditions = [compile_where(draft, each, Subject(edge), path) for each in _conjuncts(test.edge)]
    conditions += [compile_where(draft, each, node_subject(end), path) for each in tests if each is not hoisted]
    if hoisted:
        more, further = _walk(draft, end, hoisted, path)
        return clauses + more, conditions + further
    return clauses, conditions


def _conjuncts(where: Where) -> list[Where]:
    """Tests that must all hold. Where exactly one passes, some does: the wider test may tell where to begin."""
    if isinstance(where, AllOf):
        return [each for part in where.of for each in _conjuncts(part)]
    if isinstance(where, LinkTest) and where.quantifier == "single" and _rank(where.node):
        return [where, replace(where, quantifier="some")]
    return [where]


def _hoisted(tests: list[Where], *, linked: bool = False) -> LinkTest | AnyOf | None:
    """The test of something linked that tells more than all tests on the thing itself, if there is one.

    `linked`: a chain of links goes on, which only one more link can do.
    """
    links = [
        test
        for test in tests
        if (isinstance(test, LinkTest) and test.quantifier == "some")
        or (isinstance(test, AnyOf) and not linked and any(map(_links, test.of)))
    ]
    best = max(links, key=_rank, default=None)
    own = max((_rank(test) for test in tests if not _links(test)), default=_NOTHING)
    return best if isinstance(best, LinkTest | AnyOf) and _rank(best) > own else None


def _links(where: Where) -> bool:
    """Whether a test looks at something linked."""
    return isinstance(where, LinkTest) or (isinstance(where, AllOf | AnyOf) and any(map(_links, where.of)))


def _rank(where: Where) -> int:
    match where:
        case AllOf(of):
            return max(map(_rank, of), default=_NOTHING)
        case AnyOf(of):
            return min(map(_rank, of), default=_NOTHING)
        case IdTest(_, negated):
            return _NOTHING if negated else _ID
        case FieldTest(field, operator, _, fold):
            means = next(each.means for each in field.type.operators if each.name == operator)
            return _field_rank(field, means, "folded" if fold else "lookup")
        case LinkTest(_, "some", node):
            return _rank(node)
        case _:
            return _NOTHING


def _field_rank(field: Field, means: Predicate, index: Index) -> int:
    match means:
        case Compare(part, op) if index in field.index and not field.many and part in field.type.order[:1]:
            return _EQUAL if op in {"=", "IN"} else _RANGE
        case Within() | InBox() if "point" in field.index:
            return _RANGE
        case All(of):
            return max((_field_rank(field, each, index) for each in of), default=_NOTHING)
        case Any(of):
            return min((_field_rank(field, each, index) for each in of), default=_NOTHING)
        case _:
            return _NOTHING


def _labelled(ontology: Ontology, node: Node, tests: list[Where]) -> str:
    """The node with its own label and those on which its tests find an index."""
    if any(isinstance(test, IdTest) and not test.negated for test in tests):
        return one_of(node.name, node.nouns)
    labels = [node.noun]
    if ontology.noun(node.noun).abstract:
        indexed = [test.field for test in tests if isinstance(test, FieldTest) and _rank(test)]
        labels += [declaring(ontology, node.noun, field) for field in indexed]
    return labelled(node.name, dict.fromkeys(labels))


def declaring(ontology: Ontology, noun: str, field: Field) -> str:
    """The interface that declares a field: only its label carries the index for things of several nouns."""
    labels = ontology.labels(noun)
    return next(label for label in labels if field in ontology.noun(label).fields)
