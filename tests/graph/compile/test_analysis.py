"""Analyses of random graphs in the database against networkx, and how their results are told."""

import asyncio
from typing import Any

import networkx as nx
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analyst import Analyst, Bounds
from graph.ask import ask
from graph.compile import compile_question
from graph.connection import Address
from graph.errors import InputError, RowLimitError, TimeLimitError
from graph.question import (
    AnalysisRoot,
    By,
    Cursor,
    EdgeNode,
    EdgeSource,
    FieldTest,
    Figures,
    Measure,
    Members,
    Page,
    Piece,
    Question,
    Results,
    Subgraph,
    Things,
    Toward,
    Truncated,
)
from schema.link import CLAIMED_FIELDS
from schema.values.value import Json
from tests.graph.compile.graphs import KINDS, followed, graphs
from tests.graph.compile.phrase import TOTAL, nodes, select, variable, whether
from tests.graph.compile.test_path import flown, timetables
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

WANTED = (
    Piece("measure", "measure"),
    Figures("graph", "graph", tuple(Piece(name, name) for name in ("nodes", "edges", "relations", "directed"))),
    TOTAL,
    Truncated("truncated", (Piece("reason", "reason"), Piece("cursor", "cursor"))),
    Results(
        "results",
        (
            Cursor("cursor"),
            Piece("rank", "rank"),
            Piece("score", "score"),
            Piece("size", "size"),
            EdgeSource("node", select("Entity", "id")),
            EdgeNode("other", select("Entity", "id")),
            Members("members", nodes("Entity", "id", first=50)),
        ),
    ),
)


def asked(of: Subgraph, measure: Measure = Measure.DEGREE, **more: Any) -> AnalysisRoot:
    return AnalysisRoot("analysis", of, measure, WANTED, page=Page(variable("first"), variable("after")), **more)


def answer(graph: Graph, root: AnalysisRoot, first: int = 50, **variables: Json) -> dict[str, Any]:
    """All pages of so many results each."""
    sent: dict[str, Json] = {"first": first, **variables}
    found: Any = graph.data(Question((root,)), sent)["analysis"]
    page = found
    while page["truncated"]:
        assert page["truncated"]["reason"] == "PAGE"
        assert page["truncated"]["cursor"] == page["results"][-1]["cursor"]
        following: Any = graph.data(Question((root,)), {**sent, "after": page["truncated"]["cursor"]})
        page = following["analysis"]
        found["results"] += page["results"]
    assert [each["rank"] for each in found["results"]] == list(range(1, found["totalCount"] + 1))
    return dict(found)


def scores(found: dict[str, Any]) -> dict[str, float]:
    return {each["node"]["id"]: each["score"] for each in found["results"]}


@settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    graphs(),
    st.sampled_from([KINDS, ("SUPPORTS",), ("OPPOSES", "CONTROLS")]),
    st.sampled_from(list(Toward)),
    st.sampled_from([("ACTUAL",), ("ACTUAL", "EXPECTED")]),
    st.booleans(),
)
def test_relations_are_projected_as_they_stand(
    graph: Graph, world: World, kinds: tuple[str, ...], toward: Toward, modalities: tuple[str, ...], named: bool
) -> None:
    graph.fill(world)
    kept = [
        arrow
        for arrow in world.arrows
        if arrow.fields["modality"] in modalities
        and not (named and {world.things[end]["label"] for end in (arrow.source, arrow.target)} != {"Ada"})
    ]
    walked = followed(graph.ontology, World(world.things, tuple(kept)), kinds, toward.value)
    expected: Any = nx.Graph(walked) if toward is Toward.BOTH else walked
    expected.remove_nodes_from([node for node in list(expected) if not expected.degree(node)])
    among = Things(None, "Entity", whether("Entity", "label", "eq", "Ada")) if named else None
    of = Subgraph(kinds, toward=toward, among=among, modalities=modalities)
    found = answer(graph, asked(of), first=4)
    assert scores(found) == dict(expected.degree())
    assert found["graph"]["edges"] == expected.number_of_edges()
    central = answer(graph, asked(of, Measure.BETWEENNESS))
    assert scores(central) == pytest.approx(nx.betweenness_centrality(expected, backend="networkx"), abs=1e-9)
    parts = answer(graph, asked(of, Measure.COMPONENTS), first=1)
    every: Any = nx.connected_components(expected.to_undirected(), backend="networkx")
    groups = [[member["id"] for member in each["members"]["nodes"]] for each in parts["results"]]
    assert groups == sorted((sorted(part) for part in every), key=lambda part: (-len(part), part))
    assert [each["size"] for each in parts["results"]] == list(map(len, groups))


@settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(timetables())
def test_flights_are_edges_from_place_to_place(graph: Graph, world: World) -> None:
    graph.fill(world)
    hops = flown(world)
    expected: Any = nx.DiGraph(list(hops))
    of = Subgraph(by=By("Flight"))
    found = answer(graph, asked(of))
    assert scores(found) == dict(expected.degree())
    assert found["graph"]["relations"] == sum(map(len, hops.values()))
    weighed: Any = nx.MultiDiGraph([hop for hop, flights in hops.items() for _ in flights])
    assert scores(answer(graph, asked(of, weighted=True))) == dict(weighed.degree())
    pairs = answer(graph, asked(of, Measure.JACCARD))
    every: Any = nx.Graph(expected)
    told = {(each["node"]["id"], each["other"]["id"]): each["score"] for each in pairs["results"]}
    for (one, other), score in told.items():
        assert score == pytest.approx(len({*every[one]} & {*every[other]}) / len({*every[one]} | {*every[other]}))


def test_things_named_by_ids_are_those_that_they_were_merged_into(sample: Graph) -> None:
    of = Subgraph(among=Things(variable("ids")), modalities=("ACTUAL", "EXPECTED"))
    found = answer(sample, asked(of), ids=["Base:old-moscow", "Flight:1", "Flight:2", "Base:khadim", "Base:nowhere"])
    assert set(scores(found)) == {"Base:moscow", "Flight:1", "Flight:2", "Base:khadim"}


def test_relations_are_filtered_by_their_own_fields(sample: Graph) -> None:
    modality = next(field for field in CLAIMED_FIELDS if field.name == "modality")
    whole = answer(sample, asked(Subgraph(modalities=("ACTUAL", "EXPECTED"))))["graph"]["relations"]
    expected = Subgraph(edge=FieldTest(modality, "eq", variable("said")), modalities=("ACTUAL", "EXPECTED"))
    parts = [answer(sample, asked(expected), said=said)["graph"]["relations"] for said in ("ACTUAL", "EXPECTED")]
    assert sum(parts) == whole and all(parts)


def test_a_cursor_of_something_else_is_refused(sample: Graph) -> None:
    with pytest.raises(InputError, match="cursor"):
        answer(sample, asked(Subgraph()), after="x")


def test_outcomes_are_kept_until_the_graph_changes(sample: Graph) -> None:
    compiled = compile_question(Question((asked(Subgraph()),)), sample.ontology)

    def kept() -> bool:
        reading = compiled.bind({"first": 1})
        sample.runner.run(sample.analyst.prepare(sample.pool.driver, compiled, reading, {"first": 1}))
        found = reading.made[0]["kept"]
        assert isinstance(found, bool)
        return found

    sample.driver.execute_query("CREATE (n:_Probe) DELETE n")
    sample.driver.execute_query("MERGE (n:_Probe {id: 1})")
    assert [kept(), kept()] == [False, True]
    sample.driver.execute_query("MATCH (n:_Probe) DELETE n")
    assert [kept(), kept()] == [False, True]


def workers() -> list[psutil.Process]:
    return [
        each for each in psutil.Process().children() if each.is_running() and "graph.analysis.worker" in each.cmdline()
    ]


def test_whoever_goes_away_ends_the_work(sample: Graph, neo4j_address: Address) -> None:
    compiled = compile_question(Question((asked(Subgraph()),)), sample.ontology)
    before = {each.pid for each in workers()}
    begun: list[int] = []

    async def leave() -> None:
        there = asyncio.Event()

        def tell(doing: str, done: int, total: int) -> None:
            begun.append(done)
            there.set()

        analyst = Analyst(neo4j_address, Bounds(), tell)
        question = ask(sample.pool, compiled, {"first": 1}, prepare=analyst.prepare)
        asking = asyncio.create_task(question)
        await there.wait()
        assert {each.pid for each in workers()} - before
        asking.cancel()
        await asyncio.wait([asking])
        assert asking.cancelled()
        await analyst.close()

    sample.runner.run(leave())
    assert begun[0] == 0
    assert {each.pid for each in workers()} <= before


@pytest.mark.parametrize(
    ("bounds", "error"), [(Bounds(seconds=0.01), TimeLimitError), (Bounds(relations=2), RowLimitError)]
)
def test_an_analysis_has_bounds(sample: Graph, neo4j_address: Address, bounds: Bounds, error: type[Exception]) -> None:
    compiled = compile_question(Question((asked(Subgraph()),)), sample.ontology)
    analyst = Analyst(neo4j_address, bounds)

    async def asking() -> None:
        try:
            await ask(sample.pool, compiled, {"first": 1}, prepare=analyst.prepare)
        finally:
            await analyst.close()

    with pytest.raises(error, match="analys") as caught:
        sample.runner.run(asking())
    assert caught.value.told.keys() == {"limit", "allowed", "value"}  # type: ignore[attr-defined]
    assert str(caught.value.told["limit"]).startswith("analysis_")  # type: ignore[attr-defined]
