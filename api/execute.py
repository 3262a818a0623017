"""A request's document and variables -> its answer: one Question and one round trip, or the schema itself."""

import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from time import perf_counter
from typing import Any

from graphql import (
    GraphQLError,
    OperationType,
    execute_sync,
)
from graphql.execution.values import VariableValues
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api.document import Documents
from api.errors import ApiError, code_of, told
from api.explain import explanation, read_explain
from api.feed import Feed
from api.graph import Answer, Graph
from api.limits import Limits, Pages, check_pages
from api.metrics import OK, Metrics
from api.mutate import Mutations, Writer
from api.parse import Operation, Plan
from api.persisted import Persisted
from api.study import read_study
from api.submission import Ingest
from api.topic import read_following
from api.uploads import Uploads
from api.who import LOCAL, Who
from graph.ask import Allowance
from graph.compile.compiled import Compiled
from graph.progress import Progress
from graph.question import Question
from schema.values.value import Json

#: The kind of what could not be read.
_UNKNOWN = "unknown"
#: Longer names of operations are cut in the log.
_NAME = 100
_LOG = logging.getLogger("contrail.api")


class Answers:
    """Answers queries, one Question each; all transports come here."""

    def __init__(
        self,
        documents: Documents,
        graph: Graph,
        limits: Limits,
        *,
        explains: bool = False,
        operations: Mapping[str, str] | None = None,
        writer: Writer | None = None,
        ingest: Ingest | None = None,
        uploads: Uploads | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self.metrics = metrics or Metrics()
        self.persisted = Persisted(operations, limits.characters)
        self._documents = documents
        self._graph = graph
        self._limits = limits
        self._allowed = Allowance(limits.seconds, limits.rows, limits.answer)
        self._explains = explains
        self._mutations = Mutations(writer, ingest, uploads, limits, self._ask_after, self.metrics)
        self.feed = Feed(graph, self._ask_after, limits.subscribers)

    def operation(self, text: str, name: str | None) -> tuple[Operation | None, tuple[Exception, ...]]:
        """An operation of a document, or what is wrong with them."""
        operation, errors = self._read(text, name)
        if errors:
            self.metrics.request(_UNKNOWN, code_of(errors[0]))
            self.metrics.limit(getattr(errors[0], "limit", None))
        return operation, errors

    def _read(self, text: str, name: str | None) -> tuple[Operation | None, tuple[Exception, ...]]:
        try:
            self.persisted.check(text)
            read = self._documents.read(text)
            return (None, read.errors) if read.errors else (read.operation(name), ())
        except Exception as error:
            return None, (error,)

    async def answer(
        self,
        operation: Operation,
        sent: dict[str, Any] | None,
        request_id: str,
        wanted: Mapping[str, object] | None = None,
        who: Who = LOCAL,
    ) -> ExecutionResult:
        """The result of a query or mutation, without `data` where it was refused before anything was done.

        `wanted` are the request's extensions: with `explain: true` the answer's say what it took.
        """
        begun = perf_counter()
        result = await self._answer(operation, sent, request_id, wanted, who)
        seconds = perf_counter() - begun
        first = (result.errors[0].extensions or {}) if result.errors else {"code": OK}
        kind, code = operation.node.operation.value, str(first["code"])
        self.metrics.request(kind, code, seconds)
        self.metrics.limit(first.get("limit"))
        if _LOG.isEnabledFor(logging.DEBUG):
            name = operation.node.name.value[:_NAME] if operation.node.name else None
            _LOG.debug("answered", extra={"kind": kind, "name_": name, "code": code, "seconds": round(seconds, 6)})
        return result

    async def _answer(
        self,
        operation: Operation,
        sent: dict[str, Any] | None,
        request_id: str,
        wanted: Mapping[str, object] | None,
        who: Who,
    ) -> ExecutionResult:
        try:
            if operation.node.operation is OperationType.MUTATION:
                written, errors = await self._mutations.answer(operation, sent, who, request_id)
                return ExecutionResult(written, [told(error, request_id) for error in errors] or None)
            explain = bool(wanted) and read_explain(wanted or {}, allowed=self._explains)
            variables = operation.variables(sent)
            plan = operation.plan(variables)
            data, extensions = (
                await self._ask(operation, plan, variables, explain=explain) if plan.question else ({}, None)
            )
            if plan.described is not None:
                both = {**data, **_describe(operation, plan, sent)}
                data = {key: both[key] for key in plan.keys if key in both}
        except (ApiError, GraphQLError) as error:
            return PreExecutionError(None, [told(error, request_id)])
        except Exception as error:
            return ExecutionResult(None, [told(error, request_id)])
        return ExecutionResult(data, None, extensions)

    def subscription(self, text: str, name: str | None) -> Operation | None:
        """An operation that is a subscription; None for any other, and for what is none.

        What cannot be read is told, and counted, by `operation` on the road of all others.
        """
        operation, _ = self._read(text, name)
        subscribes = operation is not None and operation.node.operation is OperationType.SUBSCRIPTION
        return operation if subscribes else None

    def subscribe(
        self, text: str, variables: dict[str, Any] | None, name: str | None, context: Any
    ) -> AsyncGenerator[ExecutionResult, None] | None:
        """The results of a subscription; None for any other operation, and for what is none."""
        operation = self.subscription(text, name)
        return None if operation is None else self._followed(operation, variables, context)

    async def _followed(
        self, operation: Operation, sent: dict[str, Any] | None, context: Mapping[str, Any]
    ) -> AsyncGenerator[ExecutionResult, None]:
        begun, code = False, OK
        try:
            if (count := context.get("count")) is not None:
                count()
            async with aclosing(self._told(operation, sent)) as every:
                async for data in every:
                    begun = True
                    yield ExecutionResult(data, None)
        except Exception as error:
            code = code_of(error)
            self.metrics.limit(getattr(error, "limit", None))
            errors = [told(error, context["request_id"])]
            yield ExecutionResult(None, errors) if begun else PreExecutionError(None, errors)
        finally:
            self.metrics.request(operation.node.operation.value, code)

    async def _told(self, operation: Operation, sent: dict[str, Any] | None) -> AsyncGenerator[dict[str, Any], None]:
        study = read_study(operation, sent)
        if study is not None:
            async with aclosing(study.follow(self._work)) as steps:
                async for data in steps:
                    yield data
            return
        following = read_following(operation, sent)
        async with aclosing(self.feed.follow(following)) as tellings:
            async for telling in tellings:
                yield following.topic.data(telling)

    async def _work(
        self, question: Question, parameters: Mapping[str, Json], pages: tuple[Pages, ...], tell: Progress
    ) -> dict[str, Any]:
        check_pages(pages, parameters, self._limits)
        with self.metrics.asking():
            answer = await self._graph.work(self._graph.compile(question), parameters, self._allowed, tell)
        self.metrics.asked(answer.seconds)
        return answer.data

    async def _ask_after(
        self, question: Question, parameters: Mapping[str, Json], pages: tuple[Pages, ...]
    ) -> dict[str, Any]:
        """The answer to a question that is asked once, or by the service itself."""
        check_pages(pages, parameters, self._limits)
        compiled = self._graph.compile(question)
        return (await self._asked(compiled, parameters)).data

    async def _asked(self, compiled: Compiled, parameters: Mapping[str, Json]) -> Answer:
        with self.metrics.asking():
            answer = await self._graph.ask(compiled, parameters, self._allowed)
        self.metrics.asked(answer.seconds)
        return answer

    async def _ask(
        self, operation: Operation, plan: Plan, variables: VariableValues, *, explain: bool
    ) -> tuple[dict[str, Any], dict[str, Any] | None]:
        question = plan.question
        assert question is not None
        parameters = plan.parameters(variables)
        check_pages(plan.pages, parameters, self._limits)
        told: dict[str, Any] = {}
        if explain:
            parsing = perf_counter()
            self._documents.read_anew(operation.text)
            compiling = perf_counter()
            compiled = self._graph.compile(question)
            begun = perf_counter()
            explained = await self._graph.explain(compiled, parameters, self._allowed)
            answer: Answer = explained.answer
            told["explain"] = explanation(question, explained, (compiling - parsing) * 1000, (begun - compiling) * 1000)
        else:
            if plan.compiled is None:
                plan.compiled = self._graph.compile(question)
            answer = await self._asked(plan.compiled, parameters)
        if answer.partial:
            told["partial"] = [".".join(path) for path in answer.partial]
        return answer.data, told or None


def _describe(operation: Operation, plan: Plan, sent: dict[str, Any] | None) -> dict[str, Any]:
    """What the schema says of itself; what needs no variables is worked out once."""
    if plan.description is not None:
        return plan.description
    assert plan.described is not None
    result = execute_sync(operation.built.graphql, plan.described, variable_values=sent)
    if result.errors:
        raise result.errors[0]
    description = result.data or {}
    if not operation.node.variable_definitions:
        plan.description = description
    return description
