"""What a reader does on the page, by its keys."""

from playwright.sync_api import Locator, Page, expect

KHADIM = "al-Khadim air base"
HMEIMIM = "Hmeimim air base"


def find(page: Page, text: str, label: str) -> None:
    """Search for a thing and open the first hit."""
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(label)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=label)).to_be_visible()


def things(page: Page) -> Locator:
    """The rows of the table of things; it is the table view then."""
    page.get_by_role("button", name="Table", exact=True).click()
    return page.locator("#tables table").first.locator("tbody tr")


def relation(page: Page, name: str) -> None:
    """Pick a relation in the table."""
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("row", name=name).get_by_role("button").click()
