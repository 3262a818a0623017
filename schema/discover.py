"""The modules of schema/nodes and schema/links -> the Ontology that Contrail ships; a new file there is enough."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from types import ModuleType

from schema import links, nodes
from schema.link import Link
from schema.noun import Noun
from schema.ontology import Ontology


def discover(packages: Iterable[ModuleType] = (nodes, links)) -> Ontology:
    """Every Noun and Link that a module of these packages declares, as one Ontology. Raises OntologyError."""
    declared = list(_declared(packages))
    return Ontology(
        dict.fromkeys(value for value in declared if isinstance(value, Noun)),
        dict.fromkeys(value for value in declared if isinstance(value, Link)),
    )


def _declared(packages: Iterable[ModuleType]) -> Iterator[object]:
    for package in packages:
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield from vars(importlib.import_module(found.name)).values()
