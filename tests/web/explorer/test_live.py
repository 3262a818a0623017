"""What others write arrives while the page is open; nothing that is placed moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, KHADIM, KHADIM_ID, RETRACT, find, holding, places

pytestmark = pytest.mark.web
WRITE = """mutation($base: ID!) { write(input: {source: {statement: "Another one was seen."}, changes: [
  {create: {flight: {callsign: "RFF9911", destination: [{to: $base}]}}}
]}) { documentId } }"""


def test_new_relations_of_what_is_on_the_canvas_arrive_and_nothing_moves(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    chip = page.locator(".chip", has_text="destination")
    expect(chip).to_contain_text("2")
    expect(page.get_by_role("img", name="Follows what others write")).to_be_visible()
    expect(page).to_have_url(CAMERA)
    before = places(page)
    camera = re.search(r"c=[^&]*", page.url)
    document = sample.ask(WRITE, base=KHADIM_ID)["write"]["documentId"]
    try:
        expect(page.locator(".notice")).to_contain_text("by local")
        expect(chip).to_contain_text("3")
        expect(page).not_to_have_url(holding(before))
        assert before < places(page)
        assert camera and camera[0] in page.url
    finally:
        sample.ask(RETRACT, id=document)
    expect(chip).to_contain_text("2")
    expect(page).to_have_url(holding(before))
