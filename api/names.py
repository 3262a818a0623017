"""Nouns, links and value types -> the names of their GraphQL types.

A thing's type is named like its noun. What a way leads to has a type of its own, named after the noun that declares
the way, so that an edge can gain fields without changing any other edge's type: `SiteDeparturesConnection`. Filters
and orders are shared by all ways that lead to one noun over edges with the same fields.
"""

from schema.link import CLAIMED_FIELDS, Link
from schema.ontology import Ontology, Way
from schema.values.value import NUMBERS, Measure, ValueType

QUERY = "Query"
MUTATION = "Mutation"
SUBSCRIPTION = "Subscription"
CHANGE_SET = "ChangeSet"
PROGRESS = "AnalysisProgress"
CHANGE = "Change"
CHANGE_KIND = "ChangeKind"
WRITTEN = "Written"
CHANGES = "Changes"
INGEST = "IngestInput"
RETRACT = "RetractInput"
LOAD = "LoadInput"
WRITE_INPUT = "WriteInput"
JUDGE_INPUT = "JudgeInput"
SOURCE_INPUT = "SourceInput"
CHANGE_INPUT = "ChangeInput"
THING_INPUT = "ThingInput"
UPDATE_INPUT = "UpdateInput"
LINK_INPUT = "LinkInput"
TARGET_INPUT = "TargetInput"
LINK_NAME = "LinkName"
VERDICT = "Verdict"
NODE = "Node"
PAGE_INFO = "PageInfo"
CLAIM = "Claim"
CLAIM_CONNECTION = "ClaimConnection"
CLAIM_EDGE = "ClaimEdge"
CONFLICT = "Conflict"
CONFLICT_CONNECTION = "ConflictConnection"
CONFLICT_EDGE = "ConflictEdge"
CANDIDATE = "CandidatePair"
CANDIDATE_CONNECTION = "CandidatePairConnection"
CANDIDATE_EDGE = "CandidatePairEdge"
RELATION = "Relation"
RELATION_COUNT = "RelationCount"
RELATION_KIND = "RelationKind"
TOWARD = "RelationDirection"
NEIGHBOURHOOD = "Neighbourhood"
NEIGHBOUR = "Neighbour"
PATHS = "Paths"
PATH = "Path"
HOP = "Hop"
TRUNCATION = "Truncation"
POSITION = "Position"
POSITION_STATEMENTS = "PositionStatementsConnection"
SEARCH = "search"
REVIEW = "review"
REVIEW_INPUT = "ReviewInput"
DECISION = "Decision"
HIGHLIGHT = "Highlight"
SEARCH_CONNECTION = "SearchConnection"
SEARCH_EDGE = "SearchEdge"
SEARCH_FILTER = "SearchFilter"
DIRECTION = "Direction"
LINKS_ORDER = "LinksOrder"
GROUP_ORDER = "GroupOrder"
TIME_UNIT = "TimeUnit"
STRETCH = "Stretch"
ROLLUP = "Rollup"
WAY_SUMMARY = "LinkedAggregate"
RANKING = "Ranking"
ID_FILTER = "IDFilter"
#: What stands beside a text's operators and decides what they mean.
IGNORE_CASE = "ignoreCase"
#: What all links that statements claim have on their edges.
CLAIMED = "Link"


def declares(ontology: Ontology, noun: str, way: Way) -> str:
    """The noun or interface on which a way that `noun` has was declared."""
    if way.forward:
        return next(source for source in way.link.sources if ontology.is_a(noun, source))
    return way.link.target


def connection(ontology: Ontology, noun: str, way: Way | None = None) -> str:
    """The connection along a way, or over all things of a noun."""
    return f"{_stem(ontology, noun, way)}Connection"


def edge(ontology: Ontology, noun: str, way: Way | None = None) -> str:
    """An edge of that connection."""
    return f"{_stem(ontology, noun, way)}Edge"


def noun_input(noun: str) -> str:
    """What is said of a noun's thing by hand."""
    return f"{noun}Input"


def value_input(value: str) -> str:
    """A value that has several parts, as it is given by hand."""
    return f"{value}Input"


