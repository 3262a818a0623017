"""Cluster: what is gathered of one thing that an article speaks of, until it becomes an Entity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.gazetteer.name import words
from ingest.gazetteer.record import Record
from ingest.link.judge import Judged
from ingest.mention.mention import Mention
from ingest.reading import Entity, Link, Noun, Slot


@dataclass
class Cluster:
    """What will be an Entity: gathered while the mentions are gone through."""

    noun: Noun
    kind: str
    names: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    country: str | None = None
    role: Slot | None = None
    link: Link | None = None
    record: Record | None = None
    acts: bool = False
    named: bool = True
    candidates: tuple[Link, ...] = ()

    def add(self, mention: Mention, name: str | None) -> None:
        """One more place that speaks of it, and the name used there."""
        self.slots.append(Slot(mention.start, mention.end, mention.text))
        if name and name not in self.names:
            self.names.append(name)

    def take(self, judged: Judged) -> None:
        """What it is judged to be; what it was linked to before stands."""
        if self.link is None:
            self.link = judged.link
            self.candidates = () if judged.link else self.candidates or judged.candidates

    def entity(self) -> Entity:
        """What was gathered, under its names: a country's own first, a person's longest first."""
        names = self.names or ([self.record.name] if self.record else [self.slots[0].text])
        if self.kind == "STATE" and self.record:
            names = [*(s.text for s in self.slots if s.text not in names), *names]
            # The country's own name first, then "Kremlin", "Moscow".
            known = {words(a) for a in (self.record.name, *self.record.aliases)}
            own = [n for n in names if words(n) in known]
            names = [*(dict.fromkeys(own) or [self.record.name]), *(n for n in self.names if n not in own)]
        elif self.kind == "PERSON":
            names = sorted(names, key=lambda name: -len(name.split()))
        slots = tuple(sorted(set(self.slots), key=lambda slot: slot.start))
        return Entity(
            self.noun, self.kind, tuple(names), slots, self.country, self.role, self.link, self.acts, self.named,
            self.candidates,
        )  # fmt: skip


def person_key(keys: Iterable[tuple[str, ...]], text: str) -> tuple[str, ...]:
    """The key of a person called so: that of one whose name this is a part of, or the other way round, else its own."""
    parts = words(text)
    for known in keys:
        if known[0] != "person":
            continue
        if (
            known[-len(parts) :] == parts
            or parts[-len(known) + 1 :] == known[1:]
            or (len(parts) == 1 and parts[0] in known[2:])
        ):
            return known
    return ("person", *parts)


def body_key(
    keys: Mapping[tuple[str, ...], int],
    clusters: Sequence[Cluster],
    mention: Mention,
    men: Mapping[str, tuple[str, ...]],
    countries: Mapping[str, Record],
) -> tuple[str, ...]:
    """The key of a body called so: that of one known by fewer or more words, else its own.

    `men` are the groups whose men a noun takes up.
    """
    if mention.text == "junta":
        ruling = [k for k, i in keys.items() if k[0] == "org" and clusters[i].kind == "GOVERNMENT"]
        if ruling:
            return ruling[-1]
    key = tuple(word for word in words(mention.name) if word not in {"the", "s", "new"})
    if mention.kind == "party" and len(key) == 1 and key[0] in men:
        return men[key[0]]
    if mention.country:
        # "Dunin's regime" and "Ruritania's Dunin regime" are one.
        country = countries.get(mention.country)
        names = set(words(country.name)) if country else set()
        bare = tuple(word for word in key if word not in names)
        if ("org", *bare) in keys:
            return ("org", *bare)
    for known in keys:
        if known[0] != "org" or len(known) < 3 or len(key) < 2 or key[-1] != known[-1]:
            continue
        if set(known[1:]) <= set(key) or set(key) <= set(known[1:]):
            return known
    return ("org", *key)
