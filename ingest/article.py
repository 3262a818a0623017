"""Files and what stands beside them -> Articles: the text as it was read and what is known of its publication."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import (
    ArticleError,
    EmptyArticleError,
    ForeignArticleError,
    MetadataError,
    NoArticlesError,
    UnknownFormatError,
)
from ingest.format.limit import MOST_BYTES, MOST_CHARACTERS, check
from ingest.format.lines import read_lines
from ingest.format.metadata import UNKNOWN, Metadata, read_metadata
from ingest.format.page import read_page
from ingest.format.pdf import read_pdf
from ingest.format.plain import REMEDY_FORMAT, declared, decode
from ingest.tongue import foreign

_PAGES = (".html", ".htm")
_LINES = ".jsonl"
SUFFIXES = (".txt", *_PAGES, ".md", ".pdf", _LINES)


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its publication. Spans into `text` are code points [start, end); `sha256` is of its UTF-8.

    `line` is its line in a file of JSON Lines; 0 where the file is the article.
    """

    text: str
    metadata: Metadata = UNKNOWN
    path: str = ""
    line: int = 0

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the text's UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """What it is called among others: its file's name, and its line there."""
        stem = Path(self.path).stem
        return f"{stem}-{self.line}" if self.line else stem

    @property
    def place(self) -> str:
        """Where it was read."""
        return f"{self.path}, line {self.line}" if self.line else self.path


def articles_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of articles that the paths name, folders walked in order of name.

    Raises NoArticlesError for a path that does not exist and for a folder without articles, UnknownFormatError for a
    named file of another kind; before the first file is given out.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                raise NoArticlesError(str(path), "no articles in this folder", REMEDY_FORMAT)
            found += inside
        elif path.is_file():
            if path.suffix.lower() not in SUFFIXES:
                raise UnknownFormatError(str(path), f"files ending in {path.suffix!r} are not read", REMEDY_FORMAT)
            found.append(path)
        else:
            raise NoArticlesError(str(path), "no such file or folder", "Check the path")
    yield from dict.fromkeys(found)


def read_articles(paths: Iterable[Path], overrides: Metadata = UNKNOWN) -> list[Article]:
    """All articles that the paths name, files of JSON Lines included; `overrides` win over what files tell.

    Raises IngestError for the first that cannot be read.
    """
    return [article for path in articles_in(paths) for article in _articles(path, overrides)]


def read_article_file(path: Path, overrides: Metadata = UNKNOWN) -> Article:
    """The article of a file that holds one. Raises ArticleError or MetadataError."""
    found = list(_articles(path, overrides))
    if len(found) != 1:
        raise ArticleError(str(path), f"it holds {len(found)} articles, not one", "Split it")
    return found[0]


def _articles(path: Path, overrides: Metadata) -> Iterator[Article]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownFormatError(str(path), f"files ending in {path.suffix!r} are not read", REMEDY_FORMAT)
    try:
        if suffix == _LINES:
            for number, text, told in read_lines(path):
                yield read_text(text, overrides.over(told), str(path), number)
            return
        check(path.stat().st_size, MOST_BYTES, "bytes", str(path))
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error), "Check the path and its permissions") from None
    found = UNKNOWN
    if suffix == ".pdf":
        text = read_pdf(raw, str(path))
    elif suffix in _PAGES:
        text, found = read_page(decode(raw, str(path), declared(raw)), str(path))
    else:
        text = decode(raw, str(path))
    yield read_text(text, overrides.over(_sidecar(path)).over(found), str(path))


def read_text(text: str, metadata: Metadata, path: str, line: int = 0) -> Article:
    """A text to an Article; `path` and `line` say where it was. Raises ArticleError."""
    article = Article(text.replace("\r\n", "\n"), metadata, path, line)
    if not article.text.strip():
        raise EmptyArticleError(article.place, "the article is empty", "Give a file with text in it")
    check(len(article.text), MOST_CHARACTERS, "characters", article.place)
    language = foreign(article.text)
    if language is not None:
        raise ForeignArticleError(
            article.place, f"it seems to be in {language}, and only English is read", "Give an English translation"
        )
    return article


def _sidecar(path: Path) -> Metadata:
    side = path.with_suffix(".json")
    if not side.is_file():
        return UNKNOWN
    try:
        told = json.loads(side.read_bytes().decode("utf-8-sig"))
    except (ValueError, OSError) as error:
        raise MetadataError(str(side), f"not JSON ({error})", "Mend it or remove it") from None
    if not isinstance(told, dict):
        raise MetadataError(str(side), "not a JSON object", 'Write {"title": …, "published": "2024-12-20"}')
    return read_metadata(told, str(side))
