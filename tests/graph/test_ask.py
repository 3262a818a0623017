"""Asking: one round trip, conditions that cost nothing, and errors that name no database."""

import asyncio
import logging
from typing import Any, cast

import pytest
from neo4j import AsyncGraphDatabase

from graph.ask import Allowance, ask
from graph.bolt import Pool
from graph.compile import compile_question
from graph.compile.compiled import Compiled
from graph.connection import Address
from graph.errors import (
    AnswerError,
    InputError,
    MemoryLimitError,
    QuestionError,
    RowLimitError,
    TimeLimitError,
    UnavailableError,
)
from graph.question import Question, TypenameRoot
from tests.graph.compile.phrase import many, nodes, thing, things, variable, when
from tests.graph.conftest import Graph


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (InputError, "BAD_INPUT"),
        (TimeLimitError, "TIMEOUT"),
        (RowLimitError, "LIMIT"),
        (MemoryLimitError, "LIMIT"),
        (UnavailableError, "UNAVAILABLE"),
        (AnswerError, "INTERNAL"),
        (QuestionError, "INTERNAL"),
    ],
)
def test_an_error_says_where_and_what_to_do(kind: type[QuestionError], code: str) -> None:
    error = kind("it is bad", "Do better.")
    assert (error.code, str(error), error.path) == (code, "the request: it is bad\nDo better.", ())
    moved = error.at(("flights", "nodes"))
    assert (type(moved), str(moved), moved.path) == (kind, "flights.nodes: it is bad\nDo better.", ("flights", "nodes"))


def run(graph: Graph, compiled: Compiled, **options: Any) -> Any:
    return graph.runner.run(ask(graph.pool, compiled, {}, **options)).data


def failing(text: str) -> Compiled:
    return Compiled(text, (), {}, lambda row, _reading: {"row": row})


def test_an_answer_is_one_round_trip(sample: Graph, caplog: pytest.LogCaptureFixture) -> None:
    question = things("Flight", nodes("Flight", "id", many("Flight", "destination", nodes("Site", "name"))))
    sample.answer(question)
    with caplog.at_level(logging.DEBUG):
        sample.answer(question)
    (sent,) = [record.getMessage() for record in caplog.records if record.name.startswith(("neo4j", "graph"))]
    assert sent.startswith("RUN RETURN") and sent.endswith(", PULL")
    assert "'mode': 'r'" in sent and "'tx_timeout': 10000" in sent


def test_nothing_is_asked_where_the_schema_knows_the_answer(sample: Graph, caplog: pytest.LogCaptureFixture) -> None:
    question = Question((TypenameRoot("__typename", "Query"),))
    with caplog.at_level(logging.DEBUG):
        assert sample.data(question) == {"__typename": "Query"}
    assert not [record for record in caplog.records if record.name.startswith(("neo4j", "graph"))]


