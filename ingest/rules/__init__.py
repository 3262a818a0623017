"""Rules as data, each beside sentences that it must and must not match."""

from importlib.resources import files
from typing import Any

import yaml


def read(name: str) -> Any:
    """What a file of rules holds, as it is written and examples included: a list of rules, or words by their class."""
    with files(__name__).joinpath(f"{name}.yaml").open(encoding="utf-8") as lines:
        return yaml.load(lines, yaml.CSafeLoader)
