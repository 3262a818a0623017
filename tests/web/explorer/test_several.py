"""Several things at once: picked by hand, by a line or all; expanded, collapsed, pinned, placed anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import (
    CAMERA,
    HMEIMIM,
    HMEIMIM_ID,
    KHADIM,
    KHADIM_ID,
    RETRACT,
    WHERE,
    find,
    holding,
    places,
    things,
)

pytestmark = pytest.mark.web
COUNTS = """query($ids: [ID!]!) { neighbourhood(ids: $ids, depth: 0) {
  nodes { node { relationCounts { kind direction count } } } } }"""
AROUND = "query($ids: [ID!]!) { neighbourhood(ids: $ids, depth: 1, first: 0) { totalCount } }"


def ids(page: Page) -> list[str]:
    """Of all things on the canvas."""
    return [each.split(",")[0] for each in places(page)]


def test_a_selection_is_expanded_by_one_request_with_exact_counts(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    rows = things(page)
    expect(rows).to_have_count(4)
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="4 things")).to_be_visible()
    nodes = sample.ask(COUNTS, ids=ids(page))["neighbourhood"]["nodes"]
    types = sum(each["count"] for node in nodes for each in node["node"]["relationCounts"] if each["kind"] == "OF_TYPE")
    expect(page.locator(".chip", has_text="of type")).to_contain_text(str(types))
    around = sample.ask(AROUND, ids=ids(page))["neighbourhood"]["totalCount"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("e")
    expect(rows).to_have_count(around)
    assert len(asked) == 1
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(4)
    page.keyboard.press("Control+y")
    expect(rows).to_have_count(around)


def test_collapse_takes_away_what_hangs_on_a_thing_alone(page: Page) -> None:
    find(page, "khadim", KHADIM)
    rows = things(page)
    expect(rows).to_have_count(4)
    page.keyboard.press("c")
    expect(rows).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(4)


def test_a_line_around_things_picks_them(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page).to_have_url(CAMERA)
    page.keyboard.press("Escape")
    box = page.locator("#canvas").bounding_box()
    assert box
    left, top, right, low = box["x"] + 4, box["y"] + 4, box["x"] + box["width"] - 4, box["y"] + box["height"] - 4
    page.keyboard.down("Shift")
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, low), (left, low), (left, top)):
        page.mouse.move(x, y, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(page.get_by_role("heading", name="4 things")).to_be_visible()


def test_what_is_pinned_stays_in_every_layout_and_each_can_be_undone(page: Page) -> None:
    find(page, "khadim", KHADIM)
    expect(page).to_have_url(CAMERA)
    page.keyboard.press("i")
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    pinned = next(each for each in places(page) if each.startswith("Base:"))
    seen = [places(page)]
    for layout in ("in columns by kind", "in a circle", "by date", "by connections"):
        page.get_by_role("button", name="Arrange").click()
        page.get_by_role("button", name=layout).click()
        expect(page).not_to_have_url(holding(seen[-1]))
        seen.append(places(page))
        assert pinned in seen[-1]
        assert len(seen[-1] & seen[-2]) < len(seen[-1])
    for before in reversed(seen[:-1]):
        page.keyboard.press("Control+z")
        expect(page).to_have_url(holding(before))


def test_parallel_flights_are_bundled_with_their_count_and_drawn_apart_again(page: Page, sample: Service) -> None:
    ends = "origin: [{to: $from}], destination: [{to: $to}]"
    written = sample.ask(
        f"""mutation($from: ID!, $to: ID!) {{ write(input: {{source: {{statement: "Two were seen."}}, changes: [
        {{create: {{flight: {{callsign: "RCH101", {ends}}}}}}}, {{create: {{flight: {{callsign: "RCH102", {ends}}}}}}}
        ]}}) {{ documentId nodes {{ id }} }} }}""",
        **{"from": HMEIMIM_ID, "to": KHADIM_ID},
    )["write"]
    try:
        find(page, "khadim", KHADIM)
        find(page, "hmeimim", HMEIMIM)
        flight = written["nodes"][0]["id"]
        drawn = "id => document.getElementById('canvas').whereIs(id) !== undefined"
        assert page.evaluate(drawn, flight)
        page.get_by_role("button", name="Bundle").click()
        expect(page.get_by_role("button", name="Bundle")).to_have_attribute("aria-pressed", "true")
        assert not page.evaluate(drawn, flight)
        bundle = f"Flight|{HMEIMIM_ID}>{KHADIM_ID}"
        box = page.locator("#canvas").bounding_box()
        assert box
        page.wait_for_timeout(600)  # The camera settles.
        at = page.evaluate(WHERE, bundle)
        page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        expect(page.get_by_role("heading", name="3 things")).to_be_visible()
        page.get_by_role("button", name="Bundle").click()
        assert page.evaluate(drawn, flight)
    finally:
        sample.ask(RETRACT, id=written["documentId"])
