"""What makes this folder known to an environment, in an empty one."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from contrail.register import register
from tests.conftest import REPOSITORY


def test_a_registered_folder_brings_its_entry_points_its_path_and_its_command(tmp_path: Path) -> None:
    packages, command = tmp_path / "packages", tmp_path / "contrail"
    packages.mkdir()
    register(REPOSITORY, packages, command)
    assert (packages / "contrail-graph.pth").read_text() == f"{REPOSITORY}\n"
    asked = (
        f"import sys; sys.path.insert(0, {str(packages)!r}); from importlib.metadata import entry_points, version; "
        "print(version('contrail-graph'), [e.value for e in entry_points(group='networkx.backends', name='contrail')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert "0.1.0" in told and "'graph.backend'" in told
    helped = subprocess.run([command, "--help"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    assert "knowledge graph" in helped


def test_networkx_finds_the_backend_of_this_environment() -> None:
    assert [each.value for each in entry_points(group="networkx.backends", name="contrail")] == ["graph.backend"]
