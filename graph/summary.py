"""Two ontologies -> what differs between them, as far as it concerns stored data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from schema.link import Link
from schema.ontology import Ontology

#: What each noun has, in lines: a field `count: Count`, a link `ORIGIN to Site`, and anything else after a `*`.
Summary = Mapping[str, list[str]]
_ELSE = "* "


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that only one of two ontologies has, or that is otherwise; `name` is null for the noun itself.

    `kind` is what it is: a noun, a field, a link, or another line on the noun.
    """

    noun: str
    kind: Literal["noun", "field", "link", "other"]
    name: str | None = None
    before: str | None = None
    after: str | None = None

    @property
    def change(self) -> Literal["added", "removed", "changed"]:
        """What the migration does to it."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    def __str__(self) -> str:
        if self.kind == "noun":
            return f"noun {self.noun}"
        if self.kind == "other":
            return f"{self.noun} {self.before or self.after}"
        shown = " → ".join(text for text in (self.before, self.after) if text is not None)
        return f"{self.kind} {self.noun}.{self.name}: {shown}"


def summary(ontology: Ontology) -> dict[str, list[str]]:
    """What can be told of another ontology: the fields and links of each noun, and how they are shown."""
    return {noun.name: sorted(_lines(ontology, noun.name)) for noun in ontology.concrete}


def differences(there: Summary, here: Summary) -> list[Difference]:
    """What differs, whole nouns first."""
    found = [Difference(noun, "noun", before=noun) for noun in sorted(there.keys() - here.keys())]
    found += [Difference(noun, "noun", after=noun) for noun in sorted(here.keys() - there.keys())]
    for noun in sorted(there.keys() & here.keys()):
        found += _of_noun(noun, there[noun], here[noun])
    return found


def _of_noun(noun: str, there: list[str], here: list[str]) -> Iterator[Difference]:
    before, after = _declared(there), _declared(here)
    for kind, name in sorted(before.keys() | after.keys()):
        was, is_ = before.get((kind, name)), after.get((kind, name))
        if was != is_:
            yield Difference(noun, kind, name, was, is_)
    was_else, is_else = _others(there), _others(here)
    if was_else:  # databases of before kept none of these lines
        yield from (Difference(noun, "other", before=line) for line in sorted(was_else - is_else))
        yield from (Difference(noun, "other", after=line) for line in sorted(is_else - was_else))


def _declared(lines: list[str]) -> dict[tuple[Literal["field", "link"], str], str]:
    """Fields with what they hold, links with where they lead; a noun may have two links of one type."""
    found: dict[tuple[Literal["field", "link"], str], str] = {}
    for line in sorted(lines):
        if line.startswith(_ELSE):
            continue
        name, colon, holds = line.partition(": ")
        if colon:
            found["field", name] = holds
        else:
            name, _, target = line.partition(" to ")
            found["link", name] = f"{found['link', name]} or {target}" if ("link", name) in found else target
    return found


def _others(lines: list[str]) -> set[str]:
    return {line.removeprefix(_ELSE) for line in lines if line.startswith(_ELSE)}


def _lines(ontology: Ontology, noun: str) -> Iterator[str]:
    for field in ontology.fields(noun).values():
        yield f"{field.name}: {field.type.kind}"
    for link in ontology.links_of(noun):
        yield f"{link.type} to {link.target}"
    yield from (f"{_ELSE}{line}" for line in _else(ontology, noun))


def _else(ontology: Ontology, noun: str) -> Iterator[str]:
    declared = ontology.noun(noun)
    for field in ontology.fields(noun).values():
        yield f"stores {' '.join(f'{field.name}{part.suffix}:{part.storage}' for part in field.type.parts)}"
        if field.many:
            yield f"shows many {field.name}"
        if field.computed:
            yield f"computes {field.name}"
        if field.gathers:
            yield f"gathers {' '.join(field.gathers)} in {field.name}"
    for link in ontology.links_of(noun):
        if words := _shape(link):
            yield f"{link.type} {words}"
    yield f"is {' '.join(ontology.labels(noun)[1:]) or 'of its own'}"
    yield from (f"has the key {key.scheme} of {' '.join(key.fields)}" for key in declared.keys)
    caption = " or ".join(" ".join(group) for group in declared.caption)
    yield f"is called {f'{noun} and ' if declared.named else ''}{caption or noun}"


def _shape(link: Link) -> str:
    words = ["leads to one"] if link.one else []
    words += ["goes both ways"] if link.symmetric else []
    words += [] if link.claimed else ["is not claimed"]
    words += [f"carries {field.name}: {field.type.kind}" for field in link.own]
    return ", ".join(words)
