"""An Accept header -> the media type of a GraphQL response."""

import pytest

from api.accept import GRAPHQL, JSON, choose


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json; charset=utf-8", GRAPHQL),
        ("application/graphql-response+json, application/json;q=0.9", GRAPHQL),
        ("application/json;q=0.5, application/graphql-response+json;q=0.7", GRAPHQL),
        ("application/json, application/graphql-response+json", JSON),
        ("Application/GraphQL-Response+JSON", GRAPHQL),
        ("application/json;q=0, application/*", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json;q=x", None),
    ],
)
def test_the_preferred_type_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept) == chosen
