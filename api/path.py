"""Paths between things: their GraphQL types, and a root field -> PathsRoot."""

from collections.abc import Callable, Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.errors import BadInputError
from api.given import Given
from api.inputs import arguments, order_name
from api.neighbourhood import read_depth
from api.outputs import PAGE
from api.relation import FOLLOWED, read_kinds, read_relation
from api.selection import Selector
from api.types import Member, Types
from api.where import read_page, read_where
from graph.question import (
    DEFAULT_HOPS,
    MAX_ENDS,
    MAX_HOPS,
    By,
    EdgeNode,
    EdgeSource,
    HopPart,
    Hops,
    JourneysItem,
    Nodes,
    PathPart,
    Paths,
    PathsPart,
    PathsRoot,
    Piece,
    Relations,
    Search,
    Things,
    Timing,
    TotalCount,
    Toward,
    Truncated,
    Weight,
)
from schema.link import MODALITY
from schema.noun import Noun
from schema.ontology import ENTITY, Ontology
from schema.ranking import Ranking

PATHS = "paths"
#: What of a path are no things and no hops.
_KNOWN = ("length", "certainty", "kilometres", "weight")
_SEARCH, _TIMING, _WEIGHT, _CERTAINTY, THINGS = "PathSearch", "PathTiming", "PathWeight", "Certainty", "Things"


def paths_arguments(ontology: Ontology) -> Iterator[Member]:
    """The arguments of the root field."""
    yield Member("from", THINGS + "!", f"Where paths begin: {MAX_ENDS} things at most.")
    yield Member("to", THINGS, f"Where they end: {MAX_ENDS} things at most; left out, at whatever can be reached.")
    yield Member("search", _SEARCH, "Which of the paths between two things; SHORTEST where it is left out.")
    for noun in journeys(ontology):
        doc = f"Only by these {noun.plural}, from place to place; `{{}}` is by any."
        yield Member(noun.plural, names.filter_of(noun.name), doc)
    yield FOLLOWED[0]
    doc = "Which way hops lead: OUT where it is left out for journeys, BOTH for relations."
    yield Member("direction", names.TOWARD, doc)
    yield Member("via", THINGS, "Only through one of these things.")
    yield Member("avoid", THINGS, "Through none of these things.")
    yield Member("minLength", "Int", "At least so many hops; 1 where it is left out.")
    doc = f"At most so many hops, from 1 to {MAX_HOPS}; {DEFAULT_HOPS} where it is left out."
    yield Member("maxLength", "Int", doc)
    yield Member("modalities", f"[{MODALITY.name}!]", "Only relations said so; ACTUAL alone where it is left out.")
    yield Member("timing", _TIMING, "Only where each leg departs after the last has arrived.")
    doc = "What makes a path long: the lightest are sought, and told first. Of journeys; EVIDENCE of relations as well."
    yield Member("weight", _WEIGHT, doc)
    yield FIRST
    yield AFTER


def declare_ends(types: Types, ontology: Ontology) -> frozenset[str]:
    """The input that names some things; answers the names of inputs whose form decides what is asked."""
    members = [Member("ids", "[ID!]", "Those of these ids.")]
    members += [
        Member(noun.single, names.filter_of(noun.name), f"Every {noun.name} that passes.")
        for noun in ontology.nouns.values()
        if ontology.is_entity(noun.name)
    ]
    types.choice(THINGS, "Some things. Exactly one field is given.", members)
    return frozenset({THINGS})


def declare_paths(types: Types, ontology: Ontology) -> None:
    """Paths, their hops, and how they are sought."""
    types.enum(_SEARCH, "The shortest path between two things, all that are as short, or the shortest ones in turn.",
               [each.value for each in Search])  # fmt: skip
    types.enum(_TIMING, "Whether what is known of times makes it sure, or leaves it possible.",
               [each.value for each in Timing])  # fmt: skip
    types.enum(_WEIGHT, "KILOMETRES: great-circle, from place to place. EVIDENCE: one over how many statements a hop "
               "rests on, so that what more say is nearer. TIME: minutes of the fastest known journey of each hop.",
               [each.value for each in Weight])  # fmt: skip
    types.enum(_CERTAINTY, "How sure a connection is: denied by somebody; expected, one of several, or not said to be "
               "so; or neither.", ("DISPUTED", "POSSIBLE", "CERTAIN"))  # fmt: skip
    kilometres = "Great-circle kilometres from place to place; null where a place is not known."
    flown = []
    for noun in journeys(ontology):
        sought = list(arguments(names.filter_of(noun.name), order_name(ontology, noun.name)))
        connection = names.connection(ontology, noun.name) + "!"
        doc = f"The {noun.plural} that make it up, where it leads from place to place."
        flown.append(Member(noun.plural, connection, doc, (*sought, *PAGE)))
    types.object(
        names.HOP,
        "One step of a path: all that leads from one thing to the next.",
        [
            Member("from", ENTITY + "!", "Where it begins."),
            Member("to", ENTITY + "!", "Where it ends."),
            Member("certainty", _CERTAINTY + "!", "How sure the surest of it is."),
            Member("kilometres", "Float", kilometres),
            Member("relations", f"[{names.RELATION}!]!", "The relations that make it up."),
            *flown,
        ],
    )
    types.object(
        names.PATH,
        "A way from one thing to another.",
        [
            Member("length", "Int!", "How many hops it has."),
            Member("certainty", _CERTAINTY + "!", "How sure its least sure hop is."),
            Member("kilometres", "Float", kilometres),
            Member("weight", "Float", "What its hops weigh together; null where paths were sought without weight."),
            Member("nodes", f"[{ENTITY}!]!", "The things on the way, both ends included."),
            Member("hops", f"[{names.HOP}!]!", "Its steps."),
        ],
    )
    types.object(
        names.PATHS,
        "Paths between things, shortest first and then by the ids of the things on the way.",
        [
            Member("paths", f"[{names.PATH}!]!", "The paths on this page."),
            Member("totalCount", "Int", "How many there are; null where they are sought in turn, or not all were."),
            Member("truncated", names.TRUNCATION, "What was left out; null where this is all."),
        ],
    )


