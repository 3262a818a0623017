"""A request's document and variables -> its answer: one Question and one round trip, or the schema itself."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing
from time import perf_counter
from types import TracebackType
from typing import Any, Protocol, cast

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
)
from graphql.execution.values import VariableValues
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from api.document import Documents
from api.errors import ApiError, RateError, code_of, told
from api.explain import explanation, read_explain
from api.feed import Feed
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
from graph.changelog.tail import Tail
from graph.compile.compiled import Compiled
from graph.explain import Explained
from graph.export.form import FormName
from graph.export.subgraph import Around
from graph.progress import Progress
from graph.question import Question
from graph.reader import Export
from schema.values.value import Json

#: The kind of what could not be read.
_UNKNOWN = "unknown"
#: Longer names of operations are cut in the log.
_NAME = 100
_LOG = logging.getLogger("contrail.api")


class Answer(Protocol):
    """What the graph answers: data by response key, and the paths of connections that were cut at the default."""

    @property
    def data(self) -> dict[str, Any]:
        """Each root's answer."""

    @property
    def partial(self) -> Sequence[Sequence[str]]:
        """Response keys that lead to each connection that has more."""

    @property
    def seconds(self) -> float:
        """How long the database took."""


class Graph(Protocol):
    """The graph as the API sees it; entered before it is asked."""

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def compile(self, question: Question) -> Compiled:
        """What a Question is asked with, whatever its variables are."""

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        """One round trip. Raises QuestionError."""

    async def work(
        self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance, tell: Progress
    ) -> Answer:
        """As `ask`; `tell` hears how far analyses have come. Raises QuestionError."""

    async def rehearse(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> None:
        """Have the database plan it. Raises QuestionError."""

    async def explain(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Explained:
        """The same, with what it took. Raises QuestionError."""

    async def export(
        self, ids: Sequence[str] | None, around: Around, name: FormName, seconds: float, most: int
    ) -> Export:
        """What is around things, ready to be written. Raises QuestionError."""

    async def ready(self) -> None:
        """Nothing, where the database answers. Raises GraphError."""

    async def head(self) -> int:
        """The number of the last change. Raises QuestionError."""

    async def tail(self, since: int) -> Tail:
        """The change log after a number. Raises ChangesGoneError, QuestionError."""


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


class Execution(SchemaExtension):
    """Makes Strawberry answer queries by `answers`, whatever they came over; it makes one Execution for each.

    Its context holds `request_id` and `who`, and may hold `count`, which counts the operation as a request, and `sent`,
    the extensions of operations by their tasks.
    """

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        self._operation: Operation | None = None
        self._errors: tuple[Exception, ...] = ()

    def on_parse(self) -> Iterator[None]:
        """Set the document; what is wrong with it is told when it is validated, which all transports report alike."""
        context = self.execution_context
        refused = self._refused()
        if refused is not None:
            self._errors = (refused,)
            context.graphql_document = _nothing(context._provided_operation_name)
        elif context.query:
            # Strawberry takes the first of several operations where no name is given; GraphQL refuses that.
            name = context._provided_operation_name
            self._operation, self._errors = self._answers.operation(context.query, name)
            context.graphql_document = self._operation.document if self._operation else _nothing(name)
        yield

    def on_validate(self) -> Iterator[None]:
        """Tell what is wrong with the document."""
        self.execution_context.pre_execution_errors = [told(error, self._request_id) for error in self._errors]
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Set the result whole, so that Strawberry executes nothing itself."""
        assert self._operation is not None
        context = self.execution_context
        # A WebSocket's handler leaves the extensions of each operation with its task.
        sent = context.operation_extensions or context.context.get("sent", {}).get(asyncio.current_task())
        context.result = await self._answers.answer(
            self._operation, context.variables, self._request_id, sent, context.context["who"]
        )
        context.extensions_results.update(context.result.extensions or {})
        yield

    def _refused(self) -> RateError | None:
        """What is said where operations come too fast over one WebSocket."""
        try:
            if (count := self.execution_context.context.get("count")) is not None:
                count()
        except RateError as error:
            return error
        return None

    @property
    def _request_id(self) -> str:
        return cast("str", self.execution_context.context["request_id"])


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


def _nothing(operation_name: str | None) -> DocumentNode:
    """A document that stands in for one that cannot be read, so that its errors are told like any other."""
    typename = SelectionSetNode(selections=(FieldNode(name=NameNode(value="__typename")),))
    name = NameNode(value=operation_name) if operation_name else None
    return DocumentNode(
        definitions=(OperationDefinitionNode(operation=OperationType.QUERY, name=name, selection_set=typename),)
    )
