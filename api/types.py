"""Names, members and docs of types -> Strawberry classes, made at run time; the SDL is `api/schema.graphql`."""

import keyword
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Optional

import strawberry
from graphql import ListTypeNode, NamedTypeNode, NonNullTypeNode, TypeNode, parse_type
from strawberry.annotation import StrawberryAnnotation
from strawberry.scalars import JSON
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.errors import SchemaError

_SCALARS: dict[str, object] = {
    "ID": strawberry.ID,
    "String": str,
    "Int": int,
    "Float": float,
    "Boolean": bool,
    "JSON": JSON,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A field of an object or input, or an argument; `type` is written as in GraphQL: `[String!]!`."""

    name: str
    type: str
    doc: str
    arguments: tuple["Member", ...] = ()


class Types:
    """A schema's types by name; members may name types made later. Raises SchemaError where two want one name."""

    def __init__(self) -> None:
        self._made: dict[str, type] = {}
        self._namespace: dict[str, object] = {**_SCALARS, "Optional": Optional}
        self._annotations: dict[str, StrawberryAnnotation] = {}

    def __getitem__(self, name: str) -> type:
        return self._made[name]

    def __iter__(self) -> Iterator[type]:
        return iter(self._made.values())

    def object(self, name: str, doc: str, members: Iterable[Member], implements: Iterable[str] = ()) -> None:
        """An object type; the interfaces that it implements must be there already."""
        self._define(strawberry.type, name, doc, members, implements)

    def interface(self, name: str, doc: str, members: Iterable[Member], implements: Iterable[str] = ()) -> None:
        """An interface type; the interfaces that it implements must be there already."""
        self._define(strawberry.interface, name, doc, members, implements)

    def input(self, name: str, doc: str, members: Iterable[Member]) -> None:
        """An input object."""
        self._define(strawberry.input, name, doc, members)

    def choice(self, name: str, doc: str, members: Iterable[Member]) -> None:
        """An input object of which exactly one field is given."""
        self._define(partial(strawberry.input, one_of=True), name, doc, members)

    def enum(self, name: str, doc: str, values: Iterable[str]) -> None:
        """An enum; one that is there already must have the same values."""
        values = tuple(values)
        there = self._made.get(name)
        if there is not None and issubclass(there, StrEnum) and tuple(there.__members__) == values:
            return
        made = StrEnum(name, {value: value for value in values})  # type: ignore[misc]
        self._add(name, strawberry.enum(made, name=name, description=doc))

    def _add(self, name: str, made: type) -> None:
        if name in self._namespace:
            raise SchemaError(
                f"two GraphQL types want the name {name}: it is made from a noun, a link's way or a value type; "
                "rename one of them in schema/"
            )
        self._made[name] = made
        self._namespace[name] = made

    def _define(
        self,
        decorate: Callable[..., type],
        name: str,
        doc: str,
        members: Iterable[Member],
        implements: Iterable[str] = (),
    ) -> None:
        members = list(members)
        fields = {_python_name(member.name): self._field(member) for member in members}
        body = {**fields, "__annotations__": dict.fromkeys(fields, object), "__module__": __name__}
        bases = tuple(self._made[interface] for interface in implements)
        made = decorate(
            types.new_class(name, bases, {}, lambda namespace: namespace.update(body)), name=name, description=doc
        )
        written = {member.name: member.type for member in members}
        # Decorating puts the class's annotations in place of the fields' own, and those know only module-level names.
        for field in made.__strawberry_definition__.fields:  # type: ignore[attr-defined]
            field.type_annotation = self._annotation(written[field.graphql_name])
        self._add(name, made)

    def _field(self, member: Member) -> StrawberryField:
        field = StrawberryField(
            python_name=_python_name(member.name),
            graphql_name=member.name,
            type_annotation=self._annotation(member.type),
            description=member.doc or None,
        )
        field.arguments = [
            StrawberryArgument(_python_name(argument.name), argument.name, self._annotation(argument.type),
                               description=argument.doc or None)
            for argument in member.arguments
        ]  # fmt: skip
        return field

    def _annotation(self, written: str) -> StrawberryAnnotation:
        annotation = self._annotations.get(written)
        if annotation is None:
            annotation = StrawberryAnnotation(_python(parse_type(written)), namespace=self._namespace)
            self._annotations[written] = annotation
        return annotation


def _python(node: TypeNode) -> str:
    """A GraphQL type as a Python annotation: `[String!]` is `Optional[list[String]]`."""
    if isinstance(node, NonNullTypeNode):
        return _bare(node.type)
    assert isinstance(node, NamedTypeNode | ListTypeNode)
    return f"Optional[{_bare(node)}]"


def _bare(node: NamedTypeNode | ListTypeNode) -> str:
    if isinstance(node, NamedTypeNode):
        return node.name.value
    return f"list[{_python(node.type)}]"


def _python_name(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name
