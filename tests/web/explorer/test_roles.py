"""What a key allows is what the page offers: readers look, editors correct, judge and review, nobody enters without."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.contrail.program import Service, contrail
from tests.web.explorer.hands import HMEIMIM, KHADIM, drop, find, things

pytestmark = pytest.mark.web
VERBS = ("Correct", "Deny", "Add a fact", "The same", "Accept", "Reject", "Save", "Read it")


@pytest.fixture
def enter(browser: Browser, faint: Service) -> Iterator[Callable[[str], Page]]:
    """Make a key of a role, and open the page with it; while there are keys, nobody is let in without one."""
    made: list[str] = []
    pages: list[Page] = []

    def entered(role: str) -> Page:
        done = contrail("keys", "create", role, "--role", role, "--data-dir", faint.data_dir, "--json")
        assert done.code == 0, done.err
        made.append(role)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        pages.append(page)
        page.goto(faint.url)
        page.get_by_label("This service asks for its key").fill(done.json["key"])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Start from a name")).to_be_visible()
        return page

    yield entered
    for page in pages:
        page.close()
    for role in made:
        done = contrail("keys", "revoke", role, "--data-dir", faint.data_dir)
        assert done.code == 0, done.err


def offered(page: Page) -> set[str]:
    """The verbs that can be reached from a thing, a relation, two things, the queue, the views and the files."""
    found: set[str] = set()

    def look() -> None:
        for verb in VERBS:
            if page.get_by_role("button", name=verb, exact=True).count():
                found.add(verb)

    find(page, "khadim", KHADIM)
    facts = page.locator("#inspector .claims").first
    facts.get_by_role("button", name="elevation").click()
    look()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("row", name="Flight 1, December 14 destination").get_by_role("button").click()
    expect(page.locator("#inspector mark.words")).to_be_visible()
    look()
    find(page, "hmeimim", HMEIMIM)
    things(page).nth(0).get_by_role("checkbox").check()
    expect(page.get_by_role("heading", name="2 things")).to_be_visible()
    look()
    for key, ready in (("v", ".card mark.words"), ("s", ".side"), ("r", ".side.wide")):
        page.keyboard.press(key)
        expect(page.locator(ready).first).to_be_visible()
        if key == "r":
            page.locator("summary").evaluate_all("all => all.forEach(each => each.click())")
        look()
    return found


def test_a_reader_is_offered_nothing_that_writes(enter: Callable[[str], Page]) -> None:
    page = enter("reader")
    assert offered(page) == set()
    expect(page.get_by_text("Your key lets you read")).to_be_visible()
    drop(page, "planes.csv", "a,b\n1,2\n")
    expect(page.locator(".jobs")).to_have_count(0)


def test_an_editor_is_offered_all_of_it(enter: Callable[[str], Page]) -> None:
    assert offered(enter("editor")) == set(VERBS)
