"""What users of other explorers asked for in vain, each by its thread; docs/explorer tells of all of them."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, HMEIMIM, HMEIMIM_ID, KHADIM, KHADIM_ID, RETRACT, WHERE, find, things

pytestmark = pytest.mark.web
LOOKS = "id => document.getElementById('canvas').looksLike(id)"


def in_view(page: Page, thing: str) -> bool:
    """Whether a thing stands where the canvas is seen."""
    at, box = page.evaluate(WHERE, thing), page.locator("#canvas").bounding_box()
    assert box
    return bool(0 < at["x"] < box["width"] and 0 < at["y"] < box["height"])


def comes_into_view(page: Page, thing: str) -> bool:
    """Whether it does so within a while."""
    for _ in range(100):
        if in_view(page, thing):
            return True
        page.wait_for_timeout(100)
    return False


def test_bloodhound_279_a_hit_is_flown_to_also_where_it_stands_already(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page).to_have_url(CAMERA)
    # Away from it, by the mouse.
    box = page.locator("#canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 20, steps=8)
    page.mouse.up()
    page.wait_for_timeout(500)
    assert not in_view(page, KHADIM_ID)
    find(page, "khadim", KHADIM)
    assert comes_into_view(page, KHADIM_ID)


def test_graph_explorer_462_pages_of_an_expansion_lose_no_neighbour(page: Page, sample: Service) -> None:
    flights = ", ".join(
        f'{{create: {{flight: {{callsign: "RFF{8000 + each}", destination: [{{to: $to}}]}}}}}}' for each in range(60)
    )
    changes = f'{{source: {{statement: "A list."}}, changes: [{flights}]}}'
    text = f"mutation($to: ID!) {{ write(input: {changes}) {{ documentId }} }}"
    document = sample.ask(text, to=HMEIMIM_ID)["write"]["documentId"]
    try:
        find(page, "hmeimim", HMEIMIM)
        page.keyboard.press("x")
        find(page, "hmeimim", HMEIMIM)
        rows = things(page).filter(has_text="Flight RFF80")
        chip = page.locator("button.chip", has_text="destination")
        for _ in range(4):
            if not chip.count():
                break
            before = rows.count()
            chip.click()
            expect(rows).not_to_have_count(before)
        expect(page.locator(".chip.whole", has_text="destination")).to_contain_text("60")
        expect(rows).to_have_count(60)
    finally:
        sample.ask(RETRACT, id=document)


def test_bloodhound_431_names_are_hidden_for_a_picture(page: Page) -> None:
    find(page, "khadim", KHADIM)
    assert page.evaluate(LOOKS, KHADIM_ID)["label"] == KHADIM
    page.keyboard.press("n")
    assert page.evaluate(LOOKS, KHADIM_ID)["label"] == ""
    page.keyboard.press("2")
    expect(page.locator("#map .spot").first).to_be_visible()
    expect(page.locator("#map .spot text")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("#map .spot text", has_text=KHADIM)).to_have_count(1)


def test_bloodhound_legacy_356_no_panel_hides_what_it_tells_of(page: Page) -> None:
    find(page, "khadim", KHADIM)
    for panel in ("l", "t", "g"):
        page.keyboard.press(panel)
    expect(page.locator(".query .editor")).to_be_visible()
    assert comes_into_view(page, KHADIM_ID)


def test_neo4j_browser_746_relations_of_what_is_selected_stand_out(page: Page) -> None:
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    page.wait_for_timeout(300)
    own = f"LOCATED_IN/{KHADIM_ID}/Place:lm5aidq476fnzq3a2"
    away = page.evaluate(LOOKS, own)["color"]
    find(page, "khadim", KHADIM)
    page.wait_for_timeout(300)
    assert page.evaluate(LOOKS, own)["color"] != away
