"""The seed article by the keyboard alone: from a name to who said it, what else there is, a path, and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import KHADIM, KHADIM_ID, find, tab_to

pytestmark = pytest.mark.web
ARRIVAL = """query($base: ID!) { flights(where: {
  destination: {some: {id: {eq: $base}}}
  statements: {some: {reportedIn: {some: {title: {contains: "Boosts Military"}}}}}
}) { nodes { id label statements { nodes { text saidBy { nodes { label } } } } } } }"""
MICE = """() => { for (const kind of ["mousedown", "pointerdown", "touchstart", "wheel"])
  addEventListener(kind, () => { throw new Error(`the story has no ${kind}`); }, true); }"""


def test_the_keyboard_alone_does_the_story_of_the_seed(page: Page, seed: Service) -> None:
    (flight,) = seed.ask(ARRIVAL, base=KHADIM_ID)["flights"]["nodes"]
    (statement,) = flight["statements"]["nodes"]
    (speaker,) = statement["saidBy"]["nodes"]
    page.evaluate(MICE)
    press = page.keyboard.press
    said, inspector = page.locator("[role=status].unseen"), page.locator("#inspector")
    expect(page.get_by_role("heading", name="Start from a name")).to_be_visible()

    # From the search box to the base.
    find(page, "khadim", KHADIM)
    # Its flight, along an edge of the graph; where several lie that way, the table tells them apart.
    press("ArrowRight")
    expect(inspector.get_by_role("heading", level=2)).not_to_have_text(KHADIM)
    press("3")
    tab_to(
        page,
        page.get_by_role("row", name=flight["label"]).get_by_role("button", name=flight["label"], exact=True).first,
    )
    press("Enter")
    expect(inspector.get_by_role("heading", name=flight["label"])).to_be_visible()
    # The sentence, marked in its document, and who said it.
    arrival = page.get_by_role("row", name=f"{flight['label']} destination {KHADIM}").get_by_role("button")
    tab_to(page, arrival)
    press("Enter")
    expect(inspector.locator(".kind")).to_have_text("destination")
    expect(inspector.locator("mark.words")).to_contain_text("al-Khadim")
    marked = " ".join(inspector.locator(".text mark").all_inner_texts())
    assert re.sub(r"\s+", " ", marked).strip() in re.sub(r"\s+", " ", statement["text"])
    expect(inspector.locator(".claims")).to_contain_text(f"{speaker['label']} says")

    # What else the flight is connected to.
    tab_to(page, inspector.get_by_role("button", name=flight["label"]))
    press("Enter")
    press("1")
    before = page.url.split("&e=")[0].count(";")
    press("e")
    expect(said).to_contain_text(f"{flight['label']}: +")
    assert page.url.split("&e=")[0].count(";") > before

    # How the base and the man behind the flights are connected.
    find(page, "khadim", KHADIM)
    press("p")
    tab_to(page, page.get_by_role("button", name="From: Add the picked"))
    press("Enter")
    find(page, "putin", "Vladimir Putin")
    tab_to(page, page.get_by_role("button", name="To: Add the picked"))
    press("Enter")
    uncertain = page.get_by_role("checkbox", name="Also by what is only expected")
    tab_to(page, uncertain)
    press("Space")
    expect(uncertain).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Find paths"))
    press("Enter")
    expect(page.locator(".stepper")).to_contain_text("Path 1 of")
    expect(page.locator(".steps")).to_contain_text(KHADIM)
    expect(page.locator(".steps")).to_contain_text("Vladimir Putin")
    expect(said).to_contain_text("Path 1: ")

    # And back, step by step, to where it began.
    for _ in range(30):
        press("Control+z")
    expect(page.get_by_role("heading", name="Start from a name")).to_be_visible()
    press("Control+y")
    expect(page.get_by_role("button", name="Redo")).to_be_enabled()
