"""`contrail keys`: who may ask the service from elsewhere, and what each of them may do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer

from api.errors import KeysError
from api.keys import Key, Keys
from api.who import ROLES
from contrail.errors import ContrailError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import read_settings

app = typer.Typer(help="Make, list and revoke the keys by which clients are known.", no_args_is_help=True)
Role = StrEnum("Role", {word: word for word in ROLES})  # type: ignore[misc]


@app.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is; what they write bears this name.")],
    role: Annotated[Role, typer.Option(help="reader: asks; editor: writes and reviews too; admin: does everything.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Make a key and print it, once: only its hash is kept. A service that runs takes it at once.

    Example: contrail keys create "Desk Berlin" --role editor
    """
    with _keys(data_dir) as keys:
        key, token = keys.create(name, ROLES[role.value])
    lines = [token, "", f"This is the key of {name} ({role.value}). It is shown this once; keep it like a password."]
    tell(_row(key) | {"key": token}, lines, json=json)


@app.command("list")
def listed(data_dir: DataDir = None, json: Json = False) -> None:
    """List all keys that were ever made, without what would let anybody in.

    Example: contrail keys list
    """
    with _keys(data_dir) as keys:
        found = keys.all()
    lines = [
        f"{key.id}  {key.role.word:6}  {key.name}  made {key.created}"
        + (f"  revoked {key.revoked}" if key.revoked else "")
        for key in found
    ]
    tell({"keys": [_row(key) for key in found]}, lines or ["There are no keys."], json=json)


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of a key, or its id as `list` prints it.")],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Let a key stand no more: what it opened is closed within a second or two.

    Example: contrail keys revoke "Desk Berlin"
    """
    with _keys(data_dir) as keys:
        key = keys.revoke(name)
    tell(_row(key), [f"The key {key.id} of {key.name} is revoked."], json=json)


@contextmanager
def _keys(data_dir: DataDir) -> Iterator[Keys]:
    settings = read_settings(os.environ, data_dir)
    try:
        yield Keys(settings.keys_file)
    except KeysError as error:
        raise ContrailError("keys", str(error), f"The keys are kept in {settings.keys_file}.") from error


def _row(key: Key) -> dict[str, object]:
    row: dict[str, object] = {"id": key.id, "name": key.name, "role": key.role.word, "created": key.created}
    return row | ({"revoked": key.revoked} if key.revoked else {})
