"""How the API is served."""

import pytest

from api.errors import SettingsError
from api.settings import ApiSettings
from api.who import Role


def test_what_is_no_role_is_refused() -> None:
    with pytest.raises(SettingsError, match="CONTRAIL_LOOPBACK=boss"):
        ApiSettings(loopback="boss")


@pytest.mark.parametrize(
    ("production", "loopback", "role", "until_keys"),
    [
        (False, None, Role.ADMIN, True),
        (True, None, None, True),
        (False, "none", None, False),
        (True, "reader", Role.READER, False),
        (False, "admin", Role.ADMIN, False),
    ],
)
def test_what_those_on_this_machine_may_do(
    production: bool, loopback: str | None, role: Role | None, until_keys: bool
) -> None:
    admission = ApiSettings(production, loopback=loopback).admission
    assert (admission.loopback, admission.until_keys) == (role, until_keys)
