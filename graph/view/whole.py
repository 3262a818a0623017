"""Documents and statements -> the graph that they make: nodes, edges and what leads back to the words.

A pure function of the *set* of statements: their order means nothing. The database holds the same view, changed bit by
bit; `graph.snapshot` reads it back in this form.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.view.conflict import conflicts
from graph.view.edge import Edge, edges, ends
from graph.view.held import waiting
from graph.view.judgement import Judgement, judgements
from graph.view.node import Node, Property, Said, node
from graph.view.reference import supported
from graph.view.standing import Standing
from graph.view.union import canonical_ids, groups, is_possible
from schema.claim import SAME_AS, Batch, Claim, Document, Statement
from schema.identity import is_hint, noun_of
from schema.ontology import Ontology


@dataclass(frozen=True, slots=True)
class View:
    """The whole current graph as plain data, without recorded times.

    `edges` and `hidden` (claimed, yet not shown) go by (type, source, target); `merged` leads from an id to its
    canonical one; `judged` is what things may be, or are not, by (type, thing, key); `about`, `said_by` (with the
    step) and `published_by` lead to canonical ids.
    """

    nodes: Mapping[str, Node]
    edges: Mapping[tuple[str, str, str], Mapping[str, Property]]
    hidden: Mapping[tuple[str, str, str], tuple[int, ...]]
    merged: Mapping[str, str]
    judged: Mapping[tuple[str, str, str], Mapping[str, Property]]
    statements: Mapping[int, str]
    about: frozenset[tuple[int, str]]
    said_by: Mapping[tuple[int, str], int]
    documents: frozenset[str]
    published_by: frozenset[tuple[str, str]]


def first_steps(said_by: Iterable[tuple[str, int]], canonical: Callable[[str], str]) -> dict[str, int]:
    """The first step at which each canonical actor spoke."""
    first: dict[str, int] = {}
    for actor, step in said_by:
        root = canonical(actor)
        first[root] = min(step, first.get(root, step))
    return first


def spoken_of(ontology: Ontology, statement: Standing) -> set[str]:
    """The ids that a statement is about: subjects, mentions, and both ends of what has no direction."""
    return {*statement.subjects(), *statement.mentions, *(other_ends(ontology, statement))}


def other_ends(ontology: Ontology, statement: Standing) -> set[str]:
    """Objects of a statement's symmetric links and judgements: it says of them what it says of the subjects.

    What is only possible says nothing of its object.
    """
    return {
        claim.object
        for claim in statement.claims
        if claim.object is not None
        and symmetric(ontology, claim)
        and not is_hint(claim.object)
        and not is_possible(claim)
    }


def symmetric(ontology: Ontology, claim: Claim) -> bool:
    """Whether a claim says of its object what it says of its subject."""
    return claim.key == SAME_AS or ontology.link(noun_of(claim.subject), claim.key).symmetric


def view(ontology: Ontology, batches: Iterable[Batch]) -> View:
    """The graph of some batches, each document of which is in at most one, references aside."""
    documents: dict[str, Document] = {}
    arrived: dict[int, Statement] = {}
    for batch in batches:
        documents |= {document.id: document for document in batch.documents}
        arrived |= {statement.id: statement for statement in batch.statements}
    standing = supported(
        Standing.of(statement, documents[statement.document].published_at) for statement in arrived.values()
    )
    used = {statement.document for statement in standing}
    here = {one: document for one, document in documents.items() if one in used or not document.reference}

    merged = canonical_ids(claim for statement in standing for claim in statement.claims)
    publishers = {(one, document.publisher) for one, document in here.items() if document.publisher}
    ids = {one for _, one in publishers}
    said: defaultdict[str, list[Said]] = defaultdict(list)
    linked: defaultdict[str, list[Said]] = defaultdict(list)
    judged: defaultdict[str, list[Said]] = defaultdict(list)
    for statement in standing:
        ids.update(statement.subjects(), statement.named())
        for claim in statement.claims:
            said[merged.get(claim.subject, claim.subject)].append((claim, statement))
            if placed := ends(ontology, claim, lambda one: merged.get(one, one)):
                linked[placed[1]].append((claim, statement))
            if claim.key == SAME_AS and claim.object is not None:
                for one in {merged.get(end, end) for end in (claim.subject, claim.object)}:
                    judged[one].append((claim, statement))
    members = groups(merged)
    made: dict[str, list[Edge]] = {
        source: edges(ontology, source, claims, lambda one: merged.get(one, one)) for source, claims in linked.items()
    }
    every = [edge for begun in made.values() for edge in begun]
    found: list[Judgement] = []
    for one, claims in judged.items():
        if not is_hint(one):
            found += judgements(one, members.get(one, ()), claims)
    return View(
        nodes={
            one: node(
                ontology,
                one,
                members.get(one, ()),
                said[one],
                conflicts(ontology, noun_of(one), said[one], made.get(one, ())),
                waiting(said[one], judged[one]),
            )
            for one in {merged.get(one, one) for one in ids}
        },
        edges={
            (edge.type, edge.source, edge.target): {**edge.properties, "evidence": edge.evidence}
            for edge in every
            if edge.shown
        },
        hidden={(edge.type, edge.source, edge.target): edge.evidence for edge in every if not edge.shown},
        merged={one: root for one, root in merged.items() if one != root},
        judged={(one.type, one.source, one.key): one.properties for one in found},
        statements={statement.id: statement.document for statement in standing},
        about=frozenset(
            (statement.id, merged.get(one, one)) for statement in standing for one in spoken_of(ontology, statement)
        ),
        said_by={
            (statement.id, root): step
            for statement in standing
            for root, step in first_steps(statement.said_by, lambda one: merged.get(one, one)).items()
        },
        documents=frozenset(here),
        published_by=frozenset((one, merged.get(actor, actor)) for one, actor in publishers),
    )
