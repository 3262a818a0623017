"""How the API is served."""

from pathlib import Path

import pytest

from api.errors import SettingsError
from api.settings import ApiSettings, read_key


def test_production_needs_a_key() -> None:
    with pytest.raises(SettingsError, match="CONTRAIL_API_KEY_FILE"):
        ApiSettings(production=True)
    assert ApiSettings(production=True, key="k" * 32).production


def test_a_key_never_shows() -> None:
    assert "secret" not in repr(ApiSettings(key="secret" * 4))


def test_a_key_is_read_without_blanks_at_its_ends(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("  0123456789abcdef0123\n")
    assert read_key(path) == "0123456789abcdef0123"


@pytest.mark.parametrize("content", [b"", b"short", b"two words of some length", b"\xff" * 30])
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=f"CONTRAIL_API_KEY_FILE={path}"):
        read_key(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_key(tmp_path / "none")
