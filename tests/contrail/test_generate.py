"""What schema/ declares -> the generated files."""

import json
from pathlib import Path

import pytest

from contrail.generate import REPOSITORY, generate, main, stale
from schema.discover import discover


def test_the_generated_files_in_the_repository_are_current() -> None:
    assert dict(stale(REPOSITORY, generate(discover()))) == {}, "run `make generated` and commit the files"


def test_files_are_written_then_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("api", "schema"):
        (tmp_path / folder).mkdir()
    assert main(["--check"], tmp_path) == 1
    assert "make generated" in capsys.readouterr().err
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    assert json.loads((tmp_path / "schema" / "ontology.json").read_text())["nouns"]["Flight"]["plural"] == "flights"


def test_a_change_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("api", "schema"):
        (tmp_path / folder).mkdir()
    main([], tmp_path)
    sdl = tmp_path / "api" / "schema.graphql"
    sdl.write_text(sdl.read_text().replace("type PageInfo {", "type Pages {"))
    assert main(["--check"], tmp_path) == 1
    told = capsys.readouterr().err
    assert "-type Pages {" in told and "+type PageInfo {" in told
    assert main([], tmp_path) == 0
    assert "wrote api/schema.graphql" in capsys.readouterr().out
