"""Named views, kept in the database: saved, listed, replaced and forgotten, each by whoever may."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.contrail.program import Service, contrail, service

pytestmark = pytest.mark.neo4j
ADDRESS = "n=Base:k1,0,0;Base:k2,27,0&e=LINKED_TO,0,1"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(tmp_path_factory.mktemp("data")) as started:
        yield started


def made(running: Service, name: str, role: str) -> str:
    done = contrail("keys", "create", name, "--role", role, "--data-dir", running.data_dir, "--json")
    assert done.code == 0, done.err
    return str(done.json["key"])


def ask(running: Service, method: str = "GET", name: str = "", body: str = "", key: str = "") -> tuple[int, Any]:
    address = f"{running.url}/graphql/views" + (f"?name={quote(name)}" if name else "")
    request = urllib.request.Request(address, body.encode() or None, method=method)
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["errors"][0]


def test_views_are_kept_and_each_belongs_to_whoever_saved_it(running: Service) -> None:
    status, told = ask(running)
    assert (status, told) == (200, {"name": "local", "role": "admin", "views": []})
    reader, ann, bob = (made(running, *who) for who in (("r", "reader"), ("ann", "editor"), ("bob", "editor")))
    status, told = ask(running, "PUT", "Airlift, äöü", ADDRESS, ann)
    assert status == 200
    assert [(view["name"], view["author"], view["address"]) for view in told["views"]] == [
        ("Airlift, äöü", "ann", ADDRESS)
    ]
    # A reader sees it, and may not save; another editor may not take its place.
    status, told = ask(running, key=reader)
    assert (status, told["role"], len(told["views"])) == (200, "reader", 1)
    status, told = ask(running, "PUT", "Mine", ADDRESS, reader)
    assert (status, told["extensions"]["need"], told["extensions"]["role"]) == (403, "EDITOR", "READER")
    status, told = ask(running, "PUT", "Airlift, äöü", "n=", bob)
    assert (status, told["message"]) == (403, "saved view: ann saved it")
    assert told["extensions"]["hint"] == "Take another name, or have an admin do that."
    assert ask(running, "DELETE", "Airlift, äöü", key=bob)[0] == 403
    assert ask(running, "PUT", "Airlift, äöü", "n=Base:k1,0,0", ann)[1]["views"][0]["address"] == "n=Base:k1,0,0"
    assert ask(running, "DELETE", "Airlift, äöü", key=ann)[1]["views"] == []
    assert ask(running, "DELETE", "Airlift, äöü", key=ann)[0] == 404


def test_what_is_no_view_is_refused(running: Service) -> None:
    key = made(running, "eve", "editor")
    assert ask(running)[0] == 401
    assert ask(running, "PUT", "", ADDRESS, key)[0] == 400
    assert ask(running, "PUT", "x" * 81, ADDRESS, key)[0] == 400
    assert ask(running, "PUT", "Empty", "", key)[0] == 413