def test_a_slow_question_is_logged_without_what_somebody_looks_for(
    sample: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    question = thing("Base", variable("id"), "name")
    compiled = compile_question(question, sample.ontology)
    for slow in (60.0, 0.0):
        sample.runner.run(ask(sample.pool, compiled, {"id": "Base:khadim"}, slow=slow))
    (record,) = [record for record in caplog.records if record.name == "contrail.slow"]
    told = record.__dict__
    assert told["cypher"] == compiled.text and told["seconds"] >= 0
    assert "str of 11" in told["values"].values()
    assert "khadim" not in str(told["values"]) + told["cypher"] + caplog.text


def hits(plan: Any) -> int:
    return int(plan.get("dbHits", 0)) + sum(hits(child) for child in plan.get("children", ()))


def test_what_a_condition_leaves_out_costs_nothing(sample: Graph) -> None:
    departures = many("Base", "arrivals", nodes("Flight", "id"), when=when("all"))
    question = thing("Base", "Base:khadim", "name", departures)
    compiled = compile_question(question, sample.ontology)

    def cost(question: Compiled, variables: dict[str, Any]) -> int:
        values = question.bind(variables).values
        return hits(sample.driver.execute_query("PROFILE " + question.text, values).summary.profile)

    bare = compile_question(thing("Base", "Base:khadim", "name"), sample.ontology)
    assert cost(compiled, {"all": False}) == cost(bare, {}) < cost(compiled, {"all": True})
    assert sample.data(question, {"all": False}) == {"thing": {"name": "al-Khadim"}}


def test_a_question_that_takes_too_long_is_ended(sample: Graph) -> None:
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 s") as caught:
        run(sample, failing("UNWIND range(1, 100000000) AS i RETURN [count(DISTINCT i)]"), allowed=Allowance(0.2))
    alive = "SHOW TRANSACTIONS YIELD currentQuery AS q, status WHERE status = 'Running' AND q CONTAINS $part RETURN q"
    assert not sample.driver.execute_query(alive, part="range(1, 100000000)").records
    assert (caught.value.code, caught.value.path) == ("TIMEOUT", ())
    assert caught.value.told == {"limit": "seconds", "allowed": 0.2, "value": caught.value.told["value"]}
    assert cast("float", caught.value.told["value"]) >= 0.2
    assert run(sample, failing("RETURN 1 AS a")) == {"row": [1]}


def test_an_answer_holds_no_more_things_than_it_may(sample: Graph) -> None:
    question = things("Flight", nodes("Flight", "id", many("Flight", "destination", nodes("Site", "id"))))
    compiled = compile_question(question, sample.ontology)
    flights = run(sample, compiled)["things"]["nodes"]
    held = len(flights) + sum(len(flight["destination"]["nodes"]) for flight in flights)
    assert held > len(flights) > 0
    assert run(sample, compiled, allowed=Allowance(rows=held))["things"]["nodes"] == flights
    with pytest.raises(RowLimitError, match=f"more than {held - 1} things") as caught:
        run(sample, compiled, allowed=Allowance(rows=held - 1))
    assert caught.value.told == {"limit": "rows", "allowed": held - 1, "value": held}


def test_an_answer_takes_no_more_bytes_than_it_may(sample: Graph) -> None:
    """What is too long is not read to its end: its connection is closed, and later questions have another."""
    for text in ("RETURN reduce(s = 'x', i IN range(1, 20) | s + s)", "RETURN range(1, 1000000)"):
        with pytest.raises(RowLimitError, match="more than 100,000 bytes") as caught:
            run(sample, failing(text), allowed=Allowance(size=100_000))
        assert caught.value.told == {"limit": "answer", "allowed": 100_000, "value": 100_001}
        assert run(sample, failing("RETURN 1 AS a"), allowed=Allowance(size=100_000)) == {"row": [1]}


def test_what_needs_too_much_memory_is_told_and_asked_once(sample: Graph, caplog: pytest.LogCaptureFixture) -> None:
    text = "UNWIND range(1, 60000000) AS i WITH collect(toString(i)) AS l RETURN size(l)"
    with caplog.at_level(logging.DEBUG), pytest.raises(MemoryLimitError) as caught:
        # As the heap fills, the collector is busy for long: not time is to be what ends it.
        run(sample, failing(text), allowed=Allowance(seconds=60))
    told = caught.value.told
    assert (caught.value.code, [*told]) == ("LIMIT", ["limit", "allowed", "value"])
    assert cast("int", told["value"]) > cast("int", told["allowed"]) > 100_000_000
    assert len([each for each in caplog.records if each.getMessage().startswith("RUN")]) == 1
    assert run(sample, failing("RETURN 1 AS a")) == {"row": [1]}


def test_a_mistake_of_ours_does_not_tell_the_databases_words(sample: Graph, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(AnswerError) as caught:
        run(sample, failing("RETURN secret("))
    assert caught.value.code == "INTERNAL"
    assert "secret" not in str(caught.value) and "secret" in caplog.text


def test_a_question_cannot_write(sample: Graph) -> None:
    with pytest.raises(QuestionError):
        run(sample, failing("CREATE (n:Base {id: 'Base:new'}) RETURN n.id"))
    assert sample.data(thing("Base", "Base:new", "id")) == {"thing": None}


def test_a_database_that_is_gone_is_told(sample: Graph) -> None:
    async def nowhere() -> None:
        async with AsyncGraphDatabase.driver("bolt://127.0.0.1:1", auth=("neo4j", "secret")) as driver:
            await ask(Pool(driver, "neo4j"), failing("RETURN 1"), {})

    with pytest.raises(UnavailableError) as caught:
        sample.runner.run(nowhere())
    assert caught.value.code == "UNAVAILABLE"
    assert "127.0.0.1" not in str(caught.value) and "secret" not in str(caught.value)


def test_a_database_that_hangs_is_given_up(sample: Graph) -> None:
    async def silence() -> None:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with AsyncGraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "secret")) as driver:
                await ask(Pool(driver, "neo4j"), failing("RETURN 1"), {}, Allowance(0.1))

    with pytest.raises(TimeLimitError):
        sample.runner.run(silence())


def test_a_broken_connection_is_tried_again(sample: Graph, neo4j_address: Address) -> None:
    """A proxy that hangs up on the first question: the second try is answered."""
    compiled = compile_question(thing("Base", variable("id"), "name"), sample.ontology)
    host, _, port = neo4j_address.uri.partition("//")[2].partition(":")

    async def through_a_proxy() -> tuple[Any, int]:
        broken = 0
        writers = []

        async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, hang_up: bool) -> None:
            nonlocal broken
            while data := await reader.read(65536):
                if hang_up and b"MATCH" in data and not broken:
                    broken += 1
                    break
                writer.write(data)
            writer.close()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_connection(host, int(port))
            writers.append(back)
            await asyncio.gather(pump(reader, back, hang_up=True), pump(there, writer, hang_up=False))

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            proxy = server.sockets[0].getsockname()[1]
            auth = (neo4j_address.user, neo4j_address.password)
            async with AsyncGraphDatabase.driver(f"bolt://127.0.0.1:{proxy}", auth=auth) as driver:
                pool = Pool(driver, sample.database)
                answer = await ask(pool, compiled, {"id": "Base:khadim"})
                await pool.close()
            for writer in writers:
                writer.close()
        return answer.data, broken

    assert sample.runner.run(through_a_proxy()) == ({"thing": {"name": "al-Khadim"}}, 1)
