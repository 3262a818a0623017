"""Compiled: the Cypher of a Question, what its parameters are made of, and how its answer is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.outcome import Outcome
from graph.answer.reading import Path, Reading
from graph.errors import InputError
from graph.question import Value
from schema.errors import InvalidValueError
from schema.values.value import Json

#: A value as a client wrote it -> as the database takes it. Raises InputError or InvalidValueError.
Convert = Callable[[Json], Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the Cypher: where its value comes from; `path` leads to the field that it is an argument of."""

    name: str
    value: Value
    convert: Convert
    path: Path

    def of(self, variables: Mapping[str, Json]) -> Any:
        """What the database gets. Raises InputError, which tells the path."""
        try:
            converted = self.convert(self.value.of(variables))
            _check_sendable(converted)
        except InvalidValueError as error:
            raise InputError(str(error), "Correct the value.", self.path) from error
        except InputError as error:
            raise error.at(self.path) from error
        return converted


@dataclass(frozen=True, slots=True)
class Study:
    """What is worked out before the statement is asked: `outcome` is the parameter of it that this becomes.

    `text` reads a part of the graph, and `marks` names some things in it (empty: none); both with `parameters` and
    `fixed` of their own. `task` says what is made of it. `value` chooses from the outcome what the statement
    needs; `more` is what of the task only a request's own values tell.
    """

    outcome: str
    text: str
    marks: str
    parameters: tuple[Parameter, ...]
    fixed: Mapping[str, Any]
    task: Mapping[str, Json]
    when: tuple[str, ...]
    value: Callable[[Outcome, Reading], Any]
    more: Callable[[Reading], Mapping[str, Json]] | None = None

    def asks(self, reading: Reading) -> Mapping[str, Json]:
        """The task of one request."""
        return {**self.task, **self.more(reading)} if self.more else self.task

    def values(self, variables: Mapping[str, Json]) -> dict[str, Any]:
        """The parameters of one request. Raises InputError."""
        return {**self.fixed, **{each.name: each.of(variables) for each in self.parameters}}


@dataclass(frozen=True, slots=True)
class Compiled:
    """One Cypher statement for a whole Question, made once for all requests of its form.

    `fixed` are the parameters that the Question holds as constants. An empty `text` asks the database nothing.
    `read` makes the answer's data of the one record. `studies` are made before it is asked.
    """

    text: str
    parameters: tuple[Parameter, ...]
    fixed: Mapping[str, Any]
    read: Callable[[Sequence[Any], Reading], dict[str, Any]]
    studies: tuple[Study, ...] = ()

    def bind(self, variables: Mapping[str, Json]) -> Reading:
        """The parameters of one request. Raises InputError with the path of the field whose argument is bad."""
        values = dict(self.fixed)
        for parameter in self.parameters:
            values[parameter.name] = parameter.of(variables)
        return Reading(values)


def _check_sendable(value: Any) -> None:
    """Refuse what has no form in the protocol: text that is not Unicode, and integers of more than 64 bits."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InputError("text holds half of a surrogate pair", "Send valid Unicode.") from None
    elif isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise InputError(f"{str(value)[:20]}… is too large a number", "Send one of at most 64 bits.")
    elif isinstance(value, list):
        for item in value:
            _check_sendable(item)
    elif isinstance(value, dict):
        for item in value.values():
            _check_sendable(item)
