"""What is asked of each server: the same things in the same order, each in the server's own words.

Our pages have an order whatever is asked; @neo4j/graphql is asked for the same one, without which its answers would be
others and differ from call to call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schema.values.value import Json

AIRPORT = "Frankfurt am Main Airport"


@dataclass(frozen=True, slots=True)
class Case:
    """A question: our text, those of @neo4j/graphql and of plain Strawberry (empty: not compared), and bounds.

    `throughput` are the least ratios against both, `driver` the largest against the bare driver, `hits` the largest
    share of the database hits of @neo4j/graphql.
    """

    name: str
    ours: str
    incumbent: str
    loaders: str
    variables: Mapping[str, Json]
    throughput: tuple[float, float | None]
    driver: float
    hits: float = 1.0


def plain(answer: Any) -> Any:
    """An answer without the wrappers of connections, so that those of all servers can be compared."""
    if isinstance(answer, dict):
        if answer.keys() == {"nodes"}:
            return plain(answer["nodes"])
        return {key: plain(value) for key, value in answer.items()}
    return [plain(item) for item in answer] if isinstance(answer, list) else answer


CASES = (
    Case(
        "lookup of one airport",
        "query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name icao country } } }",
        """query ($name: String!) { bases(where: {name: {eq: $name}}, limit: 1, sort: [{id: ASC}]) {
          name icao country } }""",
        "query ($name: String!) { bases(name: $name, first: 1) { name icao country } }",
        {"name": AIRPORT}, (3, 3), 1.5,
    ),
    Case(
        "one level of 50",
        """query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name
          departures(first: 50) { nodes { label
            destination { nodes { name ... on Base { icao } country } } operator { nodes { name icao } } } } } } }""",
        """query ($name: String!) { bases(where: {name: {eq: $name}}, limit: 1) { name
          departures(limit: 50, sort: [{id: ASC}]) { label
            destination { name icao country } operator { name icao } } } }""",
        """query ($name: String!) { bases(name: $name, first: 1) { name
          departures(first: 50) { label destination { name icao country } operator { name icao } } } }""",
        {"name": AIRPORT}, (5, 8), 1.3,
    ),
    Case(
        "two levels of 20 × 20",
        """query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name
          departures(first: 20) { nodes { label destination { nodes { name
            departures(first: 20) { nodes { label operator { nodes { name } }
              destination { nodes { name } } } } } } } } } } }""",
        """query ($name: String!) { bases(where: {name: {eq: $name}}, limit: 1) { name
          departures(limit: 20, sort: [{id: ASC}]) { label destination { name
            departures(limit: 20, sort: [{id: ASC}]) { label operator { name } destination { name } } } } } }""",
        """query ($name: String!) { bases(name: $name, first: 1) { name
          departures(first: 20) { label destination { name
            departures(first: 20) { label operator { name } destination { name } } } } } }""",
        {"name": AIRPORT}, (6, 8), 1.2,
    ),
    Case(
        "filter at the far end, order, page of 50",
        """query ($name: String!) { flights(where: {destination: {some: {name: {eq: $name}}}},
          orderBy: [{label: ASC}], first: 50) { nodes { label origin { nodes { name } } } } }""",
        """query ($name: String!) { flights(where: {destination: {some: {name: {eq: $name}}}},
          sort: [{label: ASC}, {id: ASC}], limit: 50) { label origin { name } } }""",
        "",
        {"name": AIRPORT}, (10, None), 1.3,
    ),
    Case(
        "page of 20 with totalCount of 66 k",
        "{ flights(first: 20) { totalCount edges { node { label } } } }",
        "{ flights: flightsConnection(first: 20, sort: [{id: ASC}]) { totalCount edges { node { label } } } }",
        "",
        {}, (25, None), 1.3, 0.1,
    ),
)  # fmt: skip
