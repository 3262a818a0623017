"""A mutation's document and variables -> what was written, and its answer: one Question after all writes."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, cast

from graphql import GraphQLError, GraphQLObjectType
from graphql.execution.values import VariableValues, get_argument_values

from api import names
from api.claims import ByHand, read_judgement, read_review, read_write, speaker_of
from api.collect import Merged
from api.errors import ApiError, BadInputError, ForbiddenError, LimitError, code_of
from api.given import plain
from api.limits import Limits, Pages, check_pages, pages_of
from api.metrics import OK, Metrics
from api.mutations import CHANGES, DOCUMENT
from api.parse import Operation, Writing
from api.saved import Views
from api.selection import TYPENAME
from api.submission import Ingest, Submission, Table, Written
from api.uploads import Uploads
from api.who import Role, Who
from graph.errors import QuestionError, WriteError
from graph.journal import Done, Entry
from graph.outcome import Outcome
from graph.question import NodesRoot, Question, Root, SingleRoot, Variable
from schema.claim import Batch, Claim
from schema.ontology import Ontology
from schema.values.value import Json

_LOG = logging.getLogger("contrail.audit")
Input = Mapping[str, Any]
Ask = Callable[[Question, Mapping[str, Json], tuple[Pages, ...]], Awaitable[dict[str, Any]]]


class Writer(Views, Protocol):
    """The graph as it is written to; entered before it is."""

    async def __aenter__(self) -> object: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def known(self, entry: Entry) -> Done | None:
        """What an earlier write with the same key did."""

    async def claim(self, identifier: str) -> Claim:
        """A standing claim by its id. Raises UnknownThingError, QuestionError."""

    async def asserted(self, identifier: str, publisher: str) -> tuple[Claim, ...]:
        """What others assert of a thing. Raises WriteError, QuestionError."""

    async def write(
        self,
        entry: Entry,
        batch: Batch,
        nodes: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        *,
        replace: bool = False,
        gone: tuple[str, ...] = (),
    ) -> Done:
        """Write a batch, all or nothing; what its author said of things in `gone` alone is taken back.

        Raises WriteError, QuestionError.
        """

    async def note(self, entry: Entry, document: str, outcome: Outcome) -> Done:
        """Write down what was done otherwise. Raises KeyUsedError, QuestionError."""

    async def retract(self, entry: Entry, document: str) -> Done:
        """Take back a document. Raises WriteError, QuestionError."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the mutation: what to write, what to answer of it, and what of that is asked of the graph."""

    key: str
    name: str
    input: Input
    parts: tuple[Merged, ...]
    roots: tuple[Root, ...]


