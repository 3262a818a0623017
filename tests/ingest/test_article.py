"""Files become articles; what is no article says where, why and what to do."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.article import articles_in, read_article_file
from ingest.errors import (
    ArticleError,
    BinaryArticleError,
    EmptyArticleError,
    EncodingError,
    IngestError,
    MetadataError,
    NoArticlesError,
    UnknownFormatError,
)
from ingest.format.metadata import Metadata, parse_date


def test_text_is_what_was_read_but_for_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("One\r\ntwo\u00a0“three” 🛩\r\rfour\n".encode())
    assert read_article_file(path).text == "One\ntwo\u00a0“three” 🛩\r\rfour\n"


def test_sidecar_speaks_at_its_top_or_under_source_and_options_win(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    source = {"title": "T", "outlet": "O", "url": "https://example.org/a", "published": "2024-12-20"}
    (tmp_path / "a.json").write_text(json.dumps({"source": source, "flights": "never read", "outlet": "Top"}))
    found = read_article_file(path, Metadata(title="Mine")).metadata
    assert found == Metadata("Mine", "Top", "https://example.org/a", date(2024, 12, 20))


@pytest.mark.parametrize(
    ("raw", "kind", "place"),
    [
        (b"", EmptyArticleError, "a.txt"),
        (b" \n\t\r\n", EmptyArticleError, "a.txt"),
        (b"abc\x00def", BinaryArticleError, "a.txt, byte 3"),
        ("caf\u00e9".encode("latin-1"), EncodingError, "a.txt, byte 3"),
        (b"\xff\xfeA", EncodingError, "a.txt, byte 0"),
    ],
)
def test_bad_bytes_name_place_cause_and_remedy(
    tmp_path: Path, raw: bytes, kind: type[ArticleError], place: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    with pytest.raises(kind) as caught:
        read_article_file(path)
    assert caught.value.place.endswith(place)
    assert caught.value.cause and caught.value.remedy
    assert str(caught.value) == f"{caught.value.place}: {caught.value.cause}. {caught.value.remedy}"


def test_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 nothing of the sort")
    with pytest.raises(BinaryArticleError, match="not a PDF"):
        read_article_file(path)


def test_page_gives_its_main_text_and_metadata(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Paragraph {n} tells at some length of a jet that landed in Accra on Monday.</p>" for n in range(9)
    )
    article = f"<nav>Menu</nav><article><h1>Jets</h1>{body}</article>"
    page = f"<html><head><title>Jets</title></head><body>{article}</body></html>"
    path = tmp_path / "a.html"
    path.write_text(page)
    read = read_article_file(path)
    assert "Paragraph 8 tells" in read.text
    assert "Menu" not in read.text
    assert read.metadata.title == "Jets"


def test_unknown_suffix_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("Words.")
    for read in (lambda: read_article_file(path), lambda: list(articles_in([path]))):
        with pytest.raises(UnknownFormatError, match=r"'\.docx'"):
            read()


def test_folders_are_walked_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.json", "sub/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    found = list(articles_in([tmp_path, tmp_path / "b.txt"]))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.md", "b.txt", "sub/d.html"]


@pytest.mark.parametrize("missing", [True, False])
def test_folder_without_articles_is_refused(tmp_path: Path, *, missing: bool) -> None:
    place = tmp_path / "none" if missing else tmp_path
    with pytest.raises(NoArticlesError) as caught:
        list(articles_in([place]))
    assert str(place) in str(caught.value)


@pytest.mark.parametrize("side", ["{", "[]", '{"published": "20 December"}', '{"published": 2024}', '{"title": ["a"]}'])
def test_bad_sidecar_is_refused(tmp_path: Path, side: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    (tmp_path / "a.json").write_text(side)
    with pytest.raises(MetadataError) as caught:
        read_article_file(path)
    assert "a.json" in caught.value.place


@pytest.mark.parametrize("text", ["2024-13-01", "20.12.2024", "2024-12", "today", "", "2024-02-30"])
def test_wrong_date_names_where_it_was_given(text: str) -> None:
    with pytest.raises(MetadataError, match="YYYY-MM-DD") as caught:
        parse_date(text, "--published")
    assert caught.value.place == "--published"


def test_right_date_is_read() -> None:
    assert parse_date(" 2024-12-20 ", "--published") == date(2024, 12, 20)


def test_every_error_is_an_ingest_error() -> None:
    assert issubclass(ArticleError, IngestError)
    assert issubclass(NoArticlesError, IngestError)
    assert issubclass(MetadataError, IngestError)
