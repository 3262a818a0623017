"""A running service with the sample -> the explorer's states in docs/explorer/, in light and dark.

CONTRAIL_REVIEW_BELOW=0.95 .venv/bin/contrail serve --sample    # so that something waits for review
.venv/bin/python docs/explorer/pictures.py http://127.0.0.1:8000
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.web.explorer.hands import FLAGS, HMEIMIM, KHADIM, READ, RETRACT, find, publish, relation, whole

expect.set_options(timeout=30_000)
HERE = Path(__file__).parent

ARTICLE = "An Il-76 flew from Alexandria to San José on March 3, officials said. Two more followed on March 4."


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
    find(page, "khadim", KHADIM)
    expect(page.locator("#inspector mark.words")).to_be_visible()
    page.get_by_text("They disagree on").click()


def graph(page: Page) -> None:
    """All that a document speaks of, by what holds together."""
    page.get_by_role("button", name="Clear").click()
    whole(page)
    page.keyboard.press("m")
    page.get_by_label("Measure", exact=True).select_option(label="Communities")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator(".results li").first).to_be_visible()


def filters(page: Page) -> None:
    """Some of it out of sight, and when it was."""
    page.get_by_role("button", name="Draw without it").click()
    page.keyboard.press("l")
    page.keyboard.press("t")
    page.locator("fieldset .choice").filter(has=page.get_by_text("actor", exact=True)).get_by_role("checkbox").uncheck()
    page.keyboard.press("f")


def chart(page: Page) -> None:
    """Where it was."""
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Map", exact=True).click()
    arc = page.get_by_role("button", name=f"{HMEIMIM} to {KHADIM}")
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
    page.get_by_label("To", exact=True).select_option(label=KHADIM)
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator(".stepper")).to_be_visible()


def table(page: Page) -> None:
    """The same as two tables, with a relation picked."""
    page.keyboard.press("p")
    relation(page, "Flight 1, December 14 destination")
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


def review(page: Page) -> None:
    """An article was dropped, and what the machine was not sure of is decided on its text."""
    page.get_by_role("button", name="GraphQL", exact=True).click()
    page.get_by_role("button", name="Clear").click()
    page.keyboard.press("r")
    publish(page, ARTICLE)
    job = page.locator(".jobs li")
    job.get_by_role("button", name="Show it").click()
    expect(page.get_by_role("button", name="Fit")).to_be_enabled()
    job.get_by_role("button", name="Review").click()
    expect(page.locator(".card mark.words")).to_be_visible()


def forget(page: Page) -> None:
    """Take back what was read for the picture."""
    found = page.request.post("/graphql", data={"query": READ}).json()["data"]["documents"]["nodes"]
    for document in found:
        page.request.post("/graphql", data={"query": RETRACT, "variables": document})


STATES: tuple[Callable[[Page], None], ...] = (
    start, search, sentence, graph, filters, chart, paths, table, query, review,
)  # fmt: skip


def main() -> None:
    """Walk through the states in either theme, and take a picture of each."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for theme in ("light", "dark"):
            page = browser.new_page(
                base_url=sys.argv[1], viewport={"width": 1280, "height": 720}, reduced_motion="reduce"
            )
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.goto(sys.argv[1])
            for number, state in enumerate(STATES, start=1):
                state(page)
                page.wait_for_timeout(600)  # The renderer draws once more after the last change.
                page.screenshot(path=HERE / f"{number:02}-{state.__name__}-{theme}.png")
            forget(page)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
