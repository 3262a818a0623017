"""Documents that clients are known to send -> plans that the database keeps, before anybody asks.

The database plans a text when it is first asked, which takes seconds for the long ones, and keeps the plan for the next
request whose text is the same, whatever its values. Here it is asked in the background, for what nobody has.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInputType,
    GraphQLInt,
    GraphQLList,
    GraphQLScalarType,
    GraphQLString,
    OperationType,
    get_nullable_type,
    is_non_null_type,
)

from api.document import Documents
from api.errors import ApiError
from api.graph import Graph
from api.parse import Operation
from graph.ask import Allowance
from graph.errors import InputError, QuestionError
from schema.ontology import ENTITY, Ontology
from schema.values.value import Json

#: Seconds that all of it may take; what was not asked by then is planned when somebody asks.
_LONGEST = 120.0
#: The database plans anew for texts and lists of another order of length: 1, 2 to 10, 11 to 100 and so on.
_WORD, _KEY = "nobody", f"{ENTITY}:0000000000000000"
#: Operations that are asked before the others, as whoever opens the explorer does, with what it gives as variables that
#: need not be given, or not just any value of their type.
_FIRST: Mapping[str, Mapping[str, Json]] = {
    "Begin": {},
    "Search": {"kinds": [ENTITY]},
    "Expand": {"beside": [_KEY]},
    "ThingTold": {},
    "Named": {"ids": [_KEY, _KEY]},
    "Words": {},
    "Connect": {"modalities": ["ACTUAL"], "most": 6},
}
#: The fragment to which the explorer adds what dates and places things of each noun, and what it reads of such values.
_KNOWN = "fragment Known on Entity {"
PARTS = {"Location": "latitude longitude", "Period": "start end text precision basis"}
#: A value of each scalar.
_VALUES: Sequence[tuple[GraphQLScalarType, Json]] = (
    (GraphQLID, _KEY),
    (GraphQLString, _WORD),
    (GraphQLInt, 1),
    (GraphQLFloat, 1.0),
    (GraphQLBoolean, True),
)
_log = logging.getLogger(__name__)


def known_documents(listed: Mapping[str, str] | None, explorer: Path, ontology: Ontology) -> tuple[str, ...]:
    """What may be asked and is known before: documents that an operator `listed`, as nothing else is answered then.

    Else those of the explorer, by the file of its operations; none where that is not there. Raises OSError.
    """
    if listed is not None:
        return tuple(listed.values())
    return (explorer_document(explorer, ontology),) if explorer.is_file() else ()


def explorer_document(operations: Path, ontology: Ontology) -> str:
    """The explorer's operations as it sends them. Raises OSError."""
    wanted = [
        f"... on {noun.name} {{ {' '.join(fields)} }}"
        for noun in ontology.concrete
        if ontology.is_entity(noun.name) and (fields := list(_fields(ontology, noun.name)))
    ]
    return operations.read_text("utf-8").replace(_KNOWN, "\n".join([_KNOWN, *wanted]))


def _fields(ontology: Ontology, noun: str) -> Iterator[str]:
    for kind, parts in PARTS.items():
        for name, field in ontology.fields(noun).items():
            if field.type.kind == kind:
                yield f"{name} {{ {parts} }}"


async def rehearse(documents: Documents, graph: Graph, texts: Sequence[str], allowed: Allowance) -> None:
    """Ask each query of these documents once, one after the other; wait after each for as long as it took.

    Nothing is counted or logged as what somebody asked, and nothing is raised: a database that does not answer now is
    left alone.
    """
    asked = 0
    try:
        async with asyncio.timeout(_LONGEST):
            for operation in _queries(documents, texts):
                begun = perf_counter()
                if await _ask(graph, operation, allowed):
                    asked += 1
                    await asyncio.sleep(perf_counter() - begun)
    except (QuestionError, TimeoutError) as error:
        _log.debug("planned %d operations in advance, then no more: %s", asked, error)
    else:
        _log.debug("planned %d operations in advance", asked)


def _queries(documents: Documents, texts: Sequence[str]) -> list[Operation]:
    """The queries of these documents, those first that are asked first."""
    found = [
        operation
        for text in texts
        for operation in documents.read_anew(text).operations.values()
        if operation.node.operation is OperationType.QUERY
    ]
    order = {name: place for place, name in enumerate(_FIRST)}
    return sorted(found, key=lambda each: order.get(_name(each), len(order)))


def _name(operation: Operation) -> str:
    return operation.node.name.value if operation.node.name else ""


async def _ask(graph: Graph, operation: Operation, allowed: Allowance) -> bool:
    """Ask a query for what nobody has; whether there was anything to ask of the database. Raises QuestionError."""
    sent = dict(_FIRST.get(_name(operation), {}))
    for name, kind in operation.types.items():
        if is_non_null_type(kind) and name not in sent:
            sent[name] = _value(kind)
    try:
        variables = operation.variables(sent)
        plan = operation.plan(variables)
        if plan.question is None:
            return False
        compiled = graph.compile(plan.question)
        if compiled.studies or not compiled.text:
            return False
        await graph.rehearse(compiled, plan.parameters(variables), allowed)
    except (ApiError, GraphQLError, InputError) as error:
        _log.debug("%s is not planned in advance: %s", _name(operation), error)
        return False
    return True


def _value(kind: GraphQLInputType) -> Json:
    """A value of a type for which nothing is found; None where there is none of that type."""
    plain = get_nullable_type(kind)
    if isinstance(plain, GraphQLList):
        return [_value(plain.of_type)]
    if isinstance(plain, GraphQLEnumType):
        return str(next(iter(plain.values)))
    return next((value for each, value in _VALUES if each is plain), None)