class Mutations:
    """Does what mutations ask, one field after the other; `ask` asks the graph what it holds then."""

    def __init__(
        self,
        writer: Writer | None,
        ingest: Ingest | None,
        uploads: Uploads | None,
        limits: Limits,
        ask: Ask,
        metrics: Metrics,
    ) -> None:
        self._writer = writer
        self._ingest = ingest
        self._uploads = uploads
        self._limits = limits
        self._ask = ask
        self._metrics = metrics

    async def answer(
        self, operation: Operation, sent: dict[str, Any] | None, who: Who, request_id: str
    ) -> tuple[dict[str, Any], list[Exception]]:
        """Each field's answer, null where it was refused, and why it was.

        Raises ApiError and GraphQLError where the whole is refused and nothing was written.
        """
        who.need(Role.EDITOR, "write")
        variables = operation.variables(sent)
        writing = operation.writing(variables)
        found = [each for each in writing.merged if writing.holds(each)]
        planned = [self._plan(writing, each, variables) for each in found]
        question = Question(tuple(root for each in planned for root in each.roots))
        pages = pages_of(question)
        check_pages(pages, writing.parameters, self._limits)
        errors: list[Exception] = []
        done: dict[str, Done] = {}
        for each in planned:
            if each.name == TYPENAME:
                continue
            try:
                done[each.key] = await self._write(operation.built.ontology, each, who, request_id)
            except Exception as error:
                errors.append(_at(error, each.key))
                self._tell(each.name, who, error)
            else:
                self._tell(each.name, who, done[each.key])
        parameters = writing.parameters | {f"#{key}": _told(one) for key, one in done.items()}
        data: dict[str, Any] = {}
        if question.roots and done:
            try:
                data = await self._ask(question, parameters, pages)
            except Exception as error:
                errors.append(error)
        return {each.key: _answer(each, done.get(each.key), writing, data) for each in planned}, errors

    def _plan(self, writing: Writing, merged: Merged, variables: VariableValues) -> _Field:
        if merged.name == TYPENAME:
            return _Field(merged.key, merged.name, {}, (), ())
        selector = writing.selector
        kind = cast("GraphQLObjectType", selector.schema.type_map[names.MUTATION])
        given = plain(get_argument_values(kind.fields[merged.name], merged.node, variables))
        assert isinstance(given, dict)
        parts = tuple(
            part for part in selector.collector.merged(merged.sets, frozenset({names.WRITTEN})) if writing.holds(part)
        )
        roots: list[Root] = []
        for part in parts:
            if part.name == "nodes":
                things = selector.thing(part.sets, selector.collector.possible[names.NODE])
                roots.append(NodesRoot(f"{merged.key}.{part.key}", Variable((f"#{merged.key}", "nodes")), things))
            if part.name == "document":
                thing = selector.thing(part.sets, selector.collector.possible[DOCUMENT])
                path = (f"#{merged.key}", "document")
                roots.append(SingleRoot(f"{merged.key}.{part.key}", DOCUMENT, Variable(path), thing))
        return _Field(merged.key, merged.name, cast("Input", given["input"]), parts, tuple(roots))

    async def _write(self, ontology: Ontology, field: _Field, who: Who, request_id: str) -> Done:
        writer, name, given = self._writer, field.name, field.input
        if writer is None:
            raise ForbiddenError("This service only reads.", "Write by the command line.")
        key = given.get("key")
        if key == "":
            raise BadInputError("`key` is empty.", "Give a word of your own, or leave it out.")
        request = {name: value for name, value in given.items() if name != "key"}
        entry = Entry(who.name, name, request, key, who.key, request_id, own=who.role < Role.ADMIN)
        if name == "retract":
            return await writer.retract(entry, given["document"])
        if name in BY_HAND:
            # What is done already may have taken away what it needs.
            if done := await writer.known(entry):
                return done
            found = await BY_HAND[name](writer, ontology, who.name, given)
            return await writer.write(entry, found.batch, found.nodes, found.needs, replace=True, gone=found.gone)
        done = await writer.known(entry)
        return done or await (self._load if name == "load" else self._read)(writer, entry, given, who)

    async def _load(self, writer: Writer, entry: Entry, given: Input, who: Who) -> Done:
        # A table says all that its document says: what others loaded as that document is closed.
        who.need(Role.ADMIN, "load tables")
        if self._ingest is None or self._uploads is None:
            raise ForbiddenError("This service loads no tables.", "Use `contrail load`.")
        mapping, own = given.get("mapping"), given.get("mappingUpload")
        if (mapping is None) is (own is None):
            raise BadInputError("One of `mapping` and `mappingUpload` is needed, and not both.", "Leave one out.")
        file = self._uploads.of(given["upload"], who)
        by = str(mapping) if own is None else self._uploads.of(own, who)
        loaded = await self._ingest.load(Table(file, by, who.name, bool(given.get("replace"))))
        done = await writer.note(entry, loaded.document, loaded.outcome)
        self._uploads.forget(given["upload"])
        return done

    async def _read(self, writer: Writer, entry: Entry, given: Input, who: Who) -> Done:
        if self._ingest is None:
            raise ForbiddenError("This service does not read articles.", "Use `contrail ingest`.")
        text, upload = given.get("text"), given.get("upload")
        if (text is None) is (upload is None):
            raise BadInputError("One of `text` and `upload` is needed, and not both.", "Leave one of them out.")
        if text is not None and len(text) > self._limits.article:
            words, hint = "characters in an article", "Hand it in in parts, or by `contrail ingest`."
            raise LimitError("article", words, self._limits.article, len(text), hint)
        told = {name: given.get(name) for name in ("title", "outlet", "url", "published")}
        replace = bool(given.get("replace"))
        if upload is None:
            return await self._heard(self._ingest(Submission(text, **told), entry, replace=replace))
        if self._uploads is None:
            raise ForbiddenError("This service takes no files.", "Send the text, or use `contrail ingest`.")
        found = self._uploads.of(upload, who)
        done = await self._heard(self._ingest(Submission(None, **told, file=found), entry, replace=replace))
        self._uploads.forget(upload)
        return done

    async def _heard(self, ingesting: Awaitable[Written]) -> Done:
        """What writing an article did, counted."""
        try:
            with self._metrics.reading():
                written = await ingesting
        except (ApiError, WriteError, QuestionError) as error:
            self._metrics.article(error.code)
            raise
        self._metrics.article(OK, written.claims)
        return written.done

    def _tell(self, action: str, who: Who, ended: Done | Exception) -> None:
        """Log a write that was made, and one that was refused, of which the journal knows nothing."""
        told: dict[str, object] = {"action": action, "author": who.name, "key": who.key}
        if isinstance(ended, Done):
            _LOG.info("written", extra=told | {"document": ended.document, "repeated": ended.repeated})
            self._metrics.write(action, OK)
            return
        code = code_of(ended)
        _LOG.warning("not written", extra=told | {"code": code})
        self._metrics.write(action, code)


