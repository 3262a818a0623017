"""What can go wrong, as a client is told."""

import logging

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, Source, parse

from api.errors import (
    ApiError,
    BadInputError,
    ForbiddenError,
    LimitError,
    PersistedError,
    bad_variable,
    plain,
    told,
    without_cause,
)
from graph.errors import AnswerError, InputError, RowLimitError, TimeLimitError, UnavailableError


def syntax_error() -> GraphQLSyntaxError:
    with pytest.raises(GraphQLSyntaxError) as raised:
        parse("{")
    return raised.value


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (syntax_error(), "SYNTAX", "Syntax Error: Expected Name, found <EOF>."),
        (GraphQLError("No such field."), "VALIDATION", "No such field."),
        (GraphQLError("Wrong.", extensions={"code": "BAD_INPUT"}), "BAD_INPUT", "Wrong."),
        (BadInputError("Null.", "Leave it out."), "BAD_INPUT", "Null."),
        (ForbiddenError("Not here.", "Go there."), "FORBIDDEN", "Not here."),
        (PersistedError(), "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"),
        (LimitError("aliases", "aliases", 1, 2, "Split."), "LIMIT", "Too many aliases: 2, where 1 is the limit."),
        (LimitError("roots", "roots", 6, 10**90, "Split."), "LIMIT", "Too many roots: far more, where 6 is the limit."),
        (InputError("not a cursor", "Pass one.", ("a", "b")), "BAD_INPUT", "not a cursor"),
        (TimeLimitError("longer than 1 s", "Ask for less."), "TIMEOUT", "longer than 1 s"),
        (UnavailableError("no answer", "Try again."), "UNAVAILABLE", "no answer"),
        (AnswerError("Neo.ClientError: MATCH (n)", "Report it."), "INTERNAL", "Something went wrong here."),
        (RuntimeError("bolt://user:password@host"), "INTERNAL", "Something went wrong here."),
        (ApiError("Whatever.", "Nothing."), "INTERNAL", "Whatever."),
    ],
)  # fmt: skip
def test_every_error_has_a_code_a_hint_and_the_request_s_id(error: Exception, code: str, message: str) -> None:
    shown = told(error, "r1").formatted
    assert shown["message"] == message
    assert shown["extensions"]["code"] == code
    assert shown["extensions"]["hint"]
    assert shown["extensions"]["requestId"] == "r1"


def test_an_error_of_a_field_tells_its_path() -> None:
    assert told(InputError("bad", "Mend it.", ("a", "b")), "r").formatted["path"] == ["a", "b"]
    assert "path" not in told(InputError("bad", "Mend it."), "r").formatted


def test_an_error_of_the_text_tells_its_place() -> None:
    shown = told(syntax_error(), "r").formatted
    assert shown["locations"] == [{"line": 1, "column": 2}]
    at = GraphQLError("Here.", source=Source("{ a }"), positions=[2])
    assert told(at, "r").formatted["locations"] == [{"line": 1, "column": 3}]


def test_what_went_wrong_inside_is_logged_with_the_request_s_id(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        told(RuntimeError("bolt://user:password@host"), "r7")
    assert "r7" in caplog.text and "bolt://user:password@host" in caplog.text


def test_long_messages_are_cut() -> None:
    assert len(told(GraphQLError("x" * 100_000), "r").message) == 300


def test_an_error_that_wraps_one_of_ours_is_that_one() -> None:
    inner = GraphQLError("wrapped", original_error=BadInputError("Null.", "Leave it out."))
    assert told(inner, "r").formatted["extensions"]["code"] == "BAD_INPUT"


def test_python_s_own_words_are_left_out() -> None:
    error = GraphQLError("Exceeds 4300 digits", original_error=ValueError("set_int_max_str_digits"))
    assert without_cause(error).message == "A value in the request cannot be read."
    assert without_cause(GraphQLError("No such field.")).message == "No such field."


def test_a_refusal_before_graphql_has_the_same_form() -> None:
    error = {"message": "No.", "extensions": {"code": "BAD_INPUT", "hint": "Yes.", "requestId": "r"}}
    assert plain("No.", "BAD_INPUT", "Yes.", "r") == {"errors": [error]}


@pytest.mark.parametrize(
    ("error", "limit"),
    [
        (LimitError("fields", "fields", 6, 10**90, "Split."), {"limit": "fields", "allowed": 6, "value": 10**12}),
        (LimitError("page", "ids at once", 25, 26, "Split."), {"limit": "page", "allowed": 25, "value": 26}),
        (TimeLimitError.after(2.5, 2.5184), {"limit": "seconds", "allowed": 2.5, "value": 2.518}),
        (RowLimitError.over(100), {"limit": "rows", "allowed": 100, "value": 101}),
    ],
)
def test_a_refusal_names_limit_and_value_for_programs(error: Exception, limit: dict[str, object]) -> None:
    assert limit.items() <= told(error, "r").formatted["extensions"].items()


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Variable '$d' has invalid value: Value 'UP' does not exist in 'Direction' enum.", None),
        (
            "Variable '$d' has invalid value at [0].name: Value 'a; MATCH (n)' does not exist in 'Direction' enum.",
            "Variable '$d' has invalid value at [0].name: it is not what its type takes.",
        ),
    ],
)
def test_values_of_variables_are_repeated_where_they_are_plain_words(message: str, shown: str | None) -> None:
    error = bad_variable(GraphQLError(message))
    assert error.message == (shown or message)
    assert error.extensions == {"code": "BAD_INPUT"}
