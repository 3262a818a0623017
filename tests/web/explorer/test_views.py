"""One selection in every view: filters with counts, the timeline, the map, and what an address restores."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import HMEIMIM, KHADIM, find, things, whole

pytestmark = pytest.mark.web


def choice(page: Page, name: str) -> Locator:
    return page.locator("fieldset .choice").filter(has=page.get_by_text(name, exact=True))


def test_filters_count_what_is_there_and_edges_follow_nodes(page: Page, sample: Service) -> None:
    whole(page)
    rows = things(page)
    page.keyboard.press("l")
    told = sample.ask("{ flights(first: 0) { totalCount } bases(first: 0) { totalCount } }")
    expect(choice(page, "flight").locator(".count")).to_have_text(str(told["flights"]["totalCount"]))
    expect(choice(page, "base").locator(".count")).to_have_text(str(told["bases"]["totalCount"]))
    many = rows.count()
    choice(page, "flight").get_by_role("checkbox").uncheck()
    expect(rows).to_have_count(many - told["flights"]["totalCount"])
    expect(choice(page, "destination").locator(".count")).to_have_text("0")
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(many)
    choice(page, "located in").get_by_role("checkbox").uncheck()
    expect(page.locator("#tables table").last.locator("tbody tr").filter(has_text="located in")).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#tables table").last.locator("tbody tr").filter(has_text="located in")).not_to_have_count(0)


def test_things_of_few_connections_can_be_left_out(page: Page) -> None:
    whole(page)
    rows = things(page)
    page.keyboard.press("l")
    many = rows.count()
    page.get_by_role("spinbutton", name="Connections in sight").fill("3")
    page.keyboard.press("Tab")
    expect(rows).not_to_have_count(many)
    assert rows.count() > 0
    for row in rows.all():
        assert int(row.locator(".number").inner_text().split("/")[1]) >= 3


def test_the_timeline_narrows_by_keys_and_tells_what_is_uncertain(page: Page) -> None:
    whole(page)
    rows = things(page)
    page.keyboard.press("t")
    many = rows.count()
    bins = page.locator(".bin")
    expect(bins).to_have_count(13)
    # A day is told for one flight alone; the others took place some time within a stretch.
    solid = bins.evaluate_all("bins => bins.map(each => parseFloat(each.querySelector('i.sure').style.height) > 0)")
    assert [index for index, certain in enumerate(solid) if certain] == [6]
    expect(page.locator(".window")).to_have_text("2024-12-08 – 2024-12-20")
    page.get_by_role("slider", name="To").press("Home")
    expect(page.locator(".window")).to_have_text("2024-12-08 – 2024-12-08")
    expect(rows.filter(has_text="December 14")).to_have_count(0)
    expect(rows.filter(has_text="since December 8")).to_have_count(1)
    page.get_by_role("button", name="All time").click()
    expect(rows).to_have_count(many)


def test_the_timeline_is_brushed_by_the_mouse(page: Page) -> None:
    whole(page)
    rows = things(page)
    page.keyboard.press("t")
    box = page.locator(".bars").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(".window")).to_have_text("2024-12-18 – 2024-12-20")
    expect(rows.filter(has_text="December 14")).to_have_count(0)


def test_the_map_draws_flights_as_arcs_and_what_is_uncertain_as_such(page: Page) -> None:
    whole(page)
    page.get_by_role("button", name="Map", exact=True).click()
    sure = page.get_by_role("button", name=f"{HMEIMIM} to {KHADIM}")
    expect(sure).to_have_count(1)
    expect(sure).not_to_have_class("arc unsure")
    expect(page.get_by_role("button", name="Moscow to eastern Libya")).to_have_class("arc unsure")
    expect(page.get_by_role("button", name="eastern Libya, somewhere here").locator(".area")).to_have_count(1)
    sure.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Flight 1, December 14")).to_be_visible()
    expect(sure).to_have_class("arc lit")
    page.get_by_role("button", name="Graph", exact=True).click()
    assert "s=Flight" in page.url


def test_the_map_and_bundles_say_what_they_leave_out_and_bring_it_by_one_request(page: Page) -> None:
    page.get_by_role("button", name=f"Which flights lead to {KHADIM}?").click()
    expect(page.get_by_role("heading", name=KHADIM)).to_be_visible()
    hint = page.locator(".notice")
    expect(hint).to_have_count(0)
    page.get_by_role("button", name="Map", exact=True).click()
    expect(hint).to_contain_text("not drawn yet")
    arc = page.get_by_role("button", name=f"{HMEIMIM} to {KHADIM}")
    expect(arc).to_have_count(0)
    page.get_by_role("button", name="Graph", exact=True).click()
    expect(hint).to_have_count(0)
    page.get_by_role("button", name="Bundle").click()
    expect(hint).to_contain_text("not bundled yet")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    hint.get_by_role("button", name="Show where it leads").click()
    expect(hint.filter(has_text="not bundled yet")).to_have_count(0)
    assert len([each for each in asked if "query Expand" in each]) == 1
    page.get_by_role("button", name="Map", exact=True).click()
    expect(arc).to_have_count(1)
    expect(hint).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(hint).to_contain_text("not drawn yet")


def test_the_address_restores_view_filters_panels_camera_and_theme(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page.locator("mark.words")).to_be_visible()
    page.keyboard.press("l")
    choice(page, "located in").get_by_role("checkbox").uncheck()
    page.keyboard.press("t")
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page).to_have_url(re.compile(r"v=table.*&c="))
    page.wait_for_timeout(300)  # The camera is told once it has settled.
    shared = page.url
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("mark.words")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(choice(page, "located in").get_by_role("checkbox")).not_to_be_checked()
    expect(page.locator(".timeline")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.url == shared
