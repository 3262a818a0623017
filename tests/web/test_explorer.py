"""The explorer in a browser against the running service: from a name to the sentence, and back."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from contrail.articles import SAMPLE
from tests.contrail.program import REPOSITORY, Service, contrail, service

pytestmark = pytest.mark.web
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
KHADIM = "al-Khadim air base"
#: The first question of its kind is planned by the database before it is answered.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that knows nothing, until `sample` is asked for: the tests of an empty graph come first."""
    with service(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture(scope="module")
def sample(empty: Service) -> Service:
    done = contrail("ingest", SAMPLE, "--data-dir", empty.data_dir)
    assert done.code == 0, done.err
    return empty


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "these tests need Chromium: install it (on Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, sample: Service) -> Iterator[Page]:
    """The start page; afterwards, nothing was said on the console and nothing was asked of anybody else."""
    opened = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(sample.url)
    yield opened
    opened.close()
    assert said == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(sample.url).netloc}


def find(page: Page, text: str, label: str) -> None:
    expect(page.get_by_role("combobox")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(label)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=label)).to_be_visible()


def relation(page: Page) -> None:
    page.get_by_role("button", name="Table").click()
    page.get_by_role("row", name="Flight 1, December 14 destination").get_by_role("button").click()


def test_an_empty_graph_tells_how_to_begin(browser: Browser, empty: Service) -> None:
    opened = browser.new_page()
    opened.goto(empty.url)
    expect(opened.get_by_role("heading", name="The graph is empty")).to_be_visible()
    opened.close()


def test_from_a_name_to_the_sentence_in_three_actions(page: Page) -> None:
    find(page, "khadim", KHADIM)
    ends = page.evaluate(
        """() => {
          const [, first] = location.hash.match(/Flight:\\w+/) ? [0, location.hash.match(/Flight:\\w+/)[0]] : [];
          const canvas = document.getElementById("canvas");
          const box = canvas.getBoundingClientRect();
          return ["Base:kftoknqc75wisvb25", first].map((id) => {
            const { x, y } = canvas.whereIs(id);
            return [box.x + x, box.y + y];
          });
        }"""
    )
    page.mouse.click(*(sum(pair) / 2 for pair in zip(*ends, strict=True)))
    expect(page.locator("mark.words")).to_contain_text("al-Khadim")
    expect(page.locator(".source")).to_contain_text("Libyan")


def test_the_table_is_an_equal_view_and_marks_the_words_in_the_document(page: Page) -> None:
    find(page, "khadim", KHADIM)
    relation(page)
    expect(page.locator("mark.words")).to_have_text("al-Khadim")
    expect(page.locator(".text")).to_contain_text("The Russian Defence Ministry denied")
    expect(page.locator(".source")).to_contain_text("Libyan military source says")


def test_an_expansion_is_one_request_and_can_be_undone_and_done_again(page: Page) -> None:
    find(page, "khadim", KHADIM)
    page.get_by_role("button", name="Table").click()
    rows = page.locator("#tables table").first.locator("tbody tr")
    expect(rows).to_have_count(4)
    expect(page.locator("mark.words")).to_be_visible()
    asked: list[str | None] = []
    page.on("request", lambda request: asked.append(request.post_data))
    page.get_by_role("button", name="Expand: Flight 1, December 14").click()
    expect(rows).not_to_have_count(4)
    assert len(asked) == 1, asked
    many = rows.count()
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(4)
    page.keyboard.press("Control+y")
    expect(rows).to_have_count(many)


def test_the_address_restores_the_view(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    relation(page)
    expect(page.locator("mark.words")).to_be_visible()
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("mark.words")).to_have_text("al-Khadim")
    assert page.url == shared


def test_the_build_writes_what_is_committed(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    assert npm, "the build needs Node 20 or newer with npm: install it (on Debian: apt-get install nodejs npm)"
    copy = tmp_path / "explorer"
    shutil.copytree(REPOSITORY / "explorer", copy, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (tmp_path / "api").mkdir()
    shutil.copy(REPOSITORY / "api" / "schema.graphql", tmp_path / "api")
    subprocess.run([npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=copy, check=True, timeout=600)
    subprocess.run([npm, "run", "build", "--silent"], cwd=copy, check=True, timeout=600)
    committed = (REPOSITORY / "explorer" / "dist" / "manifest.json").read_text(encoding="utf-8")
    assert (copy / "dist" / "manifest.json").read_text(encoding="utf-8") == committed
