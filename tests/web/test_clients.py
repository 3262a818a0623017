"""Clients, code generators and the audit of GraphQL over HTTP, all unmodified, against the service as it runs."""

import sys
from pathlib import Path

import pytest

from tests.contrail.program import Service
from tests.web.verdict import judge

pytestmark = pytest.mark.web
#: Judges wait for the end of a subscription: this one tells how the sample came in, the first part of it.
ENDING = 'subscription { changes(since: "0", first: 3) { sequence changes { kind id node { id } } } }'


def test_the_audit_of_graphql_over_http_finds_nothing(judges: Path, running: Service) -> None:
    verdicts = judge(["node", "audit-http.mjs", f"{running.url}/graphql", "--strict=all"], judges)
    verdicts.check("audit-http.mjs")
    assert '61 audits: {"ok":61}' in verdicts.told


def test_clients_of_other_people_get_their_answers(judges: Path, running: Service) -> None:
    verdicts = judge(["node", "clients.mjs", f"{running.url}/graphql", "--sub", ENDING], judges)
    verdicts.check("clients.mjs")
    assert not verdicts.lines("SKIP"), verdicts.told


def test_a_python_client_asks_for_every_root(judges: Path, running: Service) -> None:
    verdicts = judge([sys.executable, "client_gql.py", f"{running.url}/graphql", "--sub", ENDING], judges)
    verdicts.check("client_gql.py")
    assert all("graphql-ws" in skipped for skipped in verdicts.lines("SKIP"))


def test_schema_tools_and_code_generators_take_the_schema(judges: Path, running: Service, tmp_path: Path) -> None:
    verdicts = judge(["node", "tooling.mjs", f"{running.url}/graphql", "--out", tmp_path], judges)
    verdicts.check("tooling.mjs")
    assert not verdicts.lines("SKIP"), verdicts.told
