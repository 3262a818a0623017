"""The text of a document -> its operations, or what is wrong with it; done once for each text."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
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

from api.errors import ApiError, LimitError
from api.limits import Limits, check_document, check_text
from api.parse import Operation
from api.root import Built
from graph.compile.compiled import Compiled
from graph.question import Question

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


class Documents:
    """Reads documents against one schema and keeps those that are valid, the latest used ones."""

    def __init__(
        self,
        built: Built,
        compile_: Callable[[Question], Compiled],
        limits: Limits,
        *,
        introspection: bool,
    ) -> None:
        self._built = built
        self._compile = compile_
        self._limits = limits
        self._introspection = introspection
        self._rules = (
            *specified_rules,
            OneOfInputValidationRule,
            *(() if introspection else (NoSchemaIntrospectionCustomRule,)),
        )
        self._kept: OrderedDict[str, Read] = OrderedDict()

    def read(self, text: str) -> Read:
        """The document of this text."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        found = self._read(text)
        if not found.errors:
            self._kept[text] = found
            if len(self._kept) > _DOCUMENTS:
                self._kept.popitem(last=False)
        return found

    def _read(self, text: str) -> Read:
        try:
            check_text(text, self._limits)
            document = parse(text, max_tokens=self._limits.tokens)
            check_document(document, self._limits)
        except GraphQLSyntaxError as error:
            if _TOKENS not in error.message:
                return Read(None, {}, (error,))
            tokens = self._limits.tokens
            return Read(None, {}, (LimitError("tokens in a query", tokens, tokens + 1, "Split the query."),))
        except (ApiError, GraphQLError) as error:
            return Read(None, {}, (error,))
        errors = validate(
            self._built.graphql, document, self._rules, max_errors=_ERRORS, hide_suggestions=not self._introspection
        )
        operations = {
            node.name.value if node.name else None: Operation(self._built, document, node, self._compile)
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode) and not errors
        }
        return Read(document, operations, tuple(errors))
