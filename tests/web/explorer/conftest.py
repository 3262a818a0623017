"""The explorer in a browser against the running service: first empty, then with the sample."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from contrail.articles import SAMPLE
from contrail.settings import read_settings
from contrail.store import open_store
from schema import identity
from schema.claim import Batch, Claim, Document, Modality, Statement
from tests.contrail.program import REPOSITORY, Service, contrail, service
from tests.web.explorer.hands import FLAGS, NOTES, RETRACT

#: What is linked to a gazetteer by its size alone waits for review; the sample holds nothing of the kind.
CAREFUL = {"CONTRAIL_REVIEW_BELOW": "0.95"}
FAINT_TEXT = "An Il-76 landed at Khadeem, they say."
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


@pytest.fixture(scope="module")
def seed(sample: Service, shared: Path) -> Iterator[Service]:
    """The seed article beside the sample, for as long as the tests of one file run."""
    done = contrail("ingest", shared / "seed", "--published", "2024-12-20", "--data-dir", sample.data_dir, "--json")
    assert done.code == 0, done.err
    yield sample
    for each in done.json["documents"]:
        sample.ask(RETRACT, id=each["id"])


@pytest.fixture
def faint(sample: Service) -> Iterator[Service]:
    """A document of which a machine was sure of nothing: a name and a link wait for review."""
    document = identity.document("faint", None)
    flight, site = identity.local("Flight", document, [3, 8]), identity.local("Base", document, [19, 26])
    held = Claim(
        site,
        "name",
        "Khadeem",
        modality=Modality.POSSIBLE,
        score=0.6,
        held=True,
        method="test",
        span=(19, 26),
        text="Khadeem",
    )
    landed = replace(held, subject=flight, key="DESTINATION", value=None, object=site)
    statement = Statement(document, "test@1", (landed, held), span=(0, len(FAINT_TEXT)), text=FAINT_TEXT)
    with open_store(read_settings(os.environ, sample.data_dir)) as store:
        store.write(Batch((Document(document, "faint", title="Faint", text=FAINT_TEXT),), (statement,)))
    yield sample
    for each in [*sample.ask(NOTES)["documents"]["nodes"], {"id": document}]:
        sample.ask(RETRACT, id=each["id"])


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
    opened.on("pageerror", lambda error: said.append(f"{error} {error.stack}"))
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
