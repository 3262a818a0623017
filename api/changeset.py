"""An Ontology -> the GraphQL types of what is told while it happens: subscriptions, and the changes that they tell."""

from api import names
from api.analysis import ANALYSIS, analysis_arguments
from api.inputs import BY_RANKING, searchable
from api.types import Member, Types
from graph.changelog import Kind
from schema.ontology import ENTITY, Ontology

#: The subscription to everything that changes.
CHANGES = "changes"


def declare_subscriptions(types: Types, ontology: Ontology) -> None:
    """The subscription and all that it takes and tells."""
    types.enum(names.CHANGE_KIND, "What was done to a node or an edge.", [kind.value for kind in Kind])
    sequence = Member("sequence", "String!", "Its number; numbers only grow, in the order in which writes took effect.")
    types.object(
        names.CHANGE,
        "A node or an edge that a write created, changed or removed.",
        [
            sequence,
            Member("kind", names.CHANGE_KIND + "!", "What was done to it."),
            Member("id", "ID!", "The id of the node, or of the relation that the edge is."),
            Member("noun", "String", "The noun of a node; null for an edge."),
            Member("link", names.RELATION_KIND, "The kind of an edge; null for a node."),
            Member("node", names.NODE, "The node as it stands now; null for an edge, and for what is gone since."),
            Member("fromId", "ID", "The id of what an edge leads from; null for a node."),
            Member("toId", "ID", "The id of what an edge leads to; null for a node."),
            Member("from", ENTITY, "What an edge leads from, as it stands now; null for a node."),
            Member("to", ENTITY, "What an edge leads to, as it stands now; null for a node."),
            Member("edge", names.RELATION, "The edge as it stands now; null for a node, and for what is gone since."),
        ],
    )
    types.object(
        names.CHANGE_SET,
        "What one write changed, or a part of that.",
        [
            Member("sequence", "String!", "How far everything is told: follow from here, as `since`, after a break."),
            Member("author", "String", "Who made the write; null where nothing is told but the sequence."),
            Member("at", "String", "When it was made, ISO 8601 in UTC; null where nothing is told but the sequence."),
            Member("changes", f"[{names.CHANGE}!]!", "The changes, each of them once."),
        ],
    )
    doc = (
        "What changes, as soon as it is written, by whichever process. The first answer comes at once and tells where "
        "it begins, unless `since` does. Whoever reads too slowly is told how far it got, and ended."
    )
    where = Member("where", names.SEARCH_FILTER, "Only what passes, as it stands now, the filter of its noun.")
    arguments = (
        Member("since", "String", "All changes after this sequence, also those of before; from now on if left out."),
        Member("until", "String", "End once all changes up to this sequence are told."),
        Member("first", "Int", "End after so many changes."),
        Member("kinds", f"[{names.CHANGE_KIND}!]", "Only changes of these kinds."),
        Member("nouns", "[String!]", "Only nodes of these nouns and interfaces; no edges, unless `links` names some."),
        Member("links", f"[{names.RELATION_KIND}!]", "Only edges of these kinds; no nodes, unless `nouns` names some."),
        Member("ids", "[ID!]", "Only these nodes, and edges from or to them."),
        *([where] if searchable(ontology) else []),
    )
    changes = Member(CHANGES, names.CHANGE_SET + "!", doc, arguments)
    doc = "What networkx tells of a part of the graph, with how far it has come: the query of that name, followed."
    analysis = Member(ANALYSIS, names.PROGRESS + "!", doc, (*analysis_arguments(), BY_RANKING))
    types.object(names.SUBSCRIPTION, "What can be followed.", [changes, analysis])
