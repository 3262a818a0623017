"""A running service with the sample -> the explorer's states in docs/explorer/, in light and dark.

.venv/bin/python docs/explorer/pictures.py http://127.0.0.1:8000
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DOCUMENT = "Il-76 flights to eastern Libya multiply after the fall of Assad"


def start(page: Page) -> None:
    """Where to begin."""
    expect(page.get_by_text("Which flights lead to").first).to_be_visible()


def search(page: Page) -> None:
    """A name is typed."""
    page.keyboard.press("/")
    page.keyboard.type("lib")
    expect(page.get_by_role("option").first).to_be_visible()


def sentence(page: Page) -> None:
    """A thing is open, with the words that tell of it."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("khadim")
    expect(page.get_by_role("option").first).to_contain_text("Khadim")
    page.keyboard.press("Enter")
    expect(page.locator("#inspector mark.words")).to_be_visible()


def graph(page: Page) -> None:
    """All that a document speaks of."""
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name=DOCUMENT).click()
    expect(page.get_by_role("button", name="Fit")).to_be_enabled()


def filters(page: Page) -> None:
    """Some of it out of sight, and when it was."""
    page.keyboard.press("l")
    page.keyboard.press("t")
    page.locator("fieldset .choice").filter(has=page.get_by_text("actor", exact=True)).get_by_role("checkbox").uncheck()
    page.keyboard.press("f")


def chart(page: Page) -> None:
    """Where it was."""
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Map", exact=True).click()
    arc = page.get_by_role("button", name="Hmeimim air base to al-Khadim air base")
    arc.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#inspector mark.words")).to_be_visible()
    page.keyboard.press("l")


def paths(page: Page) -> None:
    """How two things are connected."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Graph", exact=True).click()
    page.get_by_role("button", name="Timeline").click()
    page.keyboard.press("p")
    page.get_by_label("From", exact=True).select_option(label="Khalifa Haftar")
    page.get_by_label("To", exact=True).select_option(label="al-Khadim air base")
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator(".stepper")).to_be_visible()


def table(page: Page) -> None:
    """The same as two tables, with a relation picked."""
    page.keyboard.press("p")
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("row", name="Flight 1, December 14 destination").get_by_role("button").click()
    expect(page.locator("#inspector mark.words")).to_be_visible()


def query(page: Page) -> None:
    """The GraphQL behind it."""
    page.get_by_role("button", name="Graph", exact=True).click()
    page.get_by_role("button", name="Clear").click()
    sentence(page)
    page.keyboard.press("g")
    page.get_by_label("Asked by").select_option(label="Inspector")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("region", name="Answer")).to_contain_text("{")


def keys(page: Page) -> None:
    """What the keyboard does."""
    page.get_by_role("button", name="GraphQL", exact=True).click()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()


STATES: tuple[Callable[[Page], None], ...] = (
    start, search, sentence, graph, filters, chart, paths, table, query, keys,
)  # fmt: skip


def main() -> None:
    """Walk through the states in either theme, and take a picture of each."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for theme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.goto(sys.argv[1])
            for number, state in enumerate(STATES, start=1):
                state(page)
                page.wait_for_timeout(600)  # The renderer draws once more after the last change.
                page.screenshot(path=HERE / f"{number:02}-{state.__name__}-{theme}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
