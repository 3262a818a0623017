"""Two picks -> ranked paths, stepped through while all else is dimmed."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.explorer.hands import HMEIMIM, KHADIM, find

pytestmark = pytest.mark.web


def test_paths_are_ranked_as_the_service_ranks_them_and_stepped_through(page: Page) -> None:
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    page.keyboard.press("p")
    page.get_by_label("From", exact=True).select_option(label=HMEIMIM)
    page.get_by_label("To", exact=True).select_option(label=KHADIM)
    with page.expect_response(lambda response: "query Connect" in (response.request.post_data or "")) as answered:
        page.get_by_role("button", name="Find paths").click()
    told = answered.value.json()["data"]["paths"]["paths"]
    lengths = [path["length"] for path in told]
    assert len(told) > 2
    assert lengths == sorted(lengths)
    expect(page.locator(".ranked > li")).to_have_count(len(told))
    for row, path in zip(page.locator(".ranked > li").all(), told, strict=True):
        expect(row.get_by_role("button").first).to_contain_text(f"{path['length']} step")
    expect(page.locator(".stepper")).to_contain_text(f"Path 1 of {len(told)}")
    # A flight between two sites is one step; it stands between them.
    expect(page.locator(".steps")).to_contain_text("Flight 1, December 14")
    before = page.locator(".steps").inner_text()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".stepper")).to_contain_text(f"Path 2 of {len(told)}")
    assert page.locator(".steps").inner_text() != before
