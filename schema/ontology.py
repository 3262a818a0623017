"""Ontology: nouns and links as one checked value that answers what belongs to what."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from schema.errors import OntologyError
from schema.field import FOLDED, Field
from schema.link import Link
from schema.noun import Noun
from schema.rollup import Rollup
from schema.values.value import ValueType

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_FIELD = re.compile(r"[a-z][A-Za-z0-9]*")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
#: The interface of everything that statements speak of.
ENTITY = "Entity"
#: Fields that every noun has without declaring them, and what stands beside fields in filters and keys of groups.
_BUILT_IN = frozenset(
    {
        "id", "evidence", "claims", "candidates", "conflicts", "relationCounts", "edge", "node", "corroboration",
        "details",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a noun along a link: the field's name, the link, and where it leads.

    `forward` is false on the way back; `target` is the noun or interface at the other end.
    """

    name: str
    link: Link
    forward: bool
    target: str

    @property
    def one(self) -> bool:
        """Whether it leads to at most one thing."""
        return self.link.one and self.forward


class Ontology:
    """Nouns and links, checked to fit together.

    Build one from any nouns and links; `schema.discover` builds the one that Contrail ships.
    Raises OntologyError where declarations contradict each other.
    """

    def __init__(self, nouns: Iterable[Noun], links: Iterable[Link]) -> None:
        self.nouns: Mapping[str, Noun] = MappingProxyType({noun.name: noun for noun in sorted(nouns, key=_by_name)})
        self.links: tuple[Link, ...] = tuple(sorted(links, key=lambda link: (link.type, link.sources)))
        self._labels: dict[str, tuple[str, ...]] = {}
        self._check()

    # --- nouns ---

    def noun(self, name: str) -> Noun:
        """The noun or interface of this name. Raises OntologyError."""
        try:
            return self.nouns[name]
        except KeyError:
            raise OntologyError(f"there is no noun {name!r}; there are {', '.join(self.nouns)}") from None

    @cached_property
    def concrete(self) -> tuple[Noun, ...]:
        """Nouns that things are of; interfaces left out."""
        return tuple(noun for noun in self.nouns.values() if not noun.abstract)

    @cached_property
    def interfaces(self) -> tuple[Noun, ...]:
        """Interfaces alone."""
        return tuple(noun for noun in self.nouns.values() if noun.abstract)

    def labels(self, name: str) -> tuple[str, ...]:
        """The noun's own label, then those of its interfaces: `("Base", "Site", "Entity")`."""
        found = self._labels.get(name)
        if found is None:
            seen = [name]
            for label in seen:
                seen.extend(above for above in self.noun(label).implements if above not in seen)
            found = self._labels[name] = tuple(seen)
        return found

    def is_a(self, name: str, above: str) -> bool:
        """Whether `name` is `above` or implements it."""
        return above in self.labels(name)

    def possible(self, name: str) -> tuple[str, ...]:
        """The concrete nouns that a noun or interface stands for."""
        return tuple(noun.name for noun in self.concrete if self.is_a(noun.name, name))

    def is_entity(self, name: str) -> bool:
        """Whether statements speak of such things."""
        return self.is_a(name, ENTITY)

    # --- fields ---

    @cached_property
    def _fields(self) -> dict[str, Mapping[str, Field]]:
        return {
            name: MappingProxyType(
                {field.name: field for label in reversed(self.labels(name)) for field in self.noun(label).fields}
            )
            for name in self.nouns
        }

    def fields(self, name: str) -> Mapping[str, Field]:
        """The noun's fields by name, those of its interfaces included."""
        self.noun(name)
        return self._fields[name]

    @cached_property
    def _computed(self) -> dict[str, tuple[Field, ...]]:
        return {
            name: tuple(field for field in fields.values() if field.computed) for name, fields in self._fields.items()
        }

    def computed(self, name: str) -> tuple[Field, ...]:
        """Those of the noun's fields that are computed from claims."""
        return self._computed[name]

    def rollups(self, name: str) -> tuple[Rollup, ...]:
        """The totals that the noun's things add up to, those of its interfaces included."""
        return tuple(rollup for label in reversed(self.labels(name)) for rollup in self.noun(label).rollups)

    # --- links ---

    @cached_property
    def _ways(self) -> dict[str, Mapping[str, Way]]:
        return {name: MappingProxyType({way.name: way for way in self._ways_of(name)}) for name in self.nouns}

    def ways(self, name: str) -> Mapping[str, Way]:
        """The noun's links by field name, there and back, those of its interfaces included."""
        self.noun(name)
        return self._ways[name]

    def source(self, link: Link) -> str:
        """What stands at the link's beginning: its only source, or the nearest interface that all sources share."""
        first, *others = link.sources
        return next(label for label in self.labels(first) if all(self.is_a(other, label) for other in others))

    def links_of(self, name: str) -> Iterator[Link]:
        """Links that begin at this noun or one of its interfaces."""
        return (link for link in self.links if any(self.is_a(name, source) for source in link.sources))

    def link(self, source: str, link_type: str) -> Link:
        """The link of this type that begins at this noun. Raises OntologyError."""
        found = self._by_type.get((source, link_type))
        if found is None:
            raise OntologyError(f"{source} has no link {link_type}; it has {_names(self.links_of(source))}")
        return found

    @cached_property
    def _by_type(self) -> dict[tuple[str, str], Link]:
        return {(name, link.type): link for name in self.nouns for link in reversed([*self.links_of(name)])}

    @cached_property
    def link_types(self) -> tuple[str, ...]:
        """All relationship types, sorted."""
        return tuple(sorted({link.type for link in self.links}))

    @cached_property
    def value_types(self) -> tuple[ValueType, ...]:
        """All value types in use, one for each kind."""
        every = [field.type for name in self.nouns for field in self.fields(name).values()]
        every += [field.type for link in self.links for field in link.fields]
        return tuple({value_type.kind: value_type for value_type in every}.values())

    # --- identity of the whole ---

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what decides how data is stored; two ontologies with the same one share a database."""
        shape = {
            "nouns": {
                noun.name: [
                    self.labels(noun.name),
                    [[key.scheme, key.fields] for key in noun.keys],
                    [noun.named, *noun.caption],
                    [
                        [
                            *(name, field.type.kind, field.many, field.computed, field.gathers, _stored(field)),
                            *(field.varies, field.tolerance, "words" in field.index),
                        ]
                        for name, field in self.fields(noun.name).items()
                    ],
                ]
                for noun in self.concrete
            },
            "links": [
                [link.type, link.sources, link.target, link.one, link.symmetric, link.claimed, link.exclusive]
                + [[field.name, _stored(field)] for field in link.fields]
                for link in self.links
            ],
        }
        return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]

    # --- checks ---

    def _ways_of(self, name: str) -> Iterator[Way]:
        for link in self.links:
            if any(self.is_a(name, source) for source in link.sources):
                yield Way(link.field, link, forward=True, target=link.target)
            if link.symmetric:
                continue
            if link.back is not None and self.is_a(name, link.target):
                yield Way(link.back, link, forward=False, target=self.source(link))

    def _check(self) -> None:
        for noun in self.nouns.values():
            self._check_noun(noun)
        for link in self.links:
            self._check_link(link)
        self._check_roots()
        self._check_shared_fields()

    def _check_noun(self, noun: Noun) -> None:
        if not _NAME.fullmatch(noun.name):
            raise OntologyError(f"noun {noun.name!r}: write it as one capitalised word")
        for label in self.labels(noun.name)[1:]:
            if not self.noun(label).abstract:
                raise OntologyError(f"noun {noun.name} implements {label}, which is not an interface")
        fields = self.fields(noun.name)
        for field in fields.values():
            if not _FIELD.fullmatch(field.name) or field.name in _BUILT_IN:
                raise OntologyError(f"noun {noun.name}: a field cannot be called {field.name!r}")
            if "folded" in field.index and not (field.type.folds and self.is_entity(noun.name)):
                raise OntologyError(f"noun {noun.name}: only text of entities can be folded, not {field.name}")
            for gathered in field.gathers:
                if gathered not in fields or not field.many:
                    raise OntologyError(f"noun {noun.name}: {field.name} cannot gather {gathered!r}")
        named = {name for key in noun.keys for name in key.fields} | {name for group in noun.caption for name in group}
        named |= {name for rollup in noun.rollups for name in rollup.fields}
        if unknown := named - set(fields):
            found = ", ".join(sorted(unknown))
            raise OntologyError(f"noun {noun.name}: keys, caption or rollups name fields it lacks: {found}")
        if unknown := {name for group in noun.details for name in group} - set(fields) - set(self.ways(noun.name)):
            found = ", ".join(sorted(unknown))
            raise OntologyError(f"noun {noun.name}: details name fields and links it lacks: {found}")
        if taken := {rollup.name for rollup in noun.rollups} & set(fields):
            raise OntologyError(f"noun {noun.name}: a rollup cannot be called {min(taken)!r}, which is a field")

    def _check_link(self, link: Link) -> None:
        if not _TYPE.fullmatch(link.type):
            raise OntologyError(f"link {link.type!r}: write its type in capitals, not starting with an underscore")
        for end in (*link.sources, link.target):
            self.noun(end)
        if link.symmetric != (link.back is None):
            raise OntologyError(f"link {link.type}: a symmetric link has no way back, any other has one")
        for name in self.nouns:
            ways = [way.name for way in self._ways_of(name)]
            taken = [way for way in ways if ways.count(way) > 1 or way in self.fields(name) or way in _BUILT_IN]
            if taken:
                raise OntologyError(f"noun {name}: {', '.join(sorted(set(taken)))} names two different fields")

    def _check_roots(self) -> None:
        roots = [root for noun in self.nouns.values() for root in (noun.single, noun.plural)]
        roots += [noun.roundup.name for noun in self.nouns.values() if noun.roundup]
        if doubled := sorted({root for root in roots if roots.count(root) > 1}):
            raise OntologyError(f"two nouns want the root field {', '.join(doubled)}")

    def _check_shared_fields(self) -> None:
        """Fragments on several nouns merge only where equal names have equal types."""
        seen: dict[str, tuple[str, Field]] = {}
        for noun in self.nouns.values():
            for field in self.fields(noun.name).values():
                first, other = seen.setdefault(field.name, (noun.name, field))
                if (other.type.kind, other.many, other.required) != (field.type.kind, field.many, field.required):
                    raise OntologyError(f"field {field.name} differs between {first} and {noun.name}")


def _by_name(noun: Noun) -> str:
    return noun.name


def _stored(field: Field) -> list[list[str]]:
    folded = [[FOLDED, "STRING"]] if "folded" in field.index else []
    return [*([part.suffix, part.storage] for part in field.type.parts), *folded]


def _names(links: Iterable[Link]) -> str:
    return ", ".join(sorted({link.type for link in links})) or "none"
