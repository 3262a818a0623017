"""docs/settings.md lists exactly the variables that are read."""

import re
from pathlib import Path

from contrail.settings import VARIABLES

PAGE = (Path(__file__).parent.parent.parent / "docs" / "settings.md").read_text()


def test_settings_are_documented() -> None:
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE) == [
        (variable.name, variable.doc) for variable in VARIABLES
    ]
