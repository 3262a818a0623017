"""A root field of a query, with all that is selected of it -> what it asks for: a Root of the Question."""

from collections.abc import Callable, Mapping

from api import names
from api.analysis import ANALYSIS, read_analysis
from api.change import change_roots, read_change
from api.collect import Merged
from api.distance import DISTANCES, read_distances
from api.given import Given
from api.neighbourhood import NEIGHBOURHOOD, read_neighbourhood
from api.outputs import CONFLICTS
from api.path import PATHS, read_paths
from api.roundup import read_roundup, roundups
from api.search import read_search
from api.selection import TYPENAME, Selector, read_conflicts
from graph.question import (
    CandidatesRoot,
    ConflictsRoot,
    ListRoot,
    NodeRoot,
    NodesRoot,
    ReviewRoot,
    Root,
    SingleRoot,
    TypenameRoot,
)
from schema.candidate import CANDIDATES
from schema.ranking import DEFAULT_RANKING, Ranking

#: Root fields that nobody declares, each with its own reader.
_READERS: Mapping[str, Callable[[Selector, Merged, dict[str, Given], Ranking], Root]] = {
    ANALYSIS: read_analysis,
    DISTANCES: read_distances,
    NEIGHBOURHOOD: read_neighbourhood,
    PATHS: read_paths,
    names.SEARCH: read_search,
}


def read_root(selector: Selector, merged: Merged) -> Root:
    """What the field asks for. Raises BadInputError."""
    if merged.name == TYPENAME:
        return TypenameRoot(merged.key, names.QUERY, merged.when)
    ontology, givens, possible = selector.ontology, selector.collector.givens, selector.collector.possible
    given = selector.given(names.QUERY, merged)
    ranking = Ranking(givens.word(given["ranking"])) if "ranking" in given else DEFAULT_RANKING
    if merged.name == "node":
        selection = selector.thing(merged.sets, possible[names.NODE])
        return NodeRoot(merged.key, givens.value(given["id"]), selection, merged.when, ranking)
    if merged.name == "nodes":
        selection = selector.thing(merged.sets, possible[names.NODE])
        return NodesRoot(merged.key, givens.value(given["ids"]), selection, merged.when, ranking)
    if read := {**_READERS, **dict.fromkeys(change_roots(ontology), read_change)}.get(merged.name):
        return read(selector, merged, given, ranking)
    if merged.name == names.REVIEW:
        of_noun = givens.value(given["noun"]) if "noun" in given else None
        return ReviewRoot(merged.key, selector.claims(merged, given), of_noun, merged.when, ranking)
    if merged.name == CANDIDATES.name:
        of_noun = givens.value(given["noun"]) if "noun" in given else None
        return CandidatesRoot(merged.key, selector.pairs(merged, given), of_noun, merged.when, ranking)
    if merged.name == CONFLICTS:
        noun, field_ = (givens.value(given[name]) if name in given else None for name in ("noun", "field"))
        return ConflictsRoot(merged.key, read_conflicts(selector, merged, given), noun, field_, merged.when, ranking)
    for noun_, roundup in roundups(ontology):
        if merged.name == roundup.name:
            return read_roundup(selector, noun_, roundup, merged, given, ranking)
    of = next(noun for noun in ontology.nouns.values() if merged.name in {noun.single, noun.plural})
    if merged.name == of.single:
        selection = selector.thing(merged.sets, possible[of.name])
        return SingleRoot(merged.key, of.name, givens.value(given["id"]), selection, merged.when, ranking)
    connection = selector.connection(of.name, of.name, None, merged, given)
    return ListRoot(merged.key, of.name, connection, merged.when, ranking)
