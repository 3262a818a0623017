"""A run of Strawberry's, over any transport -> an answer by `Answers`, so that Strawberry executes nothing itself."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import cast

from graphql import DocumentNode, FieldNode, NameNode, OperationDefinitionNode, OperationType, SelectionSetNode
from strawberry.extensions import SchemaExtension

from api.errors import RateError, told
from api.execute import Answers
from api.parse import Operation


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


def _nothing(operation_name: str | None) -> DocumentNode:
    """A document that stands in for one that cannot be read, so that its errors are told like any other."""
    typename = SelectionSetNode(selections=(FieldNode(name=NameNode(value="__typename")),))
    name = NameNode(value=operation_name) if operation_name else None
    return DocumentNode(
        definitions=(OperationDefinitionNode(operation=OperationType.QUERY, name=name, selection_set=typename),)
    )
