"""The text of a document -> its operations, or what is wrong with it; done once for each text."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api.errors import ApiError, BadInputError, LimitError, without_cause
from api.limits import Limits, check_document, check_text
from api.metrics import Metrics
from api.parse import Operation
from api.root import Built

#: Documents that are kept, and errors that are told.
_DOCUMENTS = 256
_ERRORS = 10
_TOKENS = "Document contains more than"


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: its operations by name, or the errors that stand in the way."""

    document: DocumentNode | None
    operations: Mapping[str | None, Operation]
    errors: tuple[Exception, ...] = ()

    def operation(self, name: str | None) -> Operation:
        """The operation of this name, or the only one. Raises BadInputError."""
        if name is not None and name in self.operations:
            return self.operations[name]
        names = ", ".join(str(each) for each in self.operations)
        if name is not None:
            raise BadInputError("The document has no operation of the name given.", f"It has: {names}.")
        if len(self.operations) > 1:
            raise BadInputError("The document has several operations.", f"Give `operationName`, one of: {names}.")
        for operation in self.operations.values():
            return operation
        raise BadInputError("The document has no operation.", "Add a query to its fragments.")


class Documents:
    """Reads documents against one schema and keeps those that are valid, the latest used ones."""

    def __init__(self, built: Built, limits: Limits, *, introspection: bool, metrics: Metrics | None = None) -> None:
        self._metrics = metrics or Metrics()
        self._built = built
        self._limits = limits
        self._introspection = introspection
        self._rules = (
            *specified_rules,
            OneOfInputValidationRule,
            *(() if introspection else (NoSchemaIntrospectionCustomRule,)),
        )
        self._kept: OrderedDict[str, Read] = OrderedDict()

    def read(self, text: str) -> Read:
        """The document of this text, or what is wrong with it."""
        found = self._kept.get(text)
        self._metrics.document(kept=found is not None)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        try:
            found = self.read_anew(text)
        except RecursionError:
            hint = "Nest fragments less deeply."
            return Read(None, {}, (BadInputError("The query is nested too deeply to be read.", hint),))
        if not found.errors:
            self._kept[text] = found
            if len(self._kept) > _DOCUMENTS:
                self._kept.popitem(last=False)
        return found

    def read_anew(self, text: str) -> Read:
        """The same, whether it is kept or not, and without keeping it. Raises RecursionError."""
        try:
            check_text(text, self._limits)
            document = parse(text, max_tokens=self._limits.tokens)
            check_document(document, self._limits)
        except GraphQLSyntaxError as error:
            if _TOKENS not in error.message:
                return Read(None, {}, (error,))
            tokens = self._limits.tokens
            return Read(None, {}, (LimitError("tokens", "tokens in a query", tokens, tokens + 1, "Split the query."),))
        except (ApiError, GraphQLError) as error:
            return Read(None, {}, (error,))
        errors = validate(
            self._built.graphql, document, self._rules, max_errors=_ERRORS, hide_suggestions=not self._introspection
        )
        operations = {
            node.name.value if node.name else None: Operation(self._built, document, node, self._limits)
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode) and not errors
        }
        return Read(document, operations, tuple(map(without_cause, errors)))
