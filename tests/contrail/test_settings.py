"""The environment becomes settings; options win; what cannot be meant is refused with the variable's name."""

from dataclasses import fields
from pathlib import Path

import pytest

from api.limits import Limits
from contrail.errors import UsageError
from contrail.logs import Logs
from contrail.settings import LIMITS, read_settings


def test_nothing_set_means_a_private_server_in_the_users_folder() -> None:
    settings = read_settings({})
    assert settings.database.uri is None
    assert settings.database.data_dir.name == "contrail"
    assert settings.limits == Limits()


def test_environment_is_read() -> None:
    settings = read_settings(
        {
            "CONTRAIL_DATA_DIR": "/tmp/contrail-data",
            "CONTRAIL_HOSTS": "graph.example.org, other.example.org",
            "NEO4J_URI": "neo4j+s://db.example.org",
            "NEO4J_USER": "reader",
            "NEO4J_PASSWORD": "hidden-word",
            "NEO4J_DATABASE": "air",
        }
    )
    assert settings.database.data_dir == Path("/tmp/contrail-data")
    assert settings.hosts == ("graph.example.org", "other.example.org")
    assert (settings.database.uri, settings.database.user, settings.database.database) == (
        "neo4j+s://db.example.org",
        "reader",
        "air",
    )
    assert "hidden-word" not in repr(settings)
    assert settings.keys_file == Path("/tmp/contrail-data/keys.json")


def test_an_option_wins_over_the_environment() -> None:
    settings = read_settings({"CONTRAIL_DATA_DIR": "/tmp/one"}, Path("/tmp/other"))
    assert settings.database.data_dir == Path("/tmp/other")


@pytest.mark.parametrize("text", ["soon", "0", "-1", "601", "nan"])
def test_a_time_limit_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="CONTRAIL_QUERY_SECONDS"):
        read_settings({"CONTRAIL_QUERY_SECONDS": text})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CONTRAIL_SLOW_SECONDS", "soon"),
        ("CONTRAIL_LOG_FORMAT", "xml"),
        ("CONTRAIL_LOG_LEVEL", "loud"),
        ("CONTRAIL_NEO4J_HEAP", "much"),
        ("CONTRAIL_NEO4J_HEAP", "0g"),
        ("CONTRAIL_NEO4J_PAGE_CACHE", "64 MB"),
    ],
)
def test_a_log_that_is_none_is_refused(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=variable):
        read_settings({variable: value})


def test_services_for_others_log_for_machines() -> None:
    assert (read_settings({}).logs(production=False).form, read_settings({}).logs(production=True).form) == (
        "text",
        "json",
    )
    given = read_settings({"CONTRAIL_LOG_FORMAT": "text", "CONTRAIL_LOG_LEVEL": "debug"})
    assert given.logs(production=True) == Logs("text", "debug")
    assert read_settings({"CONTRAIL_SLOW_SECONDS": "0.25"}).slow == 0.25


def test_every_limit_is_a_setting() -> None:
    assert LIMITS.keys() == {limit.name for limit in fields(Limits)}
    for name, variable in LIMITS.items():
        assert getattr(read_settings({variable: "500"}).limits, name) == 500
        with pytest.raises(UsageError, match=variable):
            read_settings({variable: "-1"})


def test_a_page_is_as_long_as_the_default_and_no_longer_than_can_be() -> None:
    for text in ("24", "1001"):
        with pytest.raises(UsageError, match="from 25 to 1000"):
            read_settings({"CONTRAIL_LIMIT_PAGE": text})


def test_a_password_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("from-a-file\n")
    assert read_settings({"NEO4J_PASSWORD_FILE": str(secret)}).database.password == "from-a-file"
    with pytest.raises(UsageError, match="NEO4J_PASSWORD_FILE"):
        read_settings({"NEO4J_PASSWORD_FILE": str(tmp_path / "absent")})
