"""A page's head tells its title, outlet, address and date; nothing in a page is run or fetched."""

import socket
from datetime import date
from pathlib import Path

import pytest

from ingest.article import read_article_file
from ingest.errors import EmptyArticleError, EncodingError
from ingest.format.metadata import Metadata

BODY = "".join(
    f"<p>Paragraph {n} tells at some length that a jet of the air force landed in Accra on Monday.</p>"
    for n in range(9)
)
OPEN_GRAPH = """<meta property="og:title" content="Jets in Accra"><meta property="og:site_name" content="Example Times">
<meta property="og:url" content="https://example.org/jets">
<meta property="article:published_time" content="2024-12-20T09:30:00Z">
<meta property="article:modified_time" content="2025-02-01T09:30:00Z">"""
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Jets in Accra", "datePublished": "2024-12-20T09:30:00+00:00", "dateModified": "2025-02-01",
"publisher": {"@type": "Organization", "name": "Example Times"}, "url": "https://example.org/jets"}</script>
<link rel="canonical" href="https://example.org/jets">"""


def page(head: str, body: str = BODY) -> str:
    article = f"<nav>Menu</nav><article><h1>Jets in Accra</h1>{body}</article>"
    return f"<html lang='en'><head>{head}</head><body>{article}</body></html>"


def read(folder: Path, text: str | bytes) -> tuple[str, Metadata]:
    path = folder / "a.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_article_file(path)
    return found.text, found.metadata


@pytest.mark.parametrize("head", [OPEN_GRAPH, JSON_LD], ids=["Open Graph", "JSON-LD and canonical link"])
def test_head_tells_title_outlet_address_and_date(tmp_path: Path, head: str) -> None:
    text, metadata = read(tmp_path, page(head))
    assert "Paragraph 8 tells" in text
    assert "Menu" not in text
    assert metadata == Metadata("Jets in Accra", "Example Times", "https://example.org/jets", date(2024, 12, 20))


def test_a_date_in_the_text_is_none_of_publication(tmp_path: Path) -> None:
    _, metadata = read(tmp_path, page("<title>Jets</title>", f"{BODY}<p>On 3 March 2019 a jet crashed near Accra.</p>"))
    assert metadata.published is None


def test_a_page_declares_its_encoding(tmp_path: Path) -> None:
    head = '<meta charset="windows-1252"><title>Jets</title>'
    text, _ = read(
        tmp_path, page(head, BODY + "<p>The “Bundeswehr” flew from Köln to Gao with café.</p>").encode("cp1252")
    )
    assert "“Bundeswehr” flew from Köln" in text


@pytest.mark.parametrize("name", ["no-such-encoding", "base64", "zip", "undefined"])
def test_an_encoding_that_is_none_is_not_followed(tmp_path: Path, name: str) -> None:
    head = f'<meta charset="{name}"><title>Jets</title>'
    assert "Paragraph 8" in read(tmp_path, page(head))[0]
    with pytest.raises(EncodingError, match="not UTF-8"):
        read(tmp_path, page(head, "<p>Köln</p>").encode("cp1252"))


def test_nothing_is_fetched_or_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page must not reach the network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    hostile = (
        "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><script>document.title='owned'</script>"
        "<iframe src='http://127.0.0.1:9/'></iframe><img src='http://127.0.0.1:9/a.png'><p>&x;</p>"
    )
    text, metadata = read(tmp_path, page('<base href="http://127.0.0.1:9/"><title>Jets</title>', hostile + BODY))
    assert "root:" not in text
    assert "owned" not in text
    assert metadata.title != "owned"


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyArticleError, match="no article text"):
        read(tmp_path, "<html><body></body></html>")
