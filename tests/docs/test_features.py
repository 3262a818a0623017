"""Every test that docs/features.md names as proof is there, and its judges are held to what it tells of them."""

import re
from pathlib import Path

import pytest

from tests.web.verdict import PASSES

REPOSITORY = Path(__file__).parent.parent.parent
FEATURES = (REPOSITORY / "docs" / "features.md").read_text(encoding="utf-8")
PROOFS = re.findall(r"`(tests/\S+?\.py)::(test_\w+)`", FEATURES)
#: What each judge prints: its program, and how much passed and failed.
JUDGED = re.findall(r"^\| `(\S+\.(?:mjs|py))\b[^`]*` \|[^|]+\| (\d+) \| (\d+) \|", FEATURES, re.MULTILINE)


@pytest.mark.parametrize(("file", "name"), PROOFS)
def test_a_proof_is_there(file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (REPOSITORY / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_judges_are_held_to_what_is_told_of_them() -> None:
    """The tests of the judges fail where less passes than `PASSES`, or anything fails."""
    assert {judge: (int(passed), int(failed)) for judge, passed, failed in JUDGED} == {
        judge: (passes, 0) for judge, passes in PASSES.items()
    }
