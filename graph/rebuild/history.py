"""All that was ever said of the links of some ids -> their edges, with the times at which each came and went."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.rebuild.identity import Identities
from graph.rebuild.recorded import Recorded
from graph.view.edge import Edge, edges, ends
from graph.view.node import Said
from graph.view.whole import symmetric
from schema.claim import SAME_AS, Claim
from schema.ontology import Ontology

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Lived:
    """An edge from the time at which it came; `until` is when it went, None while it is there.

    Of an edge that went only its evidence at the end is kept, and nothing of one that was not shown.
    """

    edge: Edge
    since: int
    until: int | None = None


def history(
    ontology: Ontology, circle: Iterable[str], told: Iterable[Recorded], identities: Identities
) -> Iterator[Lived]:
    """The edges that begin at the ids of a circle, from all statements ever made about them.

    The same as writing and retracting the statements one by one at their times. What a document's date is today is
    taken for what it was.
    """
    own = frozenset(circle)
    links = [(claim, one) for one in told for claim in one.statement.claims if _begins(ontology, claim, own)]
    there: dict[_Key, Lived] = {}
    for time in sorted(_times(links, identities)):
        now = {(edge.type, edge.source, edge.target): edge for edge in _edges(ontology, own, links, identities, time)}
        for key, lived in list(there.items()):
            edge = now.get(key)
            if edge is not None and edge.shown is lived.edge.shown:
                there[key] = Lived(edge, lived.since)
                continue
            del there[key]
            if lived.edge.shown:
                yield Lived(lived.edge, lived.since, time)
        for key, edge in now.items():
            there.setdefault(key, Lived(edge, time))
    yield from there.values()


def _begins(ontology: Ontology, claim: Claim, own: frozenset[str]) -> bool:
    if claim.object is None or claim.key == SAME_AS:
        return False
    return claim.subject in own or (claim.object in own and symmetric(ontology, claim))


def _times(links: Iterable[tuple[Claim, Recorded]], identities: Identities) -> set[int]:
    times: set[int] = set()
    for claim, one in links:
        times.update(one.known, identities.times(claim.subject), identities.times(claim.object or ""))
    return times


def _edges(
    ontology: Ontology,
    own: frozenset[str],
    links: Iterable[tuple[Claim, Recorded]],
    identities: Identities,
    time: int,
) -> Iterator[Edge]:
    def canonical(one: str) -> str:
        return identities.canonical(one, time)

    said: defaultdict[str, list[Said]] = defaultdict(list)
    for claim, one in links:
        if one.stood(time) and (placed := ends(ontology, claim, canonical)) and placed[1] in own:
            said[placed[1]].append((claim, one.statement))
    for root, claims in said.items():
        yield from edges(ontology, root, claims, canonical)
