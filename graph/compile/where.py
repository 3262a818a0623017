"""Where -> a Cypher condition; two-valued: a missing value passes isNull, ne, notIn and not, nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.answer.reading import Path
from graph.compile.draft import Draft, Node, block
from graph.compile.link import ends, hop, labelled
from graph.compile.predicate import Operand, both, compile_predicate, either
from graph.compile.property import folded, folded_of, property_of
from graph.cypher import STATEMENT
from graph.errors import InputError
from graph.question import AllOf, AnyOf, FieldTest, IdTest, LinkTest, NotThat, Tally, TallyTest, Where
from schema.ontology import Ontology, Way
from schema.values.value import Json

#: Longer names are not repeated in messages.
_NAME = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What a condition is on: things as `node`, or edges where `node` is None."""

    name: str
    node: Node | None = None


def compile_where(draft: Draft, where: Where, subject: Subject, path: Path, *, guarded: bool = False) -> str:
    """The condition; `guarded`: it is never null (see `compile_predicate`)."""
    match where:
        case AllOf(of):
            return both([compile_where(draft, each, subject, path, guarded=guarded) for each in of])
        case AnyOf(of):
            return either([compile_where(draft, each, subject, path, guarded=guarded) for each in of])
        case NotThat(of):
            return f"NOT ({compile_where(draft, of, subject, path, guarded=True)})"
        case FieldTest():
            return _field(draft, where, subject.name, path, guarded=guarded)
        case IdTest(argument, negated):
            assert subject.node is not None
            numbered = subject.node.nouns == (STATEMENT,)
            name = draft.parameter(argument, numbers if numbered else texts, path)
            return f"NOT ({subject.name}.id IN ${name})" if negated else f"{subject.name}.id IN ${name}"
        case LinkTest():
            assert subject.node is not None
            return _link(draft, where, subject.node, path)
        case TallyTest():
            assert subject.node is not None
            return _tally(draft, where, subject.node, path, guarded=guarded)


def of_their_nouns(draft: Draft, filters: Iterable[tuple[str, Where]], name: str, path: Path) -> Iterator[str]:
    """The tests that a thing passes the filter of each noun that it is of."""
    for noun, where in filters:
        subject = Subject(name, Node(name, noun, draft.ontology.possible(noun)))
        yield f"(NOT {labelled(name, [noun])} OR ({both([compile_where(draft, where, subject, path)])}))"


def node_subject(node: Node) -> Subject:
    """Conditions on a thing."""
    return Subject(node.name, node)


def statement_number(raw: object) -> int | None:
    """The number in a statement's public id; None where it is none.

    >>> statement_number("Statement:12"), statement_number("Statement:012"), statement_number("Base:x")
    (12, None, None)
    """
    if not isinstance(raw, str):
        return None
    noun, _, digits = raw.partition(":")
    if noun != STATEMENT or not (digits.isascii() and digits.isdigit()) or len(digits) > 19:
        return None
    number = int(digits)
    return number if str(number) == digits and number < 2**63 else None


def entity_noun(ontology: Ontology, raw: Json) -> str | None:
    """The name of a noun or interface of entities, as a client wrote it. Raises InputError."""
    known = sorted(name for name in ontology.nouns if ontology.is_entity(name))
    if raw is None or raw in known:
        return None if raw is None else str(raw)
    raise InputError(f"there is no noun{quoted(raw)} of entities", f"Use one of {', '.join(known)}.")


def quoted(raw: Json) -> str:
    """A name that a client wrote, for a message; what is no name is not repeated.

    >>> quoted("Ship"), quoted("Ship //")
    (" 'Ship'", '')
    """
    return f" {raw!r}" if isinstance(raw, str) and raw.isidentifier() and len(raw) <= _NAME else ""


def texts(raw: Json) -> list[str]:
    """Ids as they are stored, from one or a list of them."""
    return [each for each in _listed(raw) if isinstance(each, str)]


def numbers(raw: Json) -> list[int]:
    """Ids of statements as they are stored; what cannot be one finds nothing."""
    return [number for each in _listed(raw) if (number := statement_number(each)) is not None]


def _listed(raw: Json) -> list[Json]:
    if raw is None:
        raise InputError("null is not an id", "Leave the filter out, or pass an id.")
    return raw if isinstance(raw, list) else [raw]


