"""Requests that come too fast wait, those of each key and address by themselves."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from api.app import create_app
from api.errors import RateError
from api.limits import Limits
from api.rate import Buckets, by_address
from api.settings import ApiSettings
from api.who import Role
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.keyed import keyed


class Clock:
    """Seconds that pass as a test says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def taken(buckets: Buckets, name: str) -> bool:
    try:
        buckets.take(name)
    except RateError:
        return False
    return True


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 12)), max_size=60), st.integers(1, 5))
def test_it_lets_through_what_a_bucket_with_tokens_does(asked: list[tuple[str, int]], burst: int) -> None:
    clock = Clock()
    buckets = Buckets(2, burst, clock)
    tokens: dict[str, float] = {}
    filled: dict[str, float] = {}
    for name, eighths in asked:
        # Eighths of a second and two tokens a second add up without rounding.
        clock.now += eighths / 8
        tokens[name] = min(burst, tokens.get(name, burst) + 2 * (clock.now - filled.get(name, clock.now)))
        filled[name] = clock.now
        expected = tokens[name] >= 1
        tokens[name] -= expected
        assert taken(buckets, name) is expected


def test_the_wait_that_is_told_suffices() -> None:
    clock = Clock()
    buckets = Buckets(0.25, 2, clock)
    assert taken(buckets, "a") and taken(buckets, "a")
    with pytest.raises(RateError) as refused:
        buckets.take("a")
    assert refused.value.told == {"limit": "burst", "allowed": 2, "value": 3, "retryAfter": 4}
    clock.now += refused.value.seconds
    assert taken(buckets, "a") and not taken(buckets, "a")


def test_names_are_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(1, 1, clock)
    for number in range(10_000):
        buckets.take(number)
    clock.now += 2
    buckets.take("late")
    assert len(buckets) == 1
    for number in range(25_000):
        buckets.take(("other", number))
    assert len(buckets) <= 10_000


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.8", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    first, second = (by_address({"type": "http", "client": (host, 1)}) for host in (one, other))
    assert first is not None and (first == second) is same


@pytest.mark.parametrize("client", [None, ("127.0.0.1", 1), ("::1", 1), ("testclient", 1)])
def test_ones_own_machine_is_not_counted(client: tuple[str, int] | None) -> None:
    assert by_address({"type": "http", "client": client}) is None


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "keys.json"


@pytest.fixture(scope="module")
def app(ontology: Ontology, keys: Path) -> Starlette:
    limits = replace(Limits(), rate=0.01, burst=3)
    return create_app(ontology, GraphReader(NOWHERE, ontology), ApiSettings(keys=keys, limits=limits))


@pytest.fixture
def local(app: Starlette, keys: Path) -> Iterator[Client]:
    with Client(app) as client:
        yield client


def status(client: Client, key: str | None) -> int:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return client.send("POST", "/graphql", json={"query": "{ __typename }"}, headers=headers).status_code


def test_each_key_has_its_own_share(local: Client, keys: Path) -> None:
    assert [status(local, None) for _ in range(5)] == [200] * 5, "without a key, on one's own machine"
    one, other = (keyed(keys.parent, Role.READER, name)[1] for name in ("one", "other"))
    assert [status(local, one) for _ in range(5)] == [200, 200, 200, 429, 429]
    assert status(local, other) == 200
    headers = {"authorization": f"Bearer {one}"}
    refused = local.send("POST", "/graphql", json={"query": "{ __typename }"}, headers=headers)
    (error,) = refused.json()["errors"]
    told = error["extensions"]
    assert (told["code"], told["limit"], told["allowed"], told["value"]) == ("LIMIT", "burst", 3, 4)
    wait = told["retryAfter"]
    assert 0 < wait <= 100 and f"Wait {wait} s" in told["hint"] and refused.headers["retry-after"] == str(wait)
    assert local.send("GET", "/health/live").status_code == 200


def test_an_address_that_guesses_keys_is_slowed(app: Starlette, keys: Path) -> None:
    _, key = keyed(keys.parent, Role.READER, "guessed")
    with Client(app, client=("192.0.2.9", 1)) as client:
        assert [status(client, f"wrong {n}") for n in range(4)] == [401, 401, 401, 429]
        assert status(client, key) == 429
    with Client(app, client=("192.0.2.10", 1)) as client:
        assert status(client, key) == 200
