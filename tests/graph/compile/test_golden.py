"""Every construct: its Cypher and parameters as they were reviewed, and its answer on a real database."""

import json
import os
from pathlib import Path

import pytest

from graph.compile import compile_question
from tests.graph.compile.cases import CASES, Case
from tests.graph.conftest import Graph

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", CASES)
def test_golden(sample: Graph, name: str) -> None:
    """Set CONTRAIL_WRITE_GOLDEN=1 to write the files anew, then review their difference."""
    path = GOLDEN / f"{name.replace(' ', '-').replace(',', '')}.txt"
    found = _report(sample, CASES[name])
    if os.environ.get("CONTRAIL_WRITE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found


def test_no_golden_file_is_left_over() -> None:
    assert len(list(GOLDEN.iterdir())) == len(CASES)


def _report(graph: Graph, case: Case) -> str:
    compiled = compile_question(case.question, graph.ontology)
    answer = graph.answer(case.question, case.variables)
    parts = [
        compiled.text,
        json.dumps(compiled.bind(case.variables).values, ensure_ascii=False, sort_keys=True),
        json.dumps(answer.data, ensure_ascii=False, indent=1),
    ]
    if answer.partial:
        parts.append(f"partial: {', '.join('.'.join(path) for path in answer.partial)}")
    return "\n\n".join(parts) + "\n"
