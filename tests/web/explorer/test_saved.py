"""A view that is saved under a name opens as it was, on any page."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, KHADIM, find, holding, places

pytestmark = pytest.mark.web


def test_a_view_is_saved_by_name_and_opened_elsewhere_as_it_was(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    page.keyboard.press("i")
    expect(page).to_have_url(CAMERA)
    page.keyboard.press("s")
    page.get_by_label("Save this view as").fill("Around al-Khadim")
    page.get_by_role("button", name="Save", exact=True).click()
    entry = page.get_by_role("button", name="Around al-Khadim", exact=True)
    expect(entry).to_be_visible()
    before = places(page)
    # Another page, that knows nothing of it.
    page.goto("about:blank")
    page.goto(sample.url)
    page.keyboard.press("s")
    entry.click()
    expect(page).to_have_url(holding(before))
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.get_by_role("button", name="Forget “Around al-Khadim”").click()
    expect(page.get_by_text("No view is saved yet.")).to_be_visible()
