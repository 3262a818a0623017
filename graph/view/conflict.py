"""Claims of one thing, and the edges that they make -> the fields and links on which the claims disagree."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from graph.view.edge import Edge
from graph.view.node import Said, heeded, pack_key
from schema.claim import Claim, Modality, Polarity
from schema.field import Field
from schema.ontology import Ontology


def conflicts(ontology: Ontology, noun: str, said: Iterable[Said], edges: Iterable[Edge]) -> tuple[str, ...]:
    """Keys of claims, sorted; `said` are the claims whose subject it is, `edges` those that begin at it.

    A denial contradicts what it denies, however either is held. Two values, or two ends of an exclusive link,
    contradict each other where both are held as ACTUAL and the field or link does not let them stand side by side.
    """
    found = {*_of_fields(ontology, noun, said), *_of_links(ontology, noun, edges)}
    return tuple(sorted(found)) if found else ()


def _of_fields(ontology: Ontology, noun: str, said: Iterable[Said]) -> Iterator[str]:
    fields = ontology.fields(noun)
    by_field: dict[str, list[Claim]] = {}
    for claim, _ in heeded(said):
        if claim.object is None:
            by_field.setdefault(claim.key, []).append(claim)
    for name, claims in by_field.items():
        # Most fields are told once.
        if len(claims) > 1 and _disagree(fields[name], claims):
            yield name


def _disagree(field: Field, claims: Sequence[Claim]) -> bool:
    first = claims[0].value
    if isinstance(first, str) and all(claim.value == first and claim.polarity is Polarity.ASSERTED for claim in claims):
        return False
    asserted = [claim for claim in claims if claim.polarity is Polarity.ASSERTED]
    denied = [claim.value for claim in claims if claim.polarity is Polarity.DENIED]
    if any(field.type.agree(claim.value, value, 0) for claim in asserted for value in denied):
        return True
    if field.many or field.varies:
        return False
    values = {pack_key(claim.value): claim.value for claim in asserted if claim.modality is Modality.ACTUAL}
    return not all(field.agree(one, other) for one, other in combinations(values.values(), 2))


def _of_links(ontology: Ontology, noun: str, edges: Iterable[Edge]) -> Iterator[str]:
    certain: dict[str, int] = {}
    for edge in edges:
        if not edge.shown:
            continue
        link = ontology.link(noun, edge.type)
        properties = edge.properties
        if properties.get("disputed"):
            yield edge.type
        if link.exclusive and properties.get("modality") == Modality.ACTUAL and "alternative" not in properties:
            certain[edge.type] = certain.get(edge.type, 0) + 1
    yield from (key for key, count in certain.items() if count > 1)
