"""docs/export.md names every format that there is, and every parameter."""

from api.export import PARAMETERS
from graph.export.form import FormName
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "export.md").read_text(encoding="utf-8")


def test_every_format_and_parameter_is_explained() -> None:
    assert [word for word in (*FormName, *PARAMETERS) if f"`{word}`" not in PAGE] == []
