"""The judges with the packages that they need, and services for them to judge: `make test-web`.

The judges are programs of other people's and stay in the shared material; what they import is locked here.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contrail.program import REPOSITORY, Service, contrail, service

HERE = Path(__file__).parent
PACKAGES = ("package.json", "package-lock.json")


@pytest.fixture(scope="session")
def judges(shared: Path) -> Path:
    """A folder that holds the judges beside the packages that they import, which are installed if the lock changed."""
    folder = REPOSITORY / "build" / "web"
    folder.mkdir(parents=True, exist_ok=True)
    lock = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PACKAGES)).hexdigest()
    installed = folder / ".installed"
    if not installed.is_file() or installed.read_text() != lock:
        installed.unlink(missing_ok=True)
        for name in PACKAGES:
            shutil.copyfile(HERE / name, folder / name)
        npm = shutil.which("npm")
        assert npm, "the judges need Node 20 or newer with npm: install it (on Debian: apt-get install nodejs npm)"
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=folder, check=True, timeout=600)
        installed.write_text(lock)
    found = sorted((shared / "conformance").iterdir())
    assert found, f"no judges in {shared / 'conformance'}"
    for path in found:
        if path.suffix in {".mjs", ".py"}:
            shutil.copyfile(path, folder / path.name)
    return folder


@pytest.fixture(scope="session")
def running(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as `make serve` starts it, with the sample and the seed article."""
    data = tmp_path_factory.mktemp("data")
    with service(data, "--sample") as started:
        done = contrail("ingest", shared / "seed", "--data-dir", data)
        assert done.code == 0, done.err
        yield started
