"""Link claims of one thing -> the edges that begin at it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import orjson

from graph.view.node import Property, Said, differing, other_rankings, pack_key, store, strongest
from graph.view.ranking import choose
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.identity import noun_of
from schema.link import Link
from schema.ontology import Ontology
from schema.ranking import DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between canonical ids with the statements that assert or deny it, sorted.

    `shown` is false where standing claims speak of it and it is no part of the view: it is only denied, or its link
    leads to one thing and another one was chosen.
    """

    type: str
    source: str
    target: str
    evidence: tuple[int, ...]
    properties: Mapping[str, Property]
    shown: bool = True


def ends(ontology: Ontology, claim: Claim, canonical: Callable[[str], str]) -> tuple[Link, str, str] | None:
    """A claim's link, the canonical id where its edge begins, and the one where it ends; None where it makes no edge.

    A symmetric link begins at the smaller id. A link from a thing to itself, which merging can make, is no edge.
    """
    if claim.object is None or claim.key == SAME_AS:
        return None
    link = ontology.link(noun_of(claim.subject), claim.key)
    source, target = canonical(claim.subject), canonical(claim.object)
    if source == target:
        return None
    return (link, target, source) if link.symmetric and target < source else (link, source, target)


def edges(
    ontology: Ontology,
    identifier: str,
    said: Iterable[Said],
    canonical: Callable[[str], str],
) -> list[Edge]:
    """The edges that begin at `identifier`, from all standing claims of it and, for symmetric links, those to it."""
    found: defaultdict[str, defaultdict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    links: dict[str, Link] = {}
    for claim, statement in said:
        if claim.object is None:
            continue
        placed = ends(ontology, claim, canonical)
        if placed and placed[1] == identifier:
            links[placed[0].type] = placed[0]
            found[placed[0].type][placed[2]].append((claim, statement))
    made = []
    for kind, targets in found.items():
        denied = {
            target: any(
                claim.polarity is Polarity.DENIED and claim.modality is Modality.ACTUAL and not claim.held
                for claim, _ in about
            )
            for target, about in targets.items()
        }
        asserted = {
            target: [(claim, statement) for claim, statement in about if _asserts(claim, denied[target])]
            for target, about in targets.items()
        }
        shown = {target for target, about in asserted.items() if about}
        if links[kind].one and shown:
            shown = {choose(DEFAULT_RANKING, {target: asserted[target] for target in shown})}
        for target, about in targets.items():
            evidence = tuple(sorted({statement.id for _, statement in about}))
            properties = _properties(links[kind], about, asserted[target]) if target in shown else {}
            made.append(Edge(kind, identifier, target, evidence, properties, target in shown))
    return made


def _asserts(claim: Claim, denied: bool) -> bool:  # noqa: FBT001
    """What a machine is not sure of asserts nothing once somebody says that it is not so."""
    return claim.polarity is Polarity.ASSERTED and not (claim.held and denied)


def _properties(link: Link, about: list[Said], asserted: list[Said]) -> dict[str, Property]:
    labels = {claim.alternative for claim, _ in asserted}
    properties: dict[str, Property] = {
        "modality": strongest(claim for claim, _ in asserted),
        "disputed": True if len(about) > len(asserted) else None,
        # Certain as soon as one claim is; else one of the groups it stands in, the same for all edges of that group.
        "alternative": None if None in labels else min(label for label in labels if label is not None),
    }
    periods: defaultdict[str, list[Said]] = defaultdict(list)
    for claim, statement in asserted:
        if claim.period is not None:
            periods[pack_key(claim.period)].append((claim, statement))
    if periods:
        (field,) = (field for field in link.fields if field.name == "period")
        default = store(field, orjson.loads(choose(DEFAULT_RANKING, periods)))
        properties |= default
        for ranking in other_rankings() if len(periods) > 1 else ():
            other = store(field, orjson.loads(choose(ranking, periods)))
            properties |= differing(ranking, default, other)
    return {name: value for name, value in properties.items() if value is not None}
