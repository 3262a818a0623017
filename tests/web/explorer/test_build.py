"""The explorer's sources -> the bundle that is committed, and their tests."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contrail.program import REPOSITORY

pytestmark = pytest.mark.web


def test_the_build_writes_what_is_committed(built: Path) -> None:
    committed = (REPOSITORY / "explorer" / "dist" / "manifest.json").read_text(encoding="utf-8")
    assert (built / "dist" / "manifest.json").read_text(encoding="utf-8") == committed


def test_the_pure_modules_do_what_they_say(built: Path) -> None:
    npm = shutil.which("npm")
    assert npm
    done = subprocess.run([npm, "test", "--silent"], cwd=built, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
