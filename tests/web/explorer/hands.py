"""What a reader does on the page, by its keys."""

import re

from playwright.sync_api import Locator, Page, expect

#: Chromium without a graphics card.
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")

DOCUMENT = "Il-76 flights to eastern Libya multiply after the fall of Assad"
KHADIM = "al-Khadim air base"
HMEIMIM = "Hmeimim air base"
KHADIM_ID = "Base:kftoknqc75wisvb25"
HMEIMIM_ID = "Base:kljcemdeksbi6gp6c"

#: An address that tells where the camera is: it has settled.
CAMERA = re.compile(r"[&#]c=")
#: Where a thing is drawn on the canvas.
WHERE = "id => document.getElementById('canvas').whereIs(id)"
DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  const dropped = { dataTransfer: files, bubbles: true, cancelable: true };
  document.querySelector("main").dispatchEvent(new DragEvent("drop", dropped));
}"""
#: The documents that `publish` has read, and how one is taken back.
READ = '{ documents(where: {outlet: {eq: "Example Post"}}) { nodes { id } } }'
#: What was written by hand.
NOTES = "{ documents(where: {documentKind: {eq: NOTE}}) { nodes { id } } }"
RETRACT = "mutation($id: ID!) { retract(input: {document: $id}) { documentId } }"


def places(page: Page) -> set[str]:
    """Every thing on the canvas with its place, as the address tells."""
    told = re.search(r"#n=([^&]*)", page.url)
    return set(told[1].split(";")) if told else set()


def holding(these: set[str]) -> re.Pattern[str]:
    """Addresses of these things at these places, and of no others."""
    every = "".join(f"(?=[^&]*{re.escape(each)}(;|&|$))" for each in these)
    return re.compile(f"#n={every}[^;&]*(;[^;&]*){{{len(these) - 1}}}(&|$)")


def find(page: Page, text: str, label: str) -> None:
    """Search for a thing and open the first hit."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(label)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=label)).to_be_visible()


def tab_to(page: Page, wanted: Locator, most: int = 150) -> None:
    """Go by the Tab key, as those do who have no mouse, to what can then be pressed."""
    for _ in range(most):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by {most} tabs")


def things(page: Page) -> Locator:
    """The rows of the table of things; it is the table view then."""
    page.get_by_role("button", name="Table", exact=True).click()
    return page.locator("#tables table").first.locator("tbody tr")


def relation(page: Page, name: str) -> None:
    """Pick a relation in the table."""
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("row", name=name).get_by_role("button").click()


def whole(page: Page) -> None:
    """Put all that the sample's article speaks of on the canvas."""
    page.get_by_role("button", name=DOCUMENT).click()
    expect(page.get_by_role("button", name="Fit")).to_be_enabled()


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file on the page."""
    page.evaluate(DROP, [name, text])


def publish(page: Page, text: str) -> None:
    """Drop an article of an outlet of its own; the panel that reads is open."""
    page.get_by_label("Published by").first.fill("Example Post")
    page.get_by_label("Published on").first.fill("2025-03-05")
    drop(page, "two.md", text)
    # The first article waits until what reads it is loaded.
    expect(page.locator(".jobs li")).to_contain_text("Read: ", timeout=120_000)
