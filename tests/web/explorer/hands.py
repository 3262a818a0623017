"""What a reader does on the page, by its keys."""

import re

from playwright.sync_api import Locator, Page, expect

KHADIM = "al-Khadim air base"
HMEIMIM = "Hmeimim air base"
KHADIM_ID = "Base:kftoknqc75wisvb25"
HMEIMIM_ID = "Base:kljcemdeksbi6gp6c"

#: An address that tells where the camera is: it has settled.
CAMERA = re.compile(r"[&#]c=")


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


def things(page: Page) -> Locator:
    """The rows of the table of things; it is the table view then."""
    page.get_by_role("button", name="Table", exact=True).click()
    return page.locator("#tables table").first.locator("tbody tr")


def relation(page: Page, name: str) -> None:
    """Pick a relation in the table."""
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("row", name=name).get_by_role("button").click()
