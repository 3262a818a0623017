"""A file of JSON Lines holds an article a line, each with what is known of it."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.article import read_article_file, read_articles
from ingest.errors import ArticleError, EmptyArticleError, IngestError, MetadataError, TooLargeError
from ingest.format import lines as lines_format
from ingest.format.metadata import Metadata

FIRST = {"text": "An Il-76 landed in Gao.\r\n", "title": "Gao", "outlet": "Example Times", "published": "2024-12-20"}
SECOND = {"text": "A C-17 left Bamako.", "url": "https://example.org/2", "language": "never read"}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "many.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_each_line_is_an_article(tmp_path: Path) -> None:
    one, two = read_articles([write(tmp_path, FIRST, "", SECOND)])
    assert (one.text, one.name, one.metadata.published) == ("An Il-76 landed in Gao.\n", "many-1", date(2024, 12, 20))
    assert (two.text, two.name, two.metadata) == (
        "A C-17 left Bamako.",
        "many-3",
        Metadata(url="https://example.org/2"),
    )
    assert two.place.endswith("many.jsonl, line 3")


def test_options_win_over_lines(tmp_path: Path) -> None:
    (one,) = read_articles([write(tmp_path, FIRST)], Metadata(outlet="Mine"))
    assert (one.metadata.outlet, one.metadata.title) == ("Mine", "Gao")


def test_folders_may_hold_them(tmp_path: Path) -> None:
    write(tmp_path, FIRST, SECOND)
    (tmp_path / "a.txt").write_text("A jet landed.")
    assert [article.name for article in read_articles([tmp_path])] == ["a", "many-1", "many-2"]


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("{", ArticleError, "line 2: not JSON"),
        ("[1]", ArticleError, "line 2: no object with a `text`"),
        ('{"title": "no text"}', ArticleError, "line 2: no object with a `text`"),
        ('{"text": "  "}', EmptyArticleError, "line 2: the article is empty"),
        ('{"text": "A jet.", "published": "Monday"}', MetadataError, "line 2, `published`: 'Monday' is not a date"),
        ("[" * 100_000, ArticleError, "line 2: not JSON"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, kind: type[IngestError], said: str) -> None:
    with pytest.raises(kind) as caught:
        read_articles([write(tmp_path, FIRST, line)])
    assert said in str(caught.value)


def test_several_articles_are_not_one(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="2 articles, not one"):
        read_article_file(write(tmp_path, FIRST, SECOND))


def test_a_line_without_end_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_format, "MOST_BYTES", 200)
    with pytest.raises(TooLargeError, match="line 2: it has 201 bytes; at most 200"):
        read_articles([write(tmp_path, FIRST, "x" * 5_000)])
