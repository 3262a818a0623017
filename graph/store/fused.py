"""A statement about things that nobody has spoken of -> one row that writes it with all of their view by one query.

What such a statement says makes its part of the view alone, so nothing need be read: this is how most rows of tables
come in. Whether the things are new is for `graph.store.fresh` to tell.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from graph.cypher import past
from graph.store.difference import database_value
from graph.store.shape import MOST_THINGS, Fused, Link, Shape
from graph.view.conflict import conflicts
from graph.view.edge import edges
from graph.view.held import waiting
from graph.view.judgement import judgements
from graph.view.node import Said, node
from graph.view.standing import Standing
from graph.view.union import canonical_ids, groups, is_possible
from graph.view.whole import spoken_of, symmetric
from schema.claim import SAME_AS as JUDGEMENT
from schema.claim import Statement
from schema.identity import noun_of
from schema.ontology import Ontology


def fuse(ontology: Ontology, statement: Statement, published: str | None) -> Fused | None:
    """The statement as a row, if all that it is about is new; None where the general path is needed all the same."""
    standing = Standing.of(statement, published)
    spoken = spoken_of(ontology, standing)
    # In the order of their first appearance, so that the rows of a table have few shapes; what is only possible says
    # nothing of its object.
    ends = (each for one in statement.claims for each in (one.subject, None if is_possible(one) else one.object))
    named = (one for one in ends if one in spoken)
    about = list(dict.fromkeys([*named, *statement.mentions]))
    joined = canonical_ids(statement.claims)
    roots = list(dict.fromkeys(joined.get(one, one) for one in about))
    if not 0 < len(roots) <= MOST_THINGS or not spoken.isdisjoint(actor for actor, _ in statement.said_by):
        return None
    at = {root: number for number, root in enumerate(roots)}
    subjects: dict[str, list[Said]] = {root: [] for root in roots}
    both: dict[str, list[Said]] = {root: [] for root in roots}
    for claim in statement.claims:
        root = joined.get(claim.subject, claim.subject)
        subjects[root].append((claim, standing))
        both[root].append((claim, standing))
        if claim.object is not None and symmetric(ontology, claim) and joined.get(claim.object, claim.object) in at:
            both[joined.get(claim.object, claim.object)].append((claim, standing))
    members = groups(joined)
    outside: dict[str, int] = {}
    links: list[Link] = []
    values: list[list[Any]] = []
    things: list[dict[str, Any]] = []
    judged: list[tuple[str, str, str, dict[str, Any]]] = []
    for root in roots:
        if _chosen(ontology, subjects[root]):
            return None
        made = edges(ontology, root, both[root], lambda one: joined.get(one, one))
        for edge in made:
            inside = edge.target in at
            target = at[edge.target] if inside else outside.setdefault(edge.target, len(outside))
            properties = dict(edge.properties)
            modality = properties.pop("modality", None)
            assert modality is None or isinstance(modality, str)
            names = tuple(sorted(properties))
            kind = edge.type if edge.shown else past(edge.type)
            links.append(Link(kind, at[root], target, not inside, modality if edge.shown else None, names))
            values.append([database_value(properties[name]) for name in names])
        noun = noun_of(root)
        disagree = conflicts(ontology, noun, subjects[root], made)
        wait = waiting(subjects[root], both[root])
        shown = node(ontology, root, members.get(root, ()), subjects[root], conflicts=disagree, waiting=wait)
        properties = {name: database_value(value) for name, value in shown.properties.items()}
        properties["id"] = root
        if shown.members:
            properties["members"] = list(shown.members)
        things.append(properties)
        judged += [
            (one.type, root, one.key, {name: database_value(value) for name, value in one.properties.items()})
            for one in judgements(root, members.get(root, ()), both[root])
        ]
    gone = [one for one in about if joined.get(one, one) != one]
    shape = Shape(
        tuple(noun_of(root) for root in roots),
        tuple((noun_of(one), at[joined[one]]) for one in gone),
        tuple(noun_of(one) for one in outside),
        tuple(links),
    )
    return Fused(statement, shape, about, things, gone, list(outside), values, judged)


def _chosen(ontology: Ontology, said: Sequence[Said]) -> bool:
    """Whether what is shown depends on the canonical ids of what is outside: where a link may lead to one alone."""
    targets: defaultdict[str, set[str]] = defaultdict(set)
    for claim, _ in said:
        if claim.object is not None and claim.key != JUDGEMENT:
            targets[claim.key].add(claim.object)
    if all(len(found) < 2 for found in targets.values()):
        return False
    links = [
        ontology.link(noun_of(claim.subject), claim.key) for claim, _ in said if claim.key != JUDGEMENT and claim.object
    ]
    return any(link.one or link.exclusive for link in links)