async def _written(writer: Writer, ontology: Ontology, author: str, given: Input) -> ByHand:
    deleted = [change["delete"] for change in given["changes"] if change.get("delete") is not None]
    speaker = speaker_of(ontology, author)
    return read_write(ontology, author, given, {one: await writer.asserted(one, speaker) for one in deleted})


async def _judged(_writer: Writer, ontology: Ontology, author: str, given: Input) -> ByHand:
    return read_judgement(ontology, author, given)


async def _reviewed(writer: Writer, ontology: Ontology, author: str, given: Input) -> ByHand:
    return read_review(ontology, author, given, await writer.claim(given["claim"]))


#: What is written by hand, by the name of its mutation.
BY_HAND: Mapping[str, Callable[[Writer, Ontology, str, Input], Awaitable[ByHand]]] = {
    "write": _written,
    "judge": _judged,
    "review": _reviewed,
}


def _at(error: Exception, key: str) -> Exception:
    """The error, told of a field."""
    return GraphQLError(str(error), path=[key], original_error=error)


def _told(done: Done) -> Json:
    return {"document": done.document, "nodes": list(done.nodes)}


def _answer(field: _Field, done: Done | None, writing: Writing, data: Mapping[str, Any]) -> Any:
    if field.name == TYPENAME:
        return names.MUTATION
    if done is None:
        return None
    return {part.key: _part(field, part, done, writing, data) for part in field.parts}


def _part(field: _Field, part: Merged, done: Done, writing: Writing, data: Mapping[str, Any]) -> Any:
    plainly: dict[str, Any] = {
        TYPENAME: names.WRITTEN,
        "repeated": done.repeated,
        "author": done.author,
        "at": done.moment,
        "documentId": done.document,
    }
    if part.name in plainly:
        return plainly[part.name]
    if part.name != "changes":
        return data.get(f"{field.key}.{part.key}")
    inner = writing.selector.collector.merged(part.sets, frozenset({names.CHANGES}))
    return {
        each.key: names.CHANGES if each.name == TYPENAME else getattr(done.outcome, CHANGES[each.name][0])
        for each in inner
        if writing.holds(each)
    }
