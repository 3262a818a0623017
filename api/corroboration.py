"""How journeys that were seen bear on those that are told: GraphQL types, and a selection -> CorroborationItem."""

from collections.abc import Callable, Iterator

from api.aggregates import FIRST
from api.collect import Merged
from api.selects import Selects
from api.types import Member, Types
from api.where import read_page
from graph.question import Aspects, CorroborationItem, Piece, SeenThing, Verdicts
from schema.noun import Noun
from schema.ontology import Ontology

CORROBORATION = "corroboration"
_VERDICT, _AGREEMENT, _ASPECT = "CorroborationVerdict", "Agreement", "Aspect"


def corroboration_member(noun: Noun) -> Iterator[Member]:
    """The field of things whose noun declares it."""
    if noun.corroboration:
        doc = f"{noun.plural.capitalize()} that were seen while it may have been, and what they say of it; derived now."
        yield Member(CORROBORATION, f"{noun.name}Corroboration!", doc)


def declare_corroboration(types: Types, ontology: Ontology) -> None:
    """Verdicts and what they rest on."""
    nouns = [noun for noun in ontology.concrete if noun.corroboration]
    if not nouns:
        return
    types.enum(
        _VERDICT,
        "What was seen supports what is told, contradicts it, or cannot speak to it.",
        ("SUPPORTS", "CONTRADICTS", "CANNOT_SAY"),
    )
    types.enum(_AGREEMENT, "Whether both say the same.", ("AGREES", "DISAGREES", "UNKNOWN"))
    types.object(
        _ASPECT,
        "One thing that both may tell.",
        [
            Member("name", "String!", "A link of both, or `period`."),
            Member("agreement", _AGREEMENT + "!", "Whether both say the same; UNKNOWN where one of them is silent."),
        ],
    )
    for noun in nouns:
        verdict = f"{noun.name}Verdict"
        types.object(
            verdict,
            "What one that was seen says of one that is told.",
            [
                Member(noun.single, noun.name + "!", "The one that was seen."),
                Member("verdict", _VERDICT + "!", "What it says."),
                Member("reason", "String!", "Why."),
                Member("aspects", f"[{_ASPECT}!]!", "What the verdict rests on."),
            ],
        )
        types.object(
            f"{noun.name}Corroboration",
            "What was seen, beside what is told.",
            [
                Member("supports", "Int!", "How many support it."),
                Member("contradicts", "Int!", "How many contradict it."),
                Member("cannotSay", "Int!", "How many have something in common with it and cannot speak to it."),
                Member("truncated", "Boolean!", "Whether there are more than are looked at."),
                Member("observations", f"[{verdict}!]!", "Each, those that say something first.", (FIRST,)),
            ],
        )


def read_corroboration(selector: Selects, merged: Merged, noun: Noun, on: tuple[str, ...] | None) -> CorroborationItem:
    """The field of a thing. Raises BadInputError."""
    verdict, whole = f"{noun.name}Verdict", f"{noun.name}Corroboration"

    def piece(part: Merged) -> Piece:
        return Piece(part.key, part.name, part.when)

    def verdicts(part: Merged) -> Verdicts:
        inner: dict[str, Callable[[Merged], SeenThing | Aspects | Piece]] = {
            noun.single: lambda each: SeenThing(
                each.key, selector.thing(each.sets, selector.collector.possible[noun.name]), each.when
            ),
            "aspects": lambda each: Aspects(each.key, selector.pieces(each.sets, _ASPECT), each.when),
            "verdict": piece,
            "reason": piece,
        }
        page = read_page(selector.given(whole, part), selector.collector.givens)
        return Verdicts(part.key, selector.parts(part.sets, verdict, inner), page.first, part.when)

    readers: dict[str, Callable[[Merged], Verdicts | Piece]] = {
        "observations": verdicts,
        **dict.fromkeys(("supports", "contradicts", "cannotSay", "truncated"), piece),
    }
    return CorroborationItem(merged.key, selector.parts(merged.sets, whole, readers), on, merged.when)
