"""Keys in a file: kept as hashes, seen at once by every process, never mistaken for none."""

import json
import os
from pathlib import Path

import pytest

from api.errors import KeysError
from api.keys import Keys
from api.who import LOCAL_NAME, Role, Who


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "keys.json"


def test_a_key_is_known_by_what_was_shown_once(path: Path) -> None:
    keys = Keys(path)
    key, token = keys.create("Ann Smith", Role.EDITOR)
    assert keys.find(token) == Who("Ann Smith", Role.EDITOR, key.id)
    for wrong in (
        "",
        "x",
        token[:-1],
        token + "x",
        token.replace(key.id, "0" * 12),
        token.upper(),
        token[:-43] + "A" * 43,
    ):
        assert keys.find(wrong) is None


def test_what_is_kept_lets_nobody_in(path: Path) -> None:
    key, token = Keys(path).create("Ann", Role.READER)
    secret = token.rsplit("_", 1)[1] if "_" not in token[-43:] else token[-43:]
    assert secret not in path.read_text() and token not in repr(key) and key.sha256 not in repr(key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) == ["keys.json", "keys.lock"]


def test_another_process_sees_what_is_made_and_revoked(path: Path) -> None:
    serving, command = Keys(path), Keys(path)
    assert not serving.standing()
    (first, one), (second, two) = (command.create(name, Role.READER) for name in ("one", "two"))
    assert serving.find(one) and serving.find(two) and set(serving.standing()) == {first.id, second.id}
    command.revoke("one")
    assert serving.find(one) is None and serving.find(two)
    command.revoke(second.id)
    assert not serving.standing()
    assert [(each.name, bool(each.revoked)) for each in serving.all()] == [("one", True), ("two", True)]
    for name in ("one", second.id, "nobody"):
        with pytest.raises(KeysError, match="no key named"):
            command.revoke(name)


def test_a_name_stands_once_and_may_come_again(path: Path) -> None:
    keys = Keys(path)
    _, one = keys.create("Ann", Role.READER)
    with pytest.raises(KeysError, match="stands already"):
        keys.create("Ann", Role.ADMIN)
    keys.revoke("Ann")
    _, two = keys.create("Ann", Role.ADMIN)
    assert keys.find(one) is None
    assert (found := keys.find(two)) and found.role is Role.ADMIN


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a" * 65, "-x", LOCAL_NAME, "x\u202ey", "<b>"])
def test_what_is_no_name_is_refused(path: Path, name: str) -> None:
    with pytest.raises(KeysError, match="cannot name a key"):
        Keys(path).create(name, Role.READER)
    assert not path.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": {}}', '{"keys": [{"id": "x"}]}', "\udcff"])
def test_a_damaged_file_is_not_taken_for_none(path: Path, content: str) -> None:
    Keys(path).create("Ann", Role.READER)
    path.write_text(content, errors="surrogateescape")
    keys = Keys(path)
    if content == '{"keys": {}}':
        assert not keys.standing(), "an empty one is one"
        return
    for use in (keys.standing, keys.all, lambda: keys.find("contrail_" + "0" * 12 + "_" + "A" * 43)):
        with pytest.raises(KeysError, match="cannot be read as a file of keys"):
            use()
    with pytest.raises(KeysError):
        keys.create("Bob", Role.READER)
    assert path.read_text(errors="surrogateescape") == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeysError, match="cannot be"):
        Keys(tmp_path / "file" / "keys.json").create("Ann", Role.READER)


def test_a_file_that_changes_within_one_tick_is_read_anew(path: Path) -> None:
    keys = Keys(path)
    keys.create("Ann", Role.READER)
    assert keys.standing()
    times = path.stat()
    keys.revoke("Ann")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not keys.standing()
    assert json.loads(path.read_text())["version"] == 1
