"""`contrail keys`: made once, listed without what lets anybody in, revoked by name."""

from pathlib import Path

import pytest

from api.keys import Keys
from api.who import Role
from tests.contrail.program import Ended, run_here


def test_a_key_is_made_listed_and_revoked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def contrail(*arguments: str) -> Ended:
        return run_here(monkeypatch, capsys, ["keys", *arguments, "--data-dir", tmp_path])

    assert contrail("list").out == "There are no keys.\n"
    token, _, told = contrail("create", "Ann Smith", "--role", "editor").out.splitlines()
    assert "Ann Smith (editor)" in told and "once" in told
    found = Keys(tmp_path / "keys.json").find(token)
    assert found and (found.name, found.role) == ("Ann Smith", Role.EDITOR)
    (line,) = contrail("list").out.splitlines()
    assert "Ann Smith" in line and "editor" in line and token not in line
    assert contrail("revoke", "Ann Smith").code == 0
    (row,) = contrail("list", "--json").json["keys"]
    assert row["revoked"] >= row["created"] and row.keys() == {"id", "name", "role", "created", "revoked"}
    again = contrail("revoke", "Ann Smith")
    assert again.code == 1 and "no key named" in again.err
