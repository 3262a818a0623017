"""What can be wrong with a declaration or a value.

SchemaError
├── OntologyError      a noun or link is declared wrongly; names the declaration
└── InvalidValueError  a raw value is not one of its type; names the value and what is accepted
"""


class SchemaError(Exception):
    """Anything wrong in what schema/ declares or accepts."""


class OntologyError(SchemaError):
    """A declaration contradicts itself or another one; the message names both and the remedy."""


class InvalidValueError(SchemaError):
    """A raw value cannot be read as its type; the message quotes the value and says what is accepted."""

    def __init__(self, type_name: str, raw: object, accepted: str) -> None:
        shown = repr(raw)
        if len(shown) > 80:
            shown = shown[:77] + "…"
        article = "an" if type_name.startswith(("A", "E", "I", "O", "a", "e", "i", "o")) else "a"
        super().__init__(f"{shown} is not {article} {type_name}: {accepted}")
        self.type_name = type_name
        self.raw = raw
        self.accepted = accepted
