"""A file and what stands beside it -> Article: the text as it was read and what is known of its publication."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.errors import (
    ArticleError,
    BinaryArticleError,
    EmptyArticleError,
    EncodingError,
    MetadataError,
    NoArticlesError,
    UnknownFormatError,
)

SUFFIXES = (".txt", ".html", ".htm", ".md", ".pdf")
_REMEDY_FORMAT = "Give .txt, .md, .html or .pdf files, or folders of them"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a publication; None is unknown."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values where they are known, else those of `other`."""
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.url or other.url,
            self.published or other.published,
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its publication. Spans into `text` are code points [start, end); `sha256` is of its UTF-8."""

    text: str
    metadata: Metadata = Metadata()
    path: str = ""

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the text's UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def parse_date(text: str, place: str) -> date:
    """An ISO date, `2024-12-20`. Raises MetadataError that names `place`."""
    try:
        if _DATE.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise MetadataError(place, f"{text!r} is not a date", "Write it as YYYY-MM-DD, for example 2024-12-20")


def articles_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The article files that the paths name, folders walked in order of name.

    Raises NoArticlesError for a path that does not exist and for a folder without articles, UnknownFormatError for a
    named file of another kind; before the first file is given out.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                raise NoArticlesError(str(path), "no articles in this folder", _REMEDY_FORMAT)
            found += inside
        elif path.is_file():
            if path.suffix.lower() not in SUFFIXES:
                raise UnknownFormatError(str(path), f"files ending in {path.suffix!r} are not read", _REMEDY_FORMAT)
            found.append(path)
        else:
            raise NoArticlesError(str(path), "no such file or folder", "Check the path")
    yield from dict.fromkeys(found)


def read_article_file(path: Path, overrides: Metadata = Metadata()) -> Article:
    """A file and its side file `NAME.json` to an Article; `overrides` win over the side file.

    Raises ArticleError or MetadataError.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownFormatError(str(path), f"files ending in {path.suffix!r} are not read", _REMEDY_FORMAT)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ArticleError(str(path), error.strerror or str(error), "Check the path and its permissions") from None
    found = Metadata()
    if suffix == ".pdf":
        text = _pdf(raw, path)
    else:
        text = _decode(raw, path)
        if suffix in {".html", ".htm"}:
            text, found = _html(text, path)
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise EmptyArticleError(str(path), "the article is empty", "Give a file with text in it")
    return Article(text, overrides.over(_sidecar(path)).over(found), str(path))


def _decode(raw: bytes, path: Path) -> str:
    if b"\0" in raw:
        offset = raw.index(b"\0")
        raise BinaryArticleError(f"{path}, byte {offset}", "this is a binary file, not text", _REMEDY_FORMAT)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{path}, byte {error.start}",
            f"not UTF-8 (byte 0x{raw[error.start]:02x})",
            "Save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8",
        ) from None


def _html(page: str, path: Path) -> tuple[str, Metadata]:
    # Imported here: trafilatura takes as long to load as the language model and most articles are plain text.
    import trafilatura

    document = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    text = getattr(document, "text", None)
    if document is None or not isinstance(text, str):
        raise EmptyArticleError(str(path), "no article text found in the page", "Save the text itself as .txt")
    published = getattr(document, "date", None)
    return text, Metadata(
        title=getattr(document, "title", None) or None,
        outlet=getattr(document, "sitename", None) or None,
        url=getattr(document, "url", None) or None,
        published=date.fromisoformat(published) if published and _DATE.fullmatch(published) else None,
    )


def _pdf(raw: bytes, path: Path) -> str:
    import io

    import pypdf
    from pypdf.errors import PyPdfError

    try:
        pages = pypdf.PdfReader(io.BytesIO(raw)).pages
        return "\n\n".join(page.extract_text() for page in pages)
    except (PyPdfError, ValueError, OSError) as error:
        raise BinaryArticleError(
            str(path), f"not a PDF that can be read ({error})", "Save the text itself as .txt"
        ) from None


def _sidecar(path: Path) -> Metadata:
    side = path.with_suffix(".json")
    if not side.is_file():
        return Metadata()
    try:
        told = json.loads(side.read_bytes().decode("utf-8-sig"))
    except (ValueError, OSError) as error:
        raise MetadataError(str(side), f"not JSON ({error})", "Mend it or remove it") from None
    if not isinstance(told, dict):
        raise MetadataError(str(side), "not a JSON object", 'Write {"title": …, "published": "2024-12-20"}')
    source = told.get("source")
    values: dict[str, str] = {}
    for key in ("title", "outlet", "url", "published"):
        for level in (told, source if isinstance(source, dict) else {}):
            value = level.get(key)
            if value is None or key in values:
                continue
            if not isinstance(value, str):
                raise MetadataError(f"{side}, `{key}`", f"{value!r} is not text", f"Write `{key}` as a string")
            if value.strip():
                values[key] = value.strip()
    published = values.get("published")
    return Metadata(
        values.get("title"),
        values.get("outlet"),
        values.get("url"),
        parse_date(published, f"{side}, `published`") if published else None,
    )
