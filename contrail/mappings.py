"""The name of a shipped mapping, or a path -> the mapping, checked against the ontology."""

from pathlib import Path

from contrail.errors import UsageError
from ingest.table.declare import read_mapping
from ingest.table.mapping import TableMapping
from schema.ontology import Ontology

#: The mappings that ship.
FOLDER = Path(__file__).parent.parent / "ingest" / "mappings"


def shipped() -> list[Path]:
    """The files of the shipped mappings, by name."""
    return sorted(FOLDER.glob("*.yaml"))


def find_mapping(word: str, ontology: Ontology) -> TableMapping:
    """The mapping in the file of that path, or else the shipped one of that name.

    Raises UsageError where there is none, MappingError where it cannot be read.
    """
    path = Path(word).expanduser()
    if path.is_file():
        return read_mapping(path, ontology)
    return shipped_mapping(word, ontology)


def shipped_mapping(word: str, ontology: Ontology) -> TableMapping:
    """The shipped mapping of that name. Raises UsageError where there is none."""
    named = {one.stem: one for one in shipped()}
    if word not in named:
        raise UsageError(
            f"--mapping {word}",
            "there is no such file, and no mapping of that name ships",
            f"Give a file, or one of {', '.join(named)}. `contrail mapping suggest FILE` drafts one for a table.",
        )
    return read_mapping(named[word], ontology)
