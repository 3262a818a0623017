"""Draft: the Cypher of one Question while it is written: its names, its parameters, its ontology."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot
from graph.compile.compiled import Convert, Parameter, Study
from graph.question import Condition, Constant, Selection, Value
from schema.ontology import Ontology, Way
from schema.ranking import DEFAULT_RANKING, Ranking
from schema.values.value import Json


class Conditional(Protocol):
    """Any part of a Question that is wanted only while conditions hold."""

    @property
    def when(self) -> tuple[Condition, ...]:
        """All that must hold."""


Part = TypeVar("Part", bound=Conditional)


@dataclass(frozen=True, slots=True)
class Node:
    """A variable of the Cypher that stands for a thing: of a noun or interface, hence of one of these nouns."""

    name: str
    noun: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A variable that stands for an edge, with the variables at its beginning and its end.

    `way` None: it may be of any kind.
    """

    name: str
    way: Way | None
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Column:
    """A Cypher expression and the slot of the answer that its value is for."""

    text: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Shape:
    """A Cypher expression and how its value is read."""

    text: str
    read: Reader


@dataclass(slots=True)
class Draft:
    """What all parts of one Question share while they are compiled; `ranking` is that of the root at hand, which
    is asked where the parameters `asked` hold.

    `language` names the version of Cypher where the server's default may not do.
    """

    ontology: Ontology
    parameters: list[Parameter] = field(default_factory=list)
    fixed: dict[str, Any] = field(default_factory=dict)
    conditions: dict[Condition, str] = field(default_factory=dict)
    names: int = 0
    ranking: Ranking = DEFAULT_RANKING
    asked: tuple[str, ...] = ()
    language: str = ""
    studies: list[Study] = field(default_factory=list)

    def name(self, stem: str) -> str:
        """A variable that is not taken."""
        self.names += 1
        return f"{stem}{self.names}"

    def node(self, noun: str, stem: str = "n") -> Node:
        """A variable for a thing of a noun or interface."""
        return Node(self.name(stem), noun, self.ontology.possible(noun))

    def parameter(self, value: Value, convert: Convert, path: Path) -> str:
        """A parameter for a value; its name without `$`. Raises InputError where a constant is bad."""
        parameter = Parameter(f"p{len(self.parameters) + len(self.fixed)}", value, convert, path)
        if isinstance(value, Constant):
            self.fixed[parameter.name] = parameter.of({})
        else:
            self.parameters.append(parameter)
        return parameter.name

    def when(self, conditions: Iterable[Condition], path: Path) -> tuple[str, ...] | None:
        """Parameters that hold while all conditions do; None where a constant one never does."""
        names = []
        for condition in conditions:
            if isinstance(condition.value, Constant):
                if not condition.holds({}):
                    return None
                continue
            if condition not in self.conditions:
                convert = _negative if condition.negated else bool
                self.conditions[condition] = self.parameter(condition.value, convert, path)
            names.append(self.conditions[condition])
        return tuple(dict.fromkeys(names))

    def wanted(self, parts: Iterable[Part], path: Path) -> Iterator[tuple[Part, tuple[str, ...]]]:
        """The parts that may be wanted, each with the parameters that say whether it is; see `when`."""
        for part in parts:
            when = self.when(part.when, path)
            if when is not None:
                yield part, when


#: Compiles what is wanted of a thing: handed down, because connections and evidence nest selections in turn.
Select = Callable[[Draft, Selection, Node, Path], Shape]


def guard(when: tuple[str, ...], text: str, also: str = "") -> str:
    """An expression that costs nothing while a condition does not hold."""
    tests = [f"${name}" for name in when] + [also] * bool(also)
    return f"CASE WHEN {' AND '.join(tests)} THEN {text} END" if tests else text


def guard_any(whens: Iterable[tuple[str, ...]], text: str) -> str:
    """An expression that costs nothing while none of several lists of conditions holds."""
    tests = list(dict.fromkeys(" AND ".join(f"${name}" for name in when) for when in whens))
    if "" in tests or not tests:
        return text
    return f"CASE WHEN {' OR '.join(tests)} THEN {text} END"


def listing(texts: Iterable[str]) -> str:
    """A list of expressions."""
    return f"[{', '.join(texts)}]"


def block(keyword: str, lines: Iterable[str]) -> str:
    """A subquery of these lines."""
    inner = "\n".join(line for line in lines if line).replace("\n", "\n  ")
    return f"{keyword} {{\n  {inner}\n}}"


def apart(draft: Draft, outer: Iterable[str], lines: Iterable[str], returned: str) -> str:
    """The list of what a subquery returns that sees these variables of what is around it, and groups by none of them.

    Within `COLLECT { … }` every variable around it is one more key of each aggregating WITH: of no rows nothing would
    be told, and a list would be hashed for each row.
    """
    told = draft.name("z")
    inner = block(f"CALL ({', '.join(outer)})", [*lines, f"RETURN {returned} AS {told}"])
    return block("COLLECT", [inner, f"RETURN {told}"])


def _negative(raw: Json) -> bool:
    return not raw
