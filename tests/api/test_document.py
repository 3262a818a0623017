"""The text of a document -> its operations, or what is wrong with it."""

import pytest
from graphql import GraphQLSyntaxError

from api.document import Documents
from api.errors import BadInputError, LimitError
from api.limits import Limits
from api.root import Built


def test_a_text_is_read_once(documents: Documents) -> None:
    text = "{ flights { totalCount } }"
    assert documents.read(text) is documents.read(str(text))
    assert documents.read(text).operation(None) is documents.read(text).operation(None)


def test_what_is_wrong_is_not_kept(documents: Documents) -> None:
    assert documents.read("{ nope }") is not documents.read("{ nope }")


def test_operations_are_known_by_name(documents: Documents) -> None:
    read = documents.read("query A { flights { totalCount } } query B { bases { totalCount } }")
    assert read.operation("A") is not read.operation("B")
    with pytest.raises(BadInputError, match="several operations"):
        read.operation(None)
    with pytest.raises(BadInputError, match="no operation of the name given") as raised:
        read.operation("C")
    assert raised.value.hint == "It has: A, B."


def test_a_document_of_fragments_asks_nothing(documents: Documents) -> None:
    with pytest.raises(BadInputError, match="no operation"):
        documents.read("{ __typename }").operation("A")


def test_syntax_errors(documents: Documents) -> None:
    (error,) = documents.read("{ flights").errors
    assert isinstance(error, GraphQLSyntaxError)


def chained(levels: int) -> str:
    """Fragments within fragments, each within inline fragments."""
    within = "... { " * 9, "} " * 9
    links = (f"fragment F{n} on Query {{ {within[0]} ...F{n + 1} {within[1]} }}" for n in range(levels))
    return f"{{ ...F0 }} {' '.join(links)} fragment F{levels} on Query {{ __typename }}"


@pytest.mark.parametrize(
    "text",
    [
        "{ " * 3000,
        "{ flights(where: " + "[" * 5000,
        "{" * 40_000,
        "{" + "... {" * 1500 + "__typename" + "}" * 1501,
        "{ flights(where: " + "{not: " * 800 + "{}" + "}" * 800 + ") { totalCount } }",
        chained(90),
    ],
)
def test_deep_nonsense_is_refused(documents: Documents, text: str) -> None:
    assert documents.read(text).errors


def test_too_many_tokens_are_refused(built: Built) -> None:
    (error,) = Documents(built, Limits(tokens=5), introspection=True).read("{ a b c d }").errors
    assert isinstance(error, LimitError)
    assert str(error) == "Too many tokens in a query: 6, where 5 is the limit."


def test_validation_errors_are_few(documents: Documents) -> None:
    errors = documents.read("{ flights {" + " ".join(f"nope{n}" for n in range(300)) + "} }").errors
    assert 1 <= len(errors) <= 20


def test_python_s_own_words_are_not_told(documents: Documents) -> None:
    errors = documents.read("{ flights(first: " + "9" * 5000 + ") { totalCount } }").errors
    assert errors
    assert not any("set_int_max_str_digits" in str(error) for error in errors)


def test_production_hides_the_schema(built: Built) -> None:
    documents = Documents(built, Limits(), introspection=False)
    errors = documents.read("{ __schema { queryType { name } } }").errors
    assert errors
    assert all("introspection" in str(error) for error in errors)
    (error,) = documents.read("{ flightz { totalCount } }").errors
    assert "Did you mean" not in str(error)
    assert documents.read("{ __typename flights { nodes { __typename } } }").errors == ()


def test_development_helps(documents: Documents) -> None:
    (error,) = documents.read("{ flightz { totalCount } }").errors
    assert "Did you mean" in str(error)
    assert "flights" in str(error)


def test_kept_documents_are_bounded(documents: Documents) -> None:
    first = documents.read("{ flights { totalCount } }")
    for number in range(400):
        documents.read(f"{{ a{number}: __typename }}")
    assert len(documents._kept) < 400
    assert documents.read("{ flights { totalCount } }") is not first
