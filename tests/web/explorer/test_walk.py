"""From a name over the canvas to the sentence, and back."""

from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect

from tests.web.explorer.hands import HMEIMIM, KHADIM, find, relation, things

pytestmark = pytest.mark.web
ARRIVAL = "Flight 1, December 14 destination"


#: Where the two ends of the first edge are on the screen, once they stand still.
ENDS = """
async () => {
  const [first] = location.hash.match(/Flight:\\w+/);
  const canvas = document.getElementById("canvas");
  const where = () => {
    const box = canvas.getBoundingClientRect();
    return ["Base:kftoknqc75wisvb25", first].map((id) => {
      const { x, y } = canvas.whereIs(id);
      return [box.x + x, box.y + y];
    });
  };
  // The camera follows the panel that has opened: wait until it stands still.
  for (let before = ""; before !== JSON.stringify(where()); ) {
    before = JSON.stringify(where());
    await new Promise((done) => setTimeout(done, 500));
  }
  return where();
}
"""


def test_from_a_name_to_the_sentence_in_three_actions(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page.locator("#inspector mark.words")).to_be_visible()
    for _ in range(4):  # the camera follows panels that open and close: an edge may have moved on under the pointer
        page.mouse.click(*(sum(pair) / 2 for pair in zip(*page.evaluate(ENDS), strict=True)))
        with suppress(AssertionError):
            expect(page.locator("#inspector .kind")).to_contain_text("destination", timeout=2_000)
            break
    expect(page.locator("#inspector .kind")).to_contain_text("destination")
    expect(page.locator("mark.words")).to_contain_text("al-Khadim")
    expect(page.locator(".claims")).to_contain_text("Libyan")


def test_the_table_is_an_equal_view_and_marks_the_words_in_the_document(page: Page) -> None:
    find(page, "khadim", KHADIM)
    relation(page, ARRIVAL)
    expect(page.locator("mark.words")).to_have_text("al-Khadim")
    expect(page.locator(".text")).to_contain_text("The Russian Defence Ministry denied")
    expect(page.locator(".claims")).to_contain_text("Libyan military source says")


def test_an_expansion_is_one_request_and_can_be_undone_and_done_again(page: Page) -> None:
    find(page, "khadim", KHADIM)
    rows = things(page)
    expect(page.locator("mark.words")).to_be_visible()
    few = rows.count()
    asked: list[str | None] = []
    page.on("request", lambda request: asked.append(request.post_data))
    page.get_by_role("button", name="Expand: Flight 1, December 14").click()
    expect(rows).not_to_have_count(few)
    assert len(asked) == 1, asked
    many = rows.count()
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(few)
    page.keyboard.press("Control+y")
    expect(rows).to_have_count(many)
    # The browser's own way back and forth leads through the same steps, and not away from them.
    page.go_back()
    expect(rows).to_have_count(few)
    page.go_back()
    expect(rows).to_have_count(many)
    page.go_forward()
    expect(rows).to_have_count(few)


def test_the_address_restores_the_view(page: Page) -> None:
    find(page, "khadim", KHADIM)
    relation(page, ARRIVAL)
    expect(page.locator("mark.words")).to_be_visible()
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("mark.words")).to_have_text("al-Khadim")
    assert page.url == shared


def test_what_is_brought_is_connected_to_all_that_is_there(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page.locator("mark.words")).to_be_visible()
    asked: list[str | None] = []
    page.on("request", lambda request: asked.append(request.post_data))
    find(page, "hmeimim", HMEIMIM)
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.get_by_role("row", name=f"Flight 1, December 14 origin {HMEIMIM}")).to_have_count(1)
    assert len([each for each in asked if each and "query Expand" in each]) == 1


def test_links_are_told_by_name(page: Page) -> None:
    find(page, "putin", "Vladimir Putin")
    expect(page.get_by_role("heading", name="Links")).to_be_visible()
    expect(page.locator(".claims").filter(has_text="leads")).to_contain_text("Russia")
