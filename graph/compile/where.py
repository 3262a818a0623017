"""Where -> a Cypher condition; two-valued: a missing value passes isNull, ne, notIn and not, nothing else."""

from dataclasses import dataclass

from graph.answer.reading import Path
from graph.compile.draft import Draft, Node, block
from graph.compile.link import ends, hop
from graph.compile.predicate import Operand, both, compile_predicate, either
from graph.compile.property import property_of
from graph.cypher import STATEMENT
from graph.errors import InputError
from graph.question import AllOf, AnyOf, FieldTest, IdTest, LinkTest, NotThat, Where
from schema.ontology import Ontology
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
        return field.type.argument(operator, raw)

    argument = "$" + draft.parameter(test.argument, convert, path)
    if not field.many:
        operand = Operand(lambda part: property_of(draft, name, field, part), argument)
        return compile_predicate(means, operand, guarded=guarded)
    each = draft.name("v")
    passes = compile_predicate(means, Operand(lambda _part: each, argument), guarded=True)
    # A field without values counts as one missing value.
    return f"any({each} IN coalesce({property_of(draft, name, field)}, [null]) WHERE {passes})"


def _link(draft: Draft, test: LinkTest, start: Node, path: Path) -> str:
    end, edge = draft.node(test.way.target), draft.name("r")
    pattern = hop(start.name, edge, test.way, ends(draft, start, test.way, end))

    def condition(*, guarded: bool) -> str:
        tests = [
            compile_where(draft, where, subject, path, guarded=guarded)
            for where, subject in ((test.edge, Subject(edge)), (test.node, node_subject(end)))
            if where != AllOf()
        ]
        return both(tests) if tests else ""

    def matching(keyword: str, condition: str) -> str:
        return block(keyword, [f"MATCH {pattern}", f"WHERE {condition}" * bool(condition)])

    match test.quantifier:
        case "some":
            return matching("EXISTS", condition(guarded=False))
        case "none":
            return "NOT " + matching("EXISTS", condition(guarded=False))
        case "all":
            return "NOT " + matching("EXISTS", f"NOT ({condition(guarded=True) or 'true'})")
        case "single":
            return matching("COUNT", condition(guarded=False)) + " = 1"
