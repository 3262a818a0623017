"""The text of a PDF is read page by page; what is no text, or too much, is refused."""

import zlib
from pathlib import Path

import pytest

from ingest.article import read_article_file
from ingest.errors import BinaryArticleError, EmptyArticleError, TooLargeError
from ingest.format import pdf as pdf_format

PAGES = (
    ("Il-76 lands in Gao", "A Russian Il-76 landed in Gao on Monday,", "two officials said."),
    ("It left for Bamako the next day.",),
)


def make(pages: tuple[tuple[str, ...], ...]) -> bytes:
    """A PDF of one font with a line of text below the other, compressed as programs write them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = zlib.compress(f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1"))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode() + stream + b"\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(raw)
    return path


def test_pages_become_text_in_their_order(tmp_path: Path) -> None:
    text = read_article_file(write(tmp_path, make(PAGES))).text
    assert text.splitlines()[0] == "Il-76 lands in Gao"
    assert "landed in Gao on Monday,\ntwo officials said." in text
    assert text.endswith("\n\nIt left for Bamako the next day.")


def test_pages_without_text_are_refused_as_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyArticleError):
        read_article_file(write(tmp_path, make(((), ()))))


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_a_torn_file_is_refused_or_read_never_crashes(tmp_path: Path, cut: int) -> None:
    with pytest.raises((BinaryArticleError, EmptyArticleError)):
        read_article_file(write(tmp_path, make(PAGES)[:cut]))


def test_more_pages_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "MOST_PAGES", 1)
    with pytest.raises(TooLargeError, match="2 pages; at most 1"):
        read_article_file(write(tmp_path, make(PAGES)))


def test_more_time_than_is_waited_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "MOST_SECONDS", -1.0)
    with pytest.raises(TooLargeError, match="1 of 2 pages"):
        read_article_file(write(tmp_path, make(PAGES)))
