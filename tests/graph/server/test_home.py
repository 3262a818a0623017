"""A home is private, keeps its password, and says what is wrong with its folder."""

import stat
from pathlib import Path

import pytest

from graph.errors import DataDirectoryError
from graph.server import home as homes
from graph.server.home import Home, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    home = Home(tmp_path / "neo4j")
    home.prepare(4711, "64m", 1 << 28)
    assert mode(home.folder) == 0o700
    assert mode(home.password_file) == 0o600
    assert mode(home.folder / "data" / "dbms" / "auth.ini") == 0o600
    assert len(home.password()) >= 32


def test_listens_on_loopback_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "neo4j")
    home.prepare(4711, "64m", 1 << 28)
    lines = (home.folder / "conf" / "neo4j.conf").read_text().splitlines()
    assert "server.bolt.listen_address=127.0.0.1:4711" in lines
    assert "server.http.enabled=false" in lines
    assert "server.https.enabled=false" in lines
    assert "dbms.usage_report.enabled=false" in lines
    assert "server.memory.pagecache.size=64m" in lines
    assert "dbms.memory.transaction.total.max=268435456" in lines


def test_the_password_stays_once_there_is_a_store(tmp_path: Path) -> None:
    home = Home(tmp_path / "neo4j")
    home.prepare(4711, "64m", 1 << 28)
    (home.folder / "data" / "databases" / "system").mkdir(parents=True)
    password = home.password()
    home.prepare(4712, "64m", 1 << 28)
    assert home.password() == password


def test_a_lost_password_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "neo4j")
    with pytest.raises(DataDirectoryError, match="password of the private Neo4j is gone") as caught:
        home.password()
    assert str(home.password_file) in caught.value.place


def test_an_unusable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataDirectoryError, match="Not a directory") as caught:
        Home(tmp_path / "file" / "neo4j").prepare(4711, "64m", 1 << 28)
    assert "--data-dir" in caught.value.remedy


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "SPACE_NEEDED", 10**18)
    with pytest.raises(DataDirectoryError, match="MB are free"):
        Home(tmp_path / "neo4j").prepare(4711, "64m", 1 << 28)


def test_private_files_are_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("old and longer")
    write_private(file, "new")
    assert file.read_text() == "new"
    assert mode(file) == 0o600
    assert list(tmp_path.iterdir()) == [file]
