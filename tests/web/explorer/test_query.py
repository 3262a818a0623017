"""Every panel shows the GraphQL behind it; it can be changed, asked, and its things put on the canvas."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import KHADIM, find, things

pytestmark = pytest.mark.web


def test_a_panel_shows_its_query_and_own_ones_reach_the_canvas(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    expect(page.locator("mark.words")).to_be_visible()
    page.keyboard.press("g")
    shown = page.get_by_label("Asked by")
    shown.select_option(label="Inspector")
    text = page.get_by_role("textbox", name="GraphQL query")
    expect(text).to_contain_text("query ThingTold")
    assert "Base:" in page.get_by_role("textbox", name="Variables").input_value()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("region", name="Answer")).to_contain_text(KHADIM)

    shown.select_option(label="My own")
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("{ aircraftTypes(first: 5) { nodes { id designator } } }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Answer")).to_contain_text("IL76")
    many = sample.ask("{ aircraftTypes(first: 0) { totalCount } }")["aircraftTypes"]["totalCount"]
    page.get_by_role("button", name=f"Put {many} things on the canvas").click()
    page.get_by_role("button", name="Close").last.click()
    expect(things(page).filter(has_text="aircraft type")).to_have_count(many)


def test_completion_knows_the_schema(page: Page) -> None:
    page.keyboard.press("g")
    text = page.get_by_role("textbox", name="GraphQL query")
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("{ aircraftTy")
    expect(page.get_by_role("option", name="aircraftTypes")).to_be_visible()


def test_a_refusal_says_why_and_what_to_do(page: Page) -> None:
    page.keyboard.press("g")
    page.get_by_role("textbox", name="GraphQL query").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("{ flight }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("region", name="Answer")).to_contain_text("flight")
