"""A statement of plain claims -> the row that `graph.store.fused` makes of it, by a plan made once for all of its form.

The rows of a table have few forms: the same fields and links of as many things, with other ids and values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.store.difference import database_value
from graph.store.shape import MOST_THINGS, Fused, Link, Shape
from graph.view.judgement import judgements
from graph.view.node import in_order, properties
from graph.view.standing import Standing
from graph.view.union import canonical_ids, groups
from schema.claim import SAME_AS, Claim, Modality, Polarity, Statement
from schema.identity import noun_of
from schema.ontology import Ontology

#: So many plans are kept; a table of more forms has none to speak of.
_MOST = 2_000
#: For each claim the number of its subject, its key, and the number of its object: _VALUE where it has none, and
#: _POSSIBLE where the claim is that the subject may be it, which makes no thing of it. Ids are numbered as they appear.
_Form = tuple[tuple[int, str, int], ...]
#: Each id's canonical one, by number; none at all where no ids are joined.
_Roots = tuple[int, ...]
_VALUE, _POSSIBLE = -1, -2


@dataclass(slots=True)
class _Thing:
    """What is said of one thing: the places of the claims, by field, and those of judgements."""

    noun: str
    number: int
    #: Whether anything but judgements is said of it.
    told: bool = False
    single: dict[str, int] = field(default_factory=dict)
    many: dict[str, list[int]] = field(default_factory=dict)
    possible: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Plan:
    """`about` and `merged` are numbers of ids; `merged` are those whose canonical id is another."""

    shape: Shape
    things: Sequence[_Thing]
    about: Sequence[int]
    merged: Sequence[int]
    outside: Sequence[int]


class Plain:
    """Makes rows of statements whose claims are plain: asserted, actual, and alone with what they tell.

    A value is told once of a single field, also where several ids are judged to be one, and links lead one way to
    different things.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._plans: dict[tuple[_Form, tuple[str, ...], _Roots], _Plan | None] = {}

    def fuse(self, statement: Statement, published: str | None) -> Fused | None:
        """The statement as a row; None where it is not plain."""
        if statement.mentions:
            return None
        numbers: dict[str, int] = {}
        form = _form(statement.claims, numbers)
        if form is None:
            return None
        joined = canonical_ids(statement.claims) if any(_joins(*claim) for claim in form) else {}
        roots = tuple(numbers[joined.get(one, one)] for one in numbers) if joined else ()
        key = form, tuple(map(noun_of, numbers)), roots
        try:
            plan = self._plans[key]
        except KeyError:
            if len(self._plans) >= _MOST:
                self._plans.clear()
            plan = self._plans[key] = _plan(self.ontology, *key)
        return None if plan is None else self._row(plan, list(numbers), joined, statement, published)

    def _row(
        self, plan: _Plan, ids: Sequence[str], joined: Mapping[str, str], statement: Statement, published: str | None
    ) -> Fused | None:
        claims = statement.claims
        about = [ids[number] for number in plan.about]
        if any(actor in about for actor, _ in statement.said_by):
            return None
        members = groups(joined) if joined else {}
        things: list[dict[str, Any]] = []
        judged: list[tuple[str, str, str, dict[str, Any]]] = []
        for thing in plan.things:
            identifier = ids[thing.number]
            shown = {name: claims[at].value for name, at in thing.single.items()}
            for name, places in thing.many.items():
                shown[name] = in_order([claims[at].value for at in places])
            own = properties(self.ontology, thing.noun, shown, Modality.ACTUAL.value if thing.told else None)
            things.append({"id": identifier, **{name: database_value(value) for name, value in own.items()}})
            if one_with := members.get(identifier):
                things[-1]["members"] = list(one_with)
            if thing.possible:
                standing = Standing.of(statement, published)
                said = [(claims[at], standing) for at in thing.possible]
                judged += [
                    (one.type, identifier, one.key, {name: database_value(v) for name, v in one.properties.items()})
                    for one in judgements(identifier, members.get(identifier, ()), said)
                ]
        merged, outside = [ids[number] for number in plan.merged], [ids[number] for number in plan.outside]
        return Fused(statement, plan.shape, about, things, merged, outside, [], judged)


def _form(claims: Sequence[Claim], numbers: dict[str, int]) -> _Form | None:
    form: list[tuple[int, str, int]] = []
    for claim in claims:
        if claim.polarity is not Polarity.ASSERTED or claim.alternative is not None or claim.period is not None:
            return None
        if claim.held:
            return None
        key, target = claim.key, claim.object
        subject = numbers.setdefault(claim.subject, len(numbers))
        actual = claim.modality is Modality.ACTUAL
        if target is None:
            number = _VALUE
        elif key == SAME_AS and not actual:
            number, actual = _POSSIBLE, True
        else:
            number = numbers.setdefault(target, len(numbers))
        if not actual:
            return None
        form.append((subject, key, number))
    return tuple(form)


def _joins(subject: int, key: str, target: int) -> bool:
    """Whether a claim is that two ids are one thing."""
    del subject
    return key == SAME_AS and target != _POSSIBLE


def _plan(ontology: Ontology, form: _Form, nouns: Sequence[str], roots: _Roots) -> _Plan | None:
    """How rows of a form are made; None where its claims have to be weighed against each other."""
    roots = roots or tuple(range(len(nouns)))
    told = {subject for subject, _, _ in form} | {claim[2] for claim in form if _joins(*claim)}
    about = [number for number in range(len(nouns)) if number in told]
    things = [_Thing(nouns[number], number) for number in dict.fromkeys(roots[one] for one in about)]
    if not 0 < len(things) <= MOST_THINGS:
        return None
    at = {thing.number: place for place, thing in enumerate(things)}
    ends: dict[tuple[int, str], dict[int, None]] = {}
    for place, (subject, key, target) in enumerate(form):
        thing = things[at[roots[subject]]]
        if target == _POSSIBLE:
            thing.possible.append(place)
            continue
        if _joins(subject, key, target):
            continue
        thing.told = True
        if target != _VALUE:
            ends.setdefault((thing.number, key), {})[roots[target]] = None
        elif ontology.fields(thing.noun)[key].many:
            thing.many.setdefault(key, []).append(place)
        elif thing.single.setdefault(key, place) != place:
            return None
    links: list[Link] = []
    outside: dict[int, int] = {}
    for (source, key), targets in sorted(ends.items(), key=lambda end: at[end[0][0]]):
        link = ontology.link(nouns[source], key)
        if source in targets or link.symmetric or (len(targets) > 1 and (link.one or link.exclusive)):
            return None
        for target in targets:
            number = at[target] if target in at else outside.setdefault(target, len(outside))
            links.append(Link(key, at[source], number, target not in at, Modality.ACTUAL.value, ()))
    merged = [number for number in about if roots[number] != number]
    shape = Shape(
        tuple(thing.noun for thing in things),
        tuple((nouns[number], at[roots[number]]) for number in merged),
        tuple(nouns[number] for number in outside),
        tuple(links),
    )
    return _Plan(shape, things, about, merged, list(outside))
