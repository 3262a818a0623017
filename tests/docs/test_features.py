"""Every test that docs/features.md names as proof is there."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
PROOFS = re.findall(
    r"`(tests/\S+?\.py)::(test_\w+)`", (REPOSITORY / "docs" / "features.md").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("file", "name"), PROOFS)
def test_a_proof_is_there(file: str, name: str) -> None:
    assert re.search(rf"^(async )?def {name}\(", (REPOSITORY / file).read_text(encoding="utf-8"), re.MULTILINE)
