"""A statement's id hashes all that it says."""

import dataclasses
from typing import Any

from schema.claim import Claim, Modality, Polarity, Statement

CLAIM = Claim("Flight:a", "ORIGIN", object="Base:b", span=(1, 4), text="abc")
STATEMENT = Statement("Document:d", "rules@1", (CLAIM,), span=(0, 9), text="abcdefghi")


def test_equal_content_has_equal_ids() -> None:
    assert STATEMENT.id == Statement("Document:d", "rules@1", (CLAIM,), span=(0, 9), text="abcdefghi").id


CLAIM_CHANGES: list[dict[str, Any]] = [
    {"modality": Modality.EXPECTED}, {"polarity": Polarity.DENIED}, {"alternative": "a"}, {"object": "Base:c"},
    {"key": "VIA"}, {"span": (1, 3)}, {"score": 0.5}, {"method": "alias"}, {"period": "2024"}, {"value": 1},
]  # fmt: skip
CHANGES: list[dict[str, Any]] = [
    {"document": "Document:e"}, {"extractor": "rules@2"}, {"span": (0, 8)}, {"text": "x"}, {"quoted": True},
    {"attributed": True}, {"said_by": (("Actor:p", 0),)}, {"mentions": ("Base:z",)}, {"ordinal": 1},
    {"reference": True}, {"occasion": "y"}, {"claims": ()},
    *({"claims": (dataclasses.replace(CLAIM, **change),)} for change in CLAIM_CHANGES),
]  # fmt: skip


def test_any_difference_makes_another_id() -> None:
    others = {dataclasses.replace(STATEMENT, **change).id for change in CHANGES}
    assert len(others | {STATEMENT.id}) == len(CHANGES) + 1
