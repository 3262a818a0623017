"""Folders -> Splits: articles that stand beside the JSON in which somebody annotated them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import AnnotationError, NoArticlesError
from ingest.score.document import KINDS


@dataclass(frozen=True, slots=True)
class Split:
    """A folder's annotated articles: NAME.txt beside NAME.json."""

    folder: Path
    articles: tuple[Path, ...]

    @property
    def name(self) -> str:
        """What the split is called: its folder's name."""
        return self.folder.name


def splits_in(paths: Iterable[Path]) -> Iterator[Split]:
    """Each path, or where it holds no articles itself each folder in it, that holds annotated articles.

    Raises NoArticlesError.
    """
    for path in paths:
        folders = [path, *sorted(p for p in path.iterdir() if p.is_dir())] if path.is_dir() else []
        found = [Split(folder, _annotated(folder)) for folder in folders]
        if not any(split.articles for split in found):
            remedy = "Name a folder with NAME.txt beside NAME.json, or one that holds such folders"
            raise NoArticlesError(str(path), "no annotated articles here", remedy)
        yield from (split for split in found if split.articles)


def _annotated(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(text for text in folder.glob("*.txt") if text.with_suffix(".json").is_file()))


def read_annotation(path: Path) -> dict[str, Any]:
    """The facts in a file of the scheme. Raises AnnotationError."""
    remedy = f"Write an object with lists of {', '.join(KINDS)}"
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise AnnotationError(str(path), f"not JSON that can be read ({error})", remedy) from None
    if not isinstance(told, dict) or not any(isinstance(told.get(kind), list) for kind in KINDS):
        raise AnnotationError(str(path), "no annotation: it lists no facts", remedy)
    return told