def _field(draft: Draft, test: FieldTest, name: str, path: Path, *, guarded: bool) -> str:
    field, operator = test.field, test.operator
    means = next(each.means for each in field.type.operators if each.name == operator)

    def convert(raw: Json) -> Json:
        if raw is None or (isinstance(raw, list) and None in raw):
            raise InputError(f"{operator} of {field.name} cannot take null", "Use isNull, or leave the filter out.")
        argument = field.type.argument(operator, raw)
        return folded(argument) if test.fold else argument

    argument = "$" + draft.parameter(test.argument, convert, path)
    if not field.many:
        subject = folded_of(draft, name, field) if test.fold else None
        operand = Operand(lambda part: subject or property_of(draft, name, field, part), argument)
        return compile_predicate(means, operand, guarded=guarded)
    each = draft.name("v")
    values = folded_of(draft, name, field) if test.fold else property_of(draft, name, field)
    passes = compile_predicate(means, Operand(lambda _part: each, argument), guarded=True)
    # A field without values counts as one missing value.
    return f"any({each} IN coalesce({values}, [null]) WHERE {passes})"


def _link(draft: Draft, test: LinkTest, start: Node, path: Path) -> str:
    linked = _Linked(draft, test.way, start, path)

    def exists(*, negated: bool = False) -> str:
        condition = linked.condition(test.node, test.edge, guarded=negated)
        return linked.block("EXISTS", f"NOT ({condition or 'true'})" if negated else condition)

    match test.quantifier:
        case "some":
            return exists()
        case "none":
            return "NOT " + exists()
        case "all":
            return "NOT " + exists(negated=True)
        case "single":
            # Two are enough to know.
            return linked.block("COUNT", linked.condition(test.node, test.edge), "RETURN 1 LIMIT 2") + " = 1"


def _tally(draft: Draft, test: TallyTest, start: Node, path: Path, *, guarded: bool) -> str:
    means = next(each.means for each in test.tally.type.operators if each.name == test.operator)

    def convert(raw: Json) -> Json:
        if raw is None or (isinstance(raw, list) and None in raw):
            raise InputError(f"{test.operator} of a tally cannot take null", "Leave the filter out.")
        return test.tally.type.argument(test.operator, raw)

    argument = "$" + draft.parameter(test.argument, convert, path)

    def enough() -> str:
        return draft.parameter(test.argument, lambda raw: _one_more(convert(raw)), path)

    text = compile_tally(draft, test.tally, start, path, enough)
    return compile_predicate(means, Operand(lambda _part: text, argument), guarded=guarded)


def compile_tally(draft: Draft, tally: Tally, start: Node, path: Path, enough: Callable[[], str] | None = None) -> str:
    """The number as an expression; counting stops at the parameter `enough`, beyond which the answer cannot change."""
    linked = _Linked(draft, tally.way, start, path)
    condition = linked.condition(tally.node, tally.edge)
    if tally.field is None:
        if not condition and linked.whole:
            # The database knows how many edges of a type a node has.
            return f"COUNT {{ {hop(start.name, '', tally.way, '')} }}"
        return linked.block("COUNT", condition, f"RETURN 1 LIMIT ${enough()}" if enough else "")
    name = linked.edge if tally.of_edge else linked.end.name
    number = f"{tally.reduction}({property_of(draft, name, tally.field, tally.part)})"
    return linked.block("COLLECT", condition, f"RETURN {number}") + "[0]"


class _Linked:
    """Things along a way, with their edges, as a subquery ranges over them."""

    def __init__(self, draft: Draft, way: Way, start: Node, path: Path) -> None:
        self.draft, self.path = draft, path
        self.end, self.edge = draft.node(way.target), draft.name("r")
        there = ends(draft, start, way, self.end)
        self.whole = there == self.end.name
        self._pattern = hop(start.name, self.edge, way, there)

    def condition(self, node: Where, edge: Where, *, guarded: bool = False) -> str:
        """Tests on the thing and its edge; empty where there are none."""
        tests = [
            compile_where(self.draft, where, subject, self.path, guarded=guarded)
            for where, subject in ((edge, Subject(self.edge)), (node, node_subject(self.end)))
            if where != AllOf()
        ]
        return both(tests) if tests else ""

    def block(self, keyword: str, condition: str, returned: str = "") -> str:
        """A subquery over those that pass."""
        return block(keyword, [f"MATCH {self._pattern}", f"WHERE {condition}" * bool(condition), returned])


def _one_more(argument: Json) -> int:
    """One more than the largest number in an argument, and never less than none."""
    numbers = argument if isinstance(argument, list) else [argument]
    return max([0, *(number + 1 for number in numbers if isinstance(number, int))])