def filter_of(noun: str) -> str:
    """The filter of a noun's things."""
    return f"{noun}Filter"


def order_of(noun: str) -> str:
    """The order of a noun's things."""
    return f"{noun}Order"


def values_filter(kind: str) -> str:
    """The filter of a kind of value."""
    return f"{kind}Filter"


def edge_family(link: Link) -> str | None:
    """What the links with the same edge fields as this one are called; None where edges have no fields."""
    if not link.fields:
        return None
    return CLAIMED if link.fields == CLAIMED_FIELDS else "".join(part.capitalize() for part in link.type.split("_"))


def quantifier(link: Link, target: str) -> str:
    """The filter by links to a noun: so many of them pass."""
    return f"{target}{edge_family(link) or ''}Quantifier"


def tally(link: Link, target: str) -> str:
    """The filter by how many links there are to a noun."""
    return f"{target}{edge_family(link) or ''}Count"


def numbers(link: Link, target: str) -> str:
    """The filter by what the numbers of linked things make together."""
    return f"{target}{edge_family(link) or ''}Numbers"


def edge_numbers(family: str) -> str:
    """The same of edges."""
    return f"{family}EdgeNumbers"


def value_numbers(kind: str) -> str:
    """The same of values that have several numbers."""
    return f"{kind}Numbers"


def match_of(link: Link, target: str) -> str:
    """The filter of one linked thing and its edge."""
    family = edge_family(link)
    return f"{target}{family}Filter" if family else filter_of(target)


def link_order(link: Link, target: str) -> str:
    """The order of linked things, by their fields or their edge's."""
    family = edge_family(link)
    return f"{target}{family}Order" if family else order_of(target)


def edge_filter(family: str) -> str:
    """The filter of an edge's fields."""
    return f"{family}EdgeFilter"


def edge_order(family: str) -> str:
    """The order by an edge's fields."""
    return f"{family}EdgeOrder"


def aggregate(target: str, link: Link | None) -> str:
    """What the things of a connection come to."""
    return f"{_reached(target, link)}Aggregate"


def groups(target: str, link: Link | None) -> str:
    """A page of groups of them."""
    return f"{_reached(target, link)}Groups"


def group(target: str, link: Link | None) -> str:
    """One such group."""
    return f"{_reached(target, link)}Group"


def group_key(target: str, link: Link | None) -> str:
    """What those in a group have in common."""
    return f"{_reached(target, link)}GroupKey"


def group_by(target: str, link: Link | None) -> str:
    """By what they are grouped."""
    return f"{_reached(target, link)}GroupBy"


def roundup_key(noun: str) -> str:
    """The words by which a noun's things are put together at a root of their own."""
    return f"{noun}RoundupKey"


def node_summary(noun: str) -> str:
    """What the fields of a noun's things come to."""
    return f"{noun}NodeAggregate"


def edge_summary(family: str) -> str:
    """What the fields of edges come to."""
    return f"{family}EdgeAggregate"


def edge_group_key(family: str) -> str:
    """What edges in a group have in common."""
    return f"{family}EdgeGroupKey"


def edge_group_by(family: str) -> str:
    """By which of the edges' fields things are grouped."""
    return f"{family}EdgeGroupBy"


def summary(value: ValueType) -> str:
    """What the values of a field come to: one type for all that can be put together alike."""
    if value.outputs or not value.measures:
        return f"{value.name}ValuesAggregate"
    return part_summary(value.name, value.measures[0])


def part_summary(scalar: str, measure: Measure) -> str:
    """What a part of values comes to."""
    ends = "" if measure.reductions == NUMBERS else "".join(each.capitalize() for each in measure.reductions)
    return f"{scalar}{ends}ValuesAggregate"


def top(scalar: str) -> str:
    """The values that most things have."""
    return f"{scalar}Top"


def top_value(scalar: str) -> str:
    """One of these."""
    return f"{scalar}TopValue"


def _reached(target: str, link: Link | None) -> str:
    return f"{target}{(edge_family(link) if link else None) or ''}"


def _stem(ontology: Ontology, noun: str, way: Way | None) -> str:
    return noun if way is None else f"{declares(ontology, noun, way)}{way.name[0].upper()}{way.name[1:]}"
