"""Many articles are read in processes of their own, as few are read in this one."""

import pickle
from pathlib import Path

import psutil
import pytest

from contrail import articles
from contrail.articles import SAMPLE, read_batches, reading
from contrail.errors import ContrailError
from ingest import errors
from ingest.article import read_articles
from ingest.errors import IngestError
from ingest.format.metadata import UNKNOWN
from ingest.hold import BELOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"{texts[number % len(texts)].rstrip()}\n\nReport {number}.\n", "utf-8")
    return tmp_path


def test_processes_read_what_is_read_here_and_in_its_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "WORTH", 4)
    monkeypatch.setattr(articles, "AHEAD", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    told: list[tuple[str, int, int]] = []
    found = read_articles([folder], UNKNOWN)
    with reading(found, lambda *given: told.append(given), None, BELOW) as read:
        assert len(psutil.Process().children()) >= 1
        assert list(read) == read_batches([folder], UNKNOWN)
    assert told == [("reading", count, 9) for count in range(1, 10)]
    assert not [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline())]


def test_a_process_that_ends_is_told_with_the_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "WORTH", 4)
    monkeypatch.setattr(articles, "AHEAD", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with reading(read_articles([folder], UNKNOWN), lambda *_: None, None, BELOW) as read:
        left = iter(read)
        assert next(left)[0].endswith("0.txt")
        for process in psutil.Process().children():
            if "spawn_main" in " ".join(process.cmdline()):
                process.kill()
        with pytest.raises(ContrailError, match=r"\d.txt: a process that reads ended"):
            list(left)


def test_errors_are_the_same_after_a_journey_between_processes() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, IngestError)]
    assert len(kinds) > 10
    for kind in kinds:
        back = pickle.loads(pickle.dumps(kind("a.txt", "it is odd", "Mend it")))
        assert type(back) is kind and (back.place, back.cause, back.remedy) == ("a.txt", "it is odd", "Mend it")
        assert str(back) == "a.txt: it is odd. Mend it"
