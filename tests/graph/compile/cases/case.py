"""A Question and the variables that it is asked with."""

from dataclasses import dataclass, field

from graph.question import Question
from schema.values.value import Json


@dataclass(frozen=True)
class Case:
    """A Question and the variables that it is asked with."""

    question: Question
    variables: dict[str, Json] = field(default_factory=dict)
