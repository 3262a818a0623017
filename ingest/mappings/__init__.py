"""The name of a public table -> the mapping of it that ships; docs/mappings.md says how mappings are written."""

from pathlib import Path


def shipped() -> dict[str, Path]:
    """The mappings that ship, by the names of their tables."""
    return {path.stem: path for path in sorted(Path(__file__).parent.glob("*.yaml"))}