def read_paths(selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking) -> PathsRoot:
    """The root field. Raises BadInputError and LimitError."""
    givens = selector.collector.givens
    readers: dict[str, Callable[[Merged], PathsPart]] = {
        "paths": lambda part: Paths(part.key, _path(selector, part), part.when),
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "truncated": lambda part: Truncated(part.key, selector.pieces(part.sets, names.TRUNCATION), part.when),
    }
    by = read_by(selector, given)
    kinds = read_kinds(given, givens)
    timing = Timing(str(givens.decides(given["timing"]))) if "timing" in given else None
    if by and kinds:
        raise BadInputError(f"`edgeKinds` and journeys cannot both be given: {by.noun}.", "Leave one of them out.")
    if timing and not by:
        raise BadInputError("`timing` is of journeys.", "Give a filter of journeys, such as `flights: {}`.")
    least, most = (
        read_depth(selector, given, name, default, MAX_HOPS)
        for name, default in (("minLength", 1), ("maxLength", DEFAULT_HOPS))
    )
    most = most if "maxLength" in given else max(least, most)
    if not 1 <= least <= most:
        raise BadInputError(f"Nothing is from {least} to {most} hops long.", "Give 1 <= minLength <= maxLength.")
    return PathsRoot(
        merged.key,
        read_things(selector, given["from"]),
        read_things(selector, given["to"]) if "to" in given else None,
        selector.parts(merged.sets, names.PATHS, readers),
        Search(str(givens.decides(given["search"]))) if "search" in given else Search.SHORTEST,
        least,
        most,
        kinds,
        by,
        Toward(str(givens.decides(given["direction"]))) if "direction" in given else None,
        read_things(selector, given["via"]) if "via" in given else None,
        read_things(selector, given["avoid"]) if "avoid" in given else None,
        read_modalities(selector, given),
        timing,
        _weight(selector, given, by),
        read_page(given, givens),
        merged.when,
        ranking,
    )


def _weight(selector: Selector, given: dict[str, Given], by: By | None) -> Weight | None:
    if "weight" not in given:
        return None
    weight = Weight(str(selector.collector.givens.decides(given["weight"])))
    if by is None and weight is not Weight.EVIDENCE:
        raise BadInputError(
            f"`weight: {weight}` is of journeys: other relations have no length and take no time.",
            "Give a filter of journeys such as `flights: {}`, or `weight: EVIDENCE`.",
        )
    if "to" not in given:
        raise BadInputError("`weight` is of paths from things to others.", "Give `to`.")
    return weight


def _path(selector: Selector, merged: Merged) -> tuple[PathPart, ...]:
    things = selector.collector.possible[ENTITY]
    readers: dict[str, Callable[[Merged], PathPart]] = {
        **dict.fromkeys(_KNOWN, lambda part: Piece(part.key, part.name, part.when)),
        "nodes": lambda part: Nodes(part.key, selector.thing(part.sets, things), part.when),
        "hops": lambda part: Hops(part.key, _hop(selector, part), part.when),
    }
    return selector.parts(merged.sets, names.PATH, readers)


def _hop(selector: Selector, merged: Merged) -> tuple[HopPart, ...]:
    things = selector.collector.possible[ENTITY]
    nouns = {noun.plural: noun.name for noun in journeys(selector.ontology)}

    def flown(part: Merged) -> HopPart:
        noun = nouns[part.name]
        connection = selector.connection(noun, noun, None, part, selector.given(names.HOP, part))
        return JourneysItem(part.key, noun, connection, part.when)

    readers: dict[str, Callable[[Merged], HopPart]] = {
        **dict.fromkeys(("certainty", "kilometres"), lambda part: Piece(part.key, part.name, part.when)),
        "from": lambda part: EdgeSource(part.key, selector.thing(part.sets, things), part.when),
        "to": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "relations": lambda part: Relations(part.key, read_relation(selector, part), part.when),
        **dict.fromkeys(nouns, flown),
    }
    return selector.parts(merged.sets, names.HOP, readers)


def read_things(selector: Selector, given: Given) -> Things:
    """Some things, by ids or by a filter."""
    givens, ontology = selector.collector.givens, selector.ontology
    ((name, part),) = givens.members(given)
    if name == "ids":
        return Things(givens.value(part))
    noun = next(noun.name for noun in ontology.nouns.values() if noun.single == name)
    return Things(None, noun, read_where(part, noun, ontology, givens))


def read_by(selector: Selector, given: dict[str, Given]) -> By | None:
    """The journeys that are taken, if any are named. Raises BadInputError."""
    found = [
        By(noun.name, read_where(given[noun.plural], noun.name, selector.ontology, selector.collector.givens))
        for noun in journeys(selector.ontology)
        if noun.plural in given
    ]
    if len(found) > 1:
        raise BadInputError("Paths are by one kind of journeys.", "Give a filter of one of them.")
    return found[0] if found else None


def read_modalities(selector: Selector, given: dict[str, Given]) -> tuple[str, ...]:
    """What every relation may be said to be."""
    if "modalities" not in given:
        return ("ACTUAL",)
    givens = selector.collector.givens
    return tuple(sorted({str(givens.decides(item)) for item in givens.items(given["modalities"])}))


def journeys(ontology: Ontology) -> list[Noun]:
    """The nouns whose things are journeys."""
    return [noun for noun in ontology.concrete if noun.journey]
