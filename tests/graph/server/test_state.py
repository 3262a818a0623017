"""A state file that is stale, foreign or damaged is no running server."""

import os
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph.server import PrivateServer, find_running
from graph.server.state import State, read_state, state_file, write_state


@pytest.fixture
def state() -> State:
    """This process as server and as owner: alive, but no Neo4j."""
    created = psutil.Process().create_time()
    return State(os.getpid(), "bolt://127.0.0.1:1", "/nowhere/neo4j", os.getpid(), created, ready=True)


def test_round_trip(tmp_path: Path, state: State) -> None:
    write_state(tmp_path, state)
    assert read_state(tmp_path) == state


def test_no_file_is_no_server(tmp_path: Path) -> None:
    assert read_state(tmp_path) is None
    assert find_running(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"another": "release"}', "null"])
def test_a_damaged_file_is_no_server(tmp_path: Path, text: str) -> None:
    state_file(tmp_path).write_text(text)
    assert find_running(tmp_path) is None


def test_a_process_number_used_again_is_no_server(tmp_path: Path, state: State) -> None:
    write_state(tmp_path, state)
    assert state.server() is None
    assert find_running(tmp_path) is None


def test_an_owner_is_known_by_its_start(state: State) -> None:
    assert state.owned()
    assert not replace(state, owner_created=state.owner_created - 60).owned()
    assert not replace(state, owner=2**22 + 1).owned()


def test_a_running_server_is_found_until_its_state_says_otherwise(
    private_server: PrivateServer, tmp_path: Path
) -> None:
    state = read_state(private_server.data_dir)
    assert state is not None
    write_state(tmp_path, state)
    assert find_running(tmp_path) == private_server.start()
    write_state(tmp_path, replace(state, ready=False))
    assert find_running(tmp_path) is None
    write_state(tmp_path, replace(state, owner_created=0))
    assert find_running(tmp_path) is None
