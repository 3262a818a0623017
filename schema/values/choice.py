"""Choice: one of a named list of words; a GraphQL enum."""

from schema.errors import InvalidValueError
from schema.predicate import equality
from schema.values.value import Json, Scalar


class ChoiceType(Scalar):
    """One of `choices`, written in capitals with underscores."""

    def __init__(self, name: str, doc: str, choices: tuple[str, ...]) -> None:
        super().__init__()
        self.name = self.kind = name
        self.doc = doc
        self.choices = choices
        self.operators = equality(name)

    def pack(self, raw: object) -> Json:
        """The choice in capitals."""
        word = raw.strip().upper().replace(" ", "_").replace("-", "_") if isinstance(raw, str) else ""
        if word not in self.choices:
            raise InvalidValueError(self.name, raw, "one of " + ", ".join(self.choices))
        return word
