"""A text that would take hours to read is given up in time, by name, and nothing else is stopped."""

import signal
import threading
import time

import pytest

from contrail.patience import patiently, within
from ingest.article import Article
from ingest.errors import TooLargeError


def endless(article: Article) -> None:
    with within(0.05, article.place):
        while True:
            time.sleep(0.01)


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(TooLargeError, match=r"a\.txt: it was not read in 0\.05 s"):
        endless(Article("A jet.", path="a.txt"))


def test_what_is_in_time_is_returned_and_no_alarm_is_left() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert patiently(lambda article: article.text, Article("An Il-76 landed.")) == "An Il-76 landed."
    assert signal.getsignal(signal.SIGALRM) is before


def test_another_thread_reads_without_an_alarm() -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(patiently(lambda article: article.text, Article("A jet."))))
    thread.start()
    thread.join()
    assert found == ["A jet."]
