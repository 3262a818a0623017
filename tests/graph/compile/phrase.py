"""Short words in which tests write Questions."""

from typing import Any

from graph.question import (
    Aggregate,
    AllOf,
    ClaimConnection,
    ClaimField,
    ClaimNodes,
    ClaimObject,
    ClaimPart,
    Condition,
    Connection,
    ConnectionPart,
    Constant,
    Counted,
    Counting,
    Cursor,
    EdgeNode,
    Edges,
    EvidenceItem,
    FieldItem,
    FieldSummary,
    FieldTest,
    GroupBy,
    GroupKey,
    GroupKeys,
    GroupNodes,
    Groups,
    Identifier,
    Item,
    LinkTest,
    ListRoot,
    ManyItem,
    Measured,
    NodeRoot,
    Nodes,
    OneItem,
    OrderKey,
    Page,
    PageInfo,
    PartSummary,
    Piece,
    Quantifier,
    Question,
    Selection,
    SingleRoot,
    Summary,
    Tally,
    TallyKey,
    TallyTest,
    TimeUnit,
    Top,
    TopPart,
    TopValues,
    TotalCount,
    Typename,
    Value,
    Variable,
    Where,
)
from schema.discover import discover
from schema.values.value import Json, Reduction

ONTOLOGY = discover()
ID = Identifier("id")
TYPENAME = Typename("__typename")
TOTAL = TotalCount("totalCount")
CURSOR = Cursor("cursor")
YES = AllOf()


def variable(*path: str | int) -> Variable:
    return Variable(path)


def when(name: str, *, negated: bool = False) -> tuple[Condition, ...]:
    return (Condition(Variable((name,)), negated),)


def select(noun: str, *wanted: str | Item) -> Selection:
    """Fields by name, `name { piece… }` written `name:piece:piece`, and items as they are."""
    return Selection(tuple(field(noun, each) if isinstance(each, str) else each for each in wanted))


def field(noun: str, name: str, **more: Any) -> Item:
    if name == "id":
        return Identifier("id", **more)
    if name == "__typename":
        return Typename("__typename", **more)
    name, *pieces = name.split(":")
    return FieldItem(name, ONTOLOGY.fields(noun)[name], tuple(Piece(piece, piece) for piece in pieces), **more)


def edge_field(noun: str, way: str, name: str) -> FieldItem:
    name, *pieces = name.split(":")
    found = next(each for each in ONTOLOGY.ways(noun)[way].link.fields if each.name == name)
    return FieldItem(name, found, tuple(Piece(piece, piece) for piece in pieces))


def nodes(noun: str, *wanted: str | Item, **more: Any) -> Connection:
    return connection(Nodes("nodes", select(noun, *wanted)), **more)


def edges(noun: str, *wanted: str | Item, parts: tuple[Any, ...] = (), **more: Any) -> Connection:
    return connection(Edges("edges", (CURSOR, EdgeNode("node", select(noun, *wanted)), *parts)), **more)


def connection(
    *parts: ConnectionPart,
    where: Where = YES,
    order: tuple[OrderKey | TallyKey, ...] = (),
    first: int | Value | None = None,
    after: str | Value | None = None,
    last: int | Value | None = None,
    before: str | Value | None = None,
    also: tuple[ConnectionPart, ...] = (),
) -> Connection:
    return Connection((*parts, *also), where, order, page(first, after, last, before))


def page(*asked: str | int | Value | None) -> Page:
    return Page(*(Constant(each) if isinstance(each, int | str) else each for each in asked))


def many(noun: str, way: str, wanted: Connection, **more: Any) -> ManyItem:
    return ManyItem(way, ONTOLOGY.ways(noun)[way], wanted, **more)


def one(noun: str, way: str, *wanted: str | Item, **more: Any) -> OneItem:
    found = ONTOLOGY.ways(noun)[way]
    return OneItem(way, found, select(found.target, *wanted), **more)


def whether(noun: str, name: str, operator: str, argument: Json | Value) -> FieldTest:
    value = argument if isinstance(argument, Constant | Variable) else Constant(argument)
    return FieldTest(ONTOLOGY.fields(noun)[name], operator, value)


def folded(noun: str, name: str, operator: str, argument: Json) -> FieldTest:
    return FieldTest(ONTOLOGY.fields(noun)[name], operator, Constant(argument), fold=True)


