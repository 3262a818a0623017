"""The image and the compose file, as far as they can be proven without an engine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
COPIED = [words.split()[:-1] for words in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
    assert isinstance(found, dict)
    return found


def test_the_image_s_files_run_by_themselves(tmp_path: Path) -> None:
    for sources in COPIED:
        for source in sources:
            (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
            if (REPOSITORY / source).is_dir():
                shutil.copytree(REPOSITORY / source, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(REPOSITORY / source, tmp_path / source)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}
    (command,) = re.findall(r"^ENTRYPOINT \[(.+)\]$", DOCKERFILE, re.MULTILINE)
    assert command == '"python", "-m", "contrail"'
    where = "import contrail.cli, schema, api, graph, ingest; print(contrail.__file__, schema.__file__, graph.__file__)"
    for arguments in (["-c", where], ["-m", "contrail", "serve", "--help"], ["-m", "contrail", "doctor", "--json"]):
        done = subprocess.run(
            [sys.executable, *arguments], cwd="/", env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        assert str(REPOSITORY) not in done.stdout.replace(str(tmp_path), "")


def test_it_runs_as_nobody_of_importance() -> None:
    user = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)
    assert user == ["contrail"]
    assert DOCKERFILE.index("USER contrail") < DOCKERFILE.index("ENTRYPOINT")
    assert "--production" in DOCKERFILE


def test_what_the_image_leaves_out_is_ignored() -> None:
    kept = {line[1:] for line in (REPOSITORY / ".dockerignore").read_text().split() if line.startswith("!")}
    assert kept == {source.strip("./") for sources in COPIED for source in sources}


def test_secrets_come_from_files_and_are_never_committed(compose: dict[str, Any]) -> None:
    assert all(set(secret) == {"file"} for secret in compose["secrets"].values())
    used = {name for service in compose["services"].values() for name in service.get("secrets", [])}
    assert used == set(compose["secrets"])
    assert "secrets/" in (REPOSITORY / ".gitignore").read_text().split()
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or str(value).startswith("/run/secrets/"), name


def test_services_wait_for_each_other_and_keep_their_data(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["contrail"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert services["neo4j"]["healthcheck"]["test"]
    assert "HEALTHCHECK" in DOCKERFILE
    named = {volume.split(":")[0] for service in services.values() for volume in service["volumes"]}
    assert named == set(compose["volumes"])
    assert all(port.startswith("127.0.0.1:") for port in services["contrail"]["ports"])


def test_the_server_is_the_one_that_the_lock_names(compose: dict[str, Any]) -> None:
    lock = (REPOSITORY / "graph" / "server" / "jars.lock").read_text()
    version = compose["services"]["neo4j"]["image"].partition(":")[2]
    assert f"org.neo4j:neo4j:{version}" in lock.replace(":jar:", ":")
