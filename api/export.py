"""What somebody selects, and a format -> a subgraph in that format: `GET` or `POST /graphql/export`, or a command line.

    format      jsonl, graphml, gexf, csv, cypher, jsonld
    ids         things by their ids; or
    where       every thing of a noun that passes a filter: {"flight": {"cargo": {"contains": "tanks"}}}; or
    query       every thing whose `id` a GraphQL query answers, with `variables` and `operationName`; none: all there is
    depth       how many relations around them; left out: 1, and 0 around what a query answers
    edgeKinds   relations of these kinds alone; direction: OUT, IN or BOTH

In an address lists are parted by commas, and `where` and `variables` are JSON.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api import names
from api.errors import ApiError, BadInputError, LimitError, told
from api.execute import Answers
from api.graph import Graph
from api.limits import Limits
from graph.errors import QuestionError
from graph.export.form import FormName
from graph.export.subgraph import Around
from graph.question import MAX_DEPTH, Toward
from graph.reader import Export
from schema.identity import noun_of
from schema.noun import Noun
from schema.ontology import Ontology

_SELECTIONS = ("ids", "where", "query")
#: What an export can be told.
PARAMETERS = ("format", *_SELECTIONS, "variables", "operationName", "depth", "edgeKinds", "direction")
_STATUS = {"UNAVAILABLE": 503, "TIMEOUT": 503, "INTERNAL": 500}


class SelectionError(Exception):
    """What was selected cannot be had; holds the errors as clients are told them."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported, read and checked."""

    form: FormName
    around: Around
    ids: list[str] | None = None
    where: tuple[Noun, Mapping[str, Any]] | None = None
    query: tuple[str, str | None, dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Exports:
    """Reads what is wanted and exports it, under the limits of any request."""

    answers: Answers
    graph: Graph
    limits: Limits
    ontology: Ontology

    def read(self, given: Mapping[str, Any]) -> Wanted:
        """What the parameters mean. Raises BadInputError and LimitError."""
        if unknown := sorted(set(given) - set(PARAMETERS)):
            raise BadInputError(f"There is no parameter `{unknown[0]}`.", f"There are {', '.join(PARAMETERS)}.")
        selected = [name for name in _SELECTIONS if given.get(name) is not None]
        if len(selected) > 1:
            raise BadInputError(f"`{selected[0]}` and `{selected[1]}` are both given.", "Leave one of them out.")
        try:
            form = FormName(str(given.get("format")))
        except ValueError:
            raise BadInputError("`format` is none there is.", f"Give one of {', '.join(FormName)}.") from None
        query = self._query(given) if "query" in selected else None
        return Wanted(
            form,
            Around(self._depth(given, 0 if query else 1), self._kinds(given), _toward(given)),
            _texts(given, "ids"),
            self._where(given["where"]) if "where" in selected else None,
            query,
        )

    async def export(self, wanted: Wanted, request_id: str) -> Export:
        """The subgraph, ready to be written. Raises SelectionError, QuestionError, BadInputError, LimitError."""
        ids = await self._ids(wanted, request_id)
        return await self.graph.export(ids, wanted.around, wanted.form, self.limits.seconds, self.limits.rows)

    async def _ids(self, wanted: Wanted, request_id: str) -> list[str] | None:
        page = self.limits.page
        if wanted.query:
            text, operation, variables = wanted.query
            data, partial = await self._ask(text, variables, request_id, operation)
            if partial:
                message = f"The query leaves things out: there are more {partial[0]} than its page holds."
                raise BadInputError(message, "Give `first` for each connection, so that the page is meant.")
            return [one for one in dict.fromkeys(_found(data)) if self._is_thing(one)]
        if wanted.ids is not None:
            found: list[str] = []
            text = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
            for start in range(0, len(wanted.ids), page):
                data, _ = await self._ask(text, {"ids": wanted.ids[start : start + page]}, request_id)
                found += [one["id"] for one in data["nodes"] if one is not None]
            return found
        return await self._passing(*wanted.where, request_id) if wanted.where else None

    async def _passing(self, noun: Noun, where: Mapping[str, Any], request_id: str) -> list[str]:
        """The ids of all things that pass a filter, page by page."""
        text = (
            f"query ($where: {names.filter_of(noun.name)}, $after: String) {{ things: {noun.plural}(where: $where, "
            f"first: {self.limits.page}, after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )
        found: list[str] = []
        after = None
        while True:
            data, _ = await self._ask(text, {"where": where, "after": after}, request_id)
            found += [one["id"] for one in data["things"]["nodes"]]
            if len(found) > self.limits.rows:
                raise LimitError("rows", "things to export", self.limits.rows, len(found), "Give a narrower filter.")
            if not data["things"]["pageInfo"]["hasNextPage"]:
                return found
            after = data["things"]["pageInfo"]["endCursor"]

    async def _ask(
        self, text: str, variables: dict[str, Any], request_id: str, name: str | None = None
    ) -> tuple[dict[str, Any], list[str]]:
        operation, errors = self.answers.operation(text, name)
        if operation is None:
            raise SelectionError([told(error, request_id) for error in errors])
        if operation.node.operation.value != "query":
            raise BadInputError("A write cannot be exported.", "Give a query.")
        result = await self.answers.answer(operation, variables, request_id)
        if result.errors:
            raise SelectionError(list(result.errors))
        return result.data or {}, (result.extensions or {}).get("partial", [])

    def _is_thing(self, identifier: str) -> bool:
        noun = noun_of(identifier)
        return noun in self.ontology.nouns and self.ontology.is_entity(noun)

    def _where(self, given: object) -> tuple[Noun, Mapping[str, Any]]:
        nouns = {noun.single: noun for noun in self.ontology.nouns.values() if self.ontology.is_entity(noun.name)}
        if not isinstance(given, dict) or len(given) != 1 or not set(given) <= set(nouns):
            hint = """Write it like {"flight": {"cargo": {"contains": "tanks"}}}."""
            raise BadInputError("`where` is no object of one noun and its filter.", hint)
        ((name, where),) = given.items()
        if not isinstance(where, dict):
            raise BadInputError(f"`where.{name}` is no filter.", "Write an object; {} lets all pass.")
        return nouns[name], where

    def _query(self, given: Mapping[str, Any]) -> tuple[str, str | None, dict[str, Any]]:
        variables = given.get("variables") or {}
        if not isinstance(given["query"], str) or not isinstance(variables, dict):
            raise BadInputError("`query` is no text, or `variables` no object.", "Send them as to /graphql.")
        return given["query"], given.get("operationName"), variables

    def _depth(self, given: Mapping[str, Any], default: int) -> int:
        depth = given.get("depth")
        if depth is None:
            return default
        if not isinstance(depth, int) or isinstance(depth, bool) or depth < 0:
            raise BadInputError(f"`depth` is no number from 0 to {MAX_DEPTH}.", "Give such a number.")
        if depth > MAX_DEPTH:
            raise LimitError("steps", "steps for `depth`", MAX_DEPTH, depth, "Export in steps, by ids.")
        return depth

    def _kinds(self, given: Mapping[str, Any]) -> tuple[str, ...] | None:
        kinds = _texts(given, "edgeKinds")
        there = {link.type for link in self.ontology.links if link.claimed}
        if kinds is not None and not set(kinds) <= there:
            unknown = sorted(set(kinds) - there)[0]
            raise BadInputError(f"There is no kind of relations `{unknown}`.", f"There are {', '.join(sorted(there))}.")
        return None if kinds is None else tuple(sorted(set(kinds)))


def export_endpoint(exports: Exports) -> Callable[[Request], Awaitable[Response]]:
    """Answers with the file, which streams; a failure meanwhile breaks the connection off, so that nothing is cut
    silently.
    """

    async def endpoint(request: Request) -> Response:
        request_id = request.scope.get("state", {}).get("request_id", "")
        try:
            wanted = exports.read(await _given(request))
            export = await exports.export(wanted, request_id)
        except SelectionError as error:
            return _refused(error.errors)
        except (ApiError, QuestionError) as error:
            exports.answers.metrics.limit(error.told.get("limit"))
            return _refused([told(error, request_id)])
        headers = {"Content-Disposition": f'attachment; filename="contrail.{export.form.suffix}"'}
        return StreamingResponse(export.pieces, media_type=export.form.media_type, headers=headers)

    return endpoint


async def _given(request: Request) -> Mapping[str, Any]:
    if request.method == "POST":
        found = _json(await request.body(), "The body")
        if not isinstance(found, dict):
            raise BadInputError("The body is no JSON object.", "Send the parameters as members of an object.")
        return found
    given: dict[str, Any] = dict(request.query_params)
    for name in ("where", "variables"):
        if name in given:
            given[name] = _json(given[name], f"`{name}`")
    for name in ("ids", "edgeKinds"):
        if name in given:
            given[name] = [each for each in given[name].split(",") if each]
    if given.get("depth", "").isdecimal():
        given["depth"] = int(given["depth"][:9])
    return given


def _json(text: str | bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadInputError(f"{what} is no JSON.", "Correct it.") from error


def _refused(errors: list[GraphQLError]) -> Response:
    code = str((errors[0].extensions or {}).get("code", "INTERNAL"))
    body = orjson.dumps({"errors": [error.formatted for error in errors]})
    return Response(body, _STATUS.get(code, 400), media_type="application/json")


def _texts(given: Mapping[str, Any], name: str) -> list[str] | None:
    found = given.get(name)
    if found is None:
        return None
    if not isinstance(found, list) or not found or not all(isinstance(each, str) for each in found):
        raise BadInputError(f"`{name}` is no list of words.", "Give at least one, or leave it out.")
    return found


def _toward(given: Mapping[str, Any]) -> Toward:
    try:
        return Toward(given.get("direction") or Toward.BOTH)
    except ValueError:
        raise BadInputError("`direction` is none there is.", f"Give one of {', '.join(Toward)}.") from None


def _found(value: object) -> Iterator[str]:
    """What stands under `id`, wherever in the answer."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "id" and isinstance(inner, str):
                yield inner
            else:
                yield from _found(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _found(inner)
