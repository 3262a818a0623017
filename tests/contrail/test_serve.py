"""The service's life: first start with the sample, health, a clean stop, and starts after either process was killed."""

import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.contrail.program import Service, contrail, service

WHO_SAYS_SO = """{ flights(where: {destination: {some: {name: {contains: "Khadim"}}}}) {
  totalCount nodes { statements { nodes { text saidBy { nodes { name } } reportedIn { title } } } } } }"""


def test_the_sample_answers_who_flew_there_and_who_says_so(tmp_path: Path) -> None:
    with service(tmp_path, "--sample") as running:
        flights = running.ask(WHO_SAYS_SO)["flights"]
        assert flights["totalCount"] == 2
        speakers = {
            speaker["name"]
            for flight in flights["nodes"]
            for statement in flight["statements"]["nodes"]
            for speaker in statement["saidBy"]["nodes"]
        }
        assert "Libyan officials" in speakers
        assert running.get("/health/live") == (200, b'{"live":true}')
        assert running.get("/health/ready") == (200, b'{"ready":true}')
        status, page = running.get("/graphiql")
        assert status == 200
        assert b"http://" not in page
        assert b"https://" not in page
        (database,) = running.databases()
        assert running.end(signal.SIGTERM) == 0
        assert not psutil.pid_exists(database.pid)
    with service(tmp_path, "--sample") as running:
        assert running.ask(WHO_SAYS_SO)["flights"]["totalCount"] == 2, "the sample is loaded into an empty graph only"
        assert running.ask("{ documents { totalCount } }")["documents"]["totalCount"] == 4
        assert running.end(signal.SIGINT) == 0


def test_other_commands_join_the_running_service(tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text("An Il-76 flew from Minsk to Benghazi on March 3, Belarusian officials said.\n")
    with service(tmp_path / "data") as running:
        done = contrail("ingest", article, "--published", "2025-03-04", "--json", "--data-dir", tmp_path / "data")
        assert done.code == 0, done.err
        (document,) = done.json["documents"]
        assert done.json["statements_added"] >= document["statements"] > 0
        assert running.ask("{ flights { totalCount } }")["flights"]["totalCount"] == 1
        again = contrail("ingest", article, "--published", "2025-03-04", "--data-dir", tmp_path / "data")
        assert "nothing changed" in again.out
        other = contrail("ingest", article, "--published", "2025-03-05", "--data-dir", tmp_path / "data")
        assert other.code == 1
        assert "--replace" in other.err
        doctor = contrail("doctor", "--json", "--data-dir", tmp_path / "data")
        assert doctor.json["database"] == "private Neo4j, running"
        assert any(document["id"] in line for line in doctor.json["documents"])
        retracted = contrail("retract", document["id"], "--json", "--data-dir", tmp_path / "data")
        assert retracted.json["statements_closed"] == done.json["statements_added"]
        assert running.ask("{ flights { totalCount } entities { totalCount } }") == {
            "flights": {"totalCount": 0},
            "entities": {"totalCount": 0},
        }


@pytest.mark.parametrize("victim", ["service", "database"])
def test_it_starts_again_after_kill_9_of_either_process(tmp_path: Path, victim: str) -> None:
    with service(tmp_path, "--sample") as running:
        (database,) = running.databases()
        if victim == "service":
            running.end(signal.SIGKILL)
        else:
            database.kill()
            database.wait(30)
            running.end(signal.SIGTERM)
    with service(tmp_path) as running:
        assert running.ask(WHO_SAYS_SO)["flights"]["totalCount"] == 2


def test_production_asks_for_a_key_that_may_be_made_while_it_runs(tmp_path: Path) -> None:
    asked = "/graphql?query=%7B__typename%7D"
    with service(tmp_path, "--production", "--workers", "2") as running:
        assert any("contrail keys create" in line for line in running.more(3))
        assert running.get(asked)[0] == 401
        made = contrail("keys", "create", "Ann", "--role", "reader", "--json", "--data-dir", tmp_path).json
        shown = {"Authorization": f"Bearer {made['key']}"}
        # Each request is a connection of its own, and so comes to either process.
        assert {running.get(asked, shown)[0] for _ in range(10)} == {200}
        assert made["key"] not in (tmp_path / "keys.json").read_text()
        assert running.get("/graphiql", shown)[0] == 404
        assert running.get("/health/ready")[0] == 200
        # Each of both processes tells what both of them did.
        told = {running.get("/metrics")[1].decode() for _ in range(6)}
        counted = {line for page in told for line in page.splitlines() if line.startswith("contrail_requests_total")}
        assert counted == {'contrail_requests_total{code="OK",kind="query"} 10.0'}
        assert contrail("keys", "revoke", "Ann", "--data-dir", tmp_path).code == 0
        assert {running.get(asked, shown)[0] for _ in range(10)} == {401}


def workers(running: Service) -> list[psutil.Process]:
    children = psutil.Process(running.process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_several_workers_answer_and_one_that_dies_is_replaced(tmp_path: Path) -> None:
    with service(tmp_path, "--sample", "--workers", "2") as running:
        first = workers(running)
        assert len(first) == 2
        for worker in first:
            # Each of them answers alone while the other is stopped.
            worker.suspend()
            assert running.ask(WHO_SAYS_SO)["flights"]["totalCount"] == 2
            worker.resume()
        first[0].kill()
        first[0].wait(30)
        assert running.ask(WHO_SAYS_SO)["flights"]["totalCount"] == 2
        give_up = time.monotonic() + 60
        while len(workers(running)) < 2:
            assert time.monotonic() < give_up
            time.sleep(0.1)
        everyone = [*workers(running), *running.databases()]
        assert running.end(signal.SIGTERM) == 0
        assert not any(psutil.pid_exists(process.pid) for process in everyone)


def test_workers_end_with_a_service_that_is_killed(tmp_path: Path) -> None:
    with service(tmp_path, "--workers", "2") as running:
        orphans = workers(running)
        running.end(signal.SIGKILL)
        _, left = psutil.wait_procs(orphans, timeout=30)
        assert left == []
