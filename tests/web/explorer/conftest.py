"""The explorer in a browser against the running service: first empty, then with the sample."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from contrail.articles import SAMPLE
from tests.contrail.program import REPOSITORY, Service, contrail, service
from tests.web.explorer.hands import FLAGS

#: What is linked to a gazetteer by its size alone waits for review; the sample holds nothing of the kind.
CAREFUL = {"CONTRAIL_REVIEW_BELOW": "0.95"}
#: The first question of its kind is planned by the database before it is answered.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever their files are called, the tests of an empty graph run before one asks for the sample."""
    items.sort(key=lambda item: "empty" not in fixtures(item) or "sample" in fixtures(item))


def fixtures(item: pytest.Item) -> set[str]:
    """The names of what a test is given."""
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that knows nothing, until `sample` is asked for."""
    with service(tmp_path_factory.mktemp("data"), environment=CAREFUL) as started:
        yield started


@pytest.fixture(scope="session")
def sample(empty: Service) -> Service:
    done = contrail("ingest", SAMPLE, "--data-dir", empty.data_dir)
    assert done.code == 0, done.err
    return empty


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the explorer, with its packages, built anew."""
    npm = shutil.which("npm")
    assert npm, "the build needs Node 20 or newer with npm: install it (on Debian: apt-get install nodejs npm)"
    root = tmp_path_factory.mktemp("build")
    copy = root / "explorer"
    shutil.copytree(REPOSITORY / "explorer", copy, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (root / "api").mkdir()
    shutil.copy(REPOSITORY / "api" / "schema.graphql", root / "api")
    subprocess.run([npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=copy, check=True, timeout=600)
    subprocess.run([npm, "run", "build", "--silent"], cwd=copy, check=True, timeout=600)
    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "these tests need Chromium: install it (on Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def blank(browser: Browser, empty: Service) -> Iterator[Page]:
    """A page of nothing yet; afterwards, nothing was said on its console and nothing was asked of anybody else."""
    opened = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.close()
    assert said == []
    local = [url for url in asked if not url.startswith(("data:", "blob:"))]
    assert {urlsplit(url).netloc for url in local} <= {urlsplit(empty.url).netloc}


@pytest.fixture
def page(blank: Page, sample: Service) -> Page:
    """The start page of the sample."""
    blank.goto(sample.url)
    expect(blank.get_by_role("combobox", name="Search")).to_be_visible()
    return blank