def linked(noun: str, way: str, quantifier: Quantifier, node: Where = YES, edge: Where = YES) -> LinkTest:
    return LinkTest(ONTOLOGY.ways(noun)[way], quantifier, node, edge)


def tally(noun: str, way: str, where: Where = YES, edge: Where = YES, *, reduction: Reduction = "sum",
          field: str | None = None, part: str = "") -> Tally:  # fmt: skip
    found = ONTOLOGY.ways(noun)[way]
    number = ONTOLOGY.fields(found.target)[field] if field else None
    return Tally(found, where, edge, reduction=reduction, field=number, part=part)


def tallied(made: Tally, operator: str, argument: Json) -> TallyTest:
    return TallyTest(made, operator, Constant(argument))


def edge_test(noun: str, way: str, name: str, operator: str, argument: Json) -> FieldTest:
    found = next(each for each in ONTOLOGY.ways(noun)[way].link.fields if each.name == name)
    return FieldTest(found, operator, Constant(argument))


def by(noun: str, name: str, *, descending: bool = False) -> OrderKey:
    return OrderKey(ONTOLOGY.fields(noun)[name], descending)


def claims(*names: str | ClaimPart, first: int | None = None, after: Value | None = None) -> ClaimConnection:
    parts = tuple(ClaimField(each, each) if isinstance(each, str) else each for each in names)
    info = PageInfo("pageInfo", (Piece("hasNextPage", "hasNextPage"), Piece("endCursor", "endCursor")))
    return ClaimConnection((ClaimNodes("nodes", parts), info), page(first, after))


def evidence(connection: ClaimConnection, key: str = "evidence", **more: Any) -> EvidenceItem:
    return EvidenceItem(key, connection, **more)


def claim_object(name: str, *pieces: str) -> ClaimObject:
    return ClaimObject(name, name, tuple(Piece(piece, piece) for piece in pieces))


def things(noun: str, wanted: Connection, key: str = "things") -> Question:
    return Question((ListRoot(key, noun, wanted),))


def thing(noun: str, identifier: str | Value, *wanted: str | Item, key: str = "thing") -> Question:
    value = Constant(identifier) if isinstance(identifier, str) else identifier
    return Question((SingleRoot(key, noun, value, select(noun, *wanted)),))


def any_thing(identifier: str, *items: Item) -> Question:
    return Question((NodeRoot("node", Constant(identifier), Selection(items)),))


# --- aggregates ---

COUNT = Counted("count")


def aggregate(*parts: Counted | Summary | Groups, **more: Any) -> Aggregate:
    return Aggregate("aggregate", parts, **more)


def sums(noun: str, name: str, *functions: Counting | Reduction, part: str = "", top: int = 0) -> Summary:
    """What one field comes to: `node { name { functions top(first:) } }`, of a part of its values."""
    measured: list[Measured | Top] = [Measured(each, each) for each in functions]
    if top:
        values = TopValues("values", (TopPart("value", "value"), TopPart("count", "count")))
        measured.append(Top("top", (values, TopPart("more", "more")), Constant(top)))
    inner = (PartSummary(part, part, tuple(measured)),) if part else tuple(measured)
    return Summary("node", (FieldSummary(name, ONTOLOGY.fields(noun)[name], inner),))


def group_node(noun: str, way: str, *wanted: str | Item) -> tuple[GroupBy, GroupKey]:
    """By what a way leads to."""
    found = ONTOLOGY.ways(noun)[way]
    node = GroupKey("node", "node", (), select(found.target, *wanted))
    return GroupBy((found,)), GroupKey(way, found, (node,))


def group_field(noun: str, name: str, *pieces: str, unit: TimeUnit | None = None) -> tuple[GroupBy, GroupKey]:
    """By a field, or by a stretch of time."""
    found = ONTOLOGY.fields(noun)[name]
    return GroupBy((), found, unit=unit), GroupKey(name, found, tuple(Piece(each, each) for each in pieces))


def groups(*keys: tuple[GroupBy, GroupKey], inner: tuple[Summary, ...] = (), total: bool = True, **more: Any) -> Groups:
    shown = GroupNodes("nodes", (GroupKeys("key", tuple(key for _, key in keys)), COUNT, *inner))
    return Groups("groups", tuple(by for by, _ in keys), (*([TOTAL] if total else []), shown), **more)
