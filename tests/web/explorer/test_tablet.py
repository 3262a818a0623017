"""Fingers on a tablet, and small screens: all is reached, nothing is cut off, what is pressed is large enough."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, HMEIMIM, HMEIMIM_ID, KHADIM, KHADIM_ID, WHERE

pytestmark = pytest.mark.web
SCREENS = {"upright": (820, 1180), "lying": (1024, 768), "laptop": (1280, 720)}
#: What WCAG 2.2 asks of what is pressed, in pixels (2.5.8); links within a sentence are exempt.
LEAST = 24
#: A button of the page -> what it shows.
PANELS = {
    "Filters": "aside.side", "Paths": ".pick", "Measures": ".surges", "Read": ".files", "Review": "aside.side.wide",
    "Views": ".saving", "Timeline": ".timeline", "GraphQL": ".query .editor",
}  # fmt: skip
SMALL = """least => [...document.querySelectorAll("button, input, select, summary, [role=slider], [role=option]")]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest(".cm-editor"))
  .map(each => [each, [each, each.closest("label") ?? each].map(one => one.getBoundingClientRect())])
  .filter(([, boxes]) => boxes.every(({width, height}) => width < least || height < least))
  .map(([each, [{width, height}]]) => `${each.outerHTML.slice(0, 120)}: ${width} x ${height}`)"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DISTANCE = """ids => {
  const [one, other] = ids.map(id => document.querySelector(`#map [data-id="${id}"] circle`));
  return Math.hypot(one.cx.baseVal.value - other.cx.baseVal.value, one.cy.baseVal.value - other.cy.baseVal.value); }"""
BASES = [KHADIM_ID, HMEIMIM_ID]


@pytest.fixture(params=SCREENS)
def blank(request: pytest.FixtureRequest, browser: Browser, empty: Service) -> Iterator[Page]:
    """A page on a screen of that size; the tablets' are touched."""
    width, height = SCREENS[request.param]
    touched = request.param != "laptop"
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touched, is_mobile=touched, reduced_motion="reduce"
    )
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(f"{error} {error.stack}"))
    yield opened
    context.close()
    assert said == []


def press(page: Page, x: float, y: float, *, touched: bool) -> None:
    if touched:
        page.touchscreen.tap(x, y)
    else:
        page.mouse.click(x, y)


def pinch(page: Page, x: float, y: float) -> None:
    """Two fingers apart, around a point."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, half: float | None) -> None:
        fingers: list[dict[str, Any]] = (
            [] if half is None else [{"x": x - half, "y": y, "id": 0}, {"x": x + half, "y": y, "id": 1}]
        )
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    send("touchStart", 30)
    for half in range(36, 96, 6):
        send("touchMove", half)
    send("touchEnd", None)
    session.detach()


def fits(page: Page, state: str) -> None:
    """Nothing is wider than the screen, and whatever is pressed is large enough."""
    assert page.evaluate(OVER) <= 0, state
    assert page.evaluate(SMALL, LEAST) == [], state


def middle(page: Page) -> tuple[float, float]:
    box = page.locator(".view").bounding_box()
    assert box and box["width"] >= 260 and box["height"] >= 150, box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_all_of_it_is_reached_on_a_small_screen(page: Page) -> None:
    touched = bool(page.evaluate("matchMedia('(pointer: coarse)').matches"))

    def hit(locator: Locator) -> None:
        if touched:
            locator.tap()
        else:
            locator.click()

    expect(page.get_by_role("button", name="How are two things connected?")).to_be_visible()
    fits(page, "start")
    for name, label in (("khadim", KHADIM), ("hmeimim", HMEIMIM)):
        hit(page.get_by_role("combobox", name="Search"))
        page.keyboard.type(name)
        hit(page.get_by_role("option", name=label).first)
        expect(page.get_by_role("heading", name=label)).to_be_visible()
    fits(page, "graph")
    middle(page)
    inspector = page.locator("#inspector")
    expect(inspector.locator("mark.words")).to_be_visible()
    for name, shown in PANELS.items():
        hit(page.get_by_role("button", name=name, exact=True))
        panel = page.locator(shown).first
        expect(panel).to_be_visible()
        panel.scroll_into_view_if_needed()
        expect(panel).to_be_in_viewport()
        expect(inspector.get_by_role("heading", name=HMEIMIM)).to_be_visible()
        fits(page, name)
    for name in ("Timeline", "GraphQL", "Views"):
        hit(page.get_by_role("button", name=name, exact=True))
    page.wait_for_timeout(600)  # The camera follows what opens and closes.

    # A thing on the canvas is picked where it is drawn.
    hit(inspector.get_by_role("button", name="Close"))
    expect(inspector).to_have_count(0)
    hit(page.get_by_role("button", name="Fit", exact=True))
    page.wait_for_timeout(600)
    at, box = page.evaluate(WHERE, KHADIM_ID), page.locator("#canvas").bounding_box()
    assert box
    press(page, box["x"] + at["x"], box["y"] + at["y"], touched=touched)
    expect(page.get_by_role("heading", name=KHADIM)).to_be_visible()
    hit(page.get_by_role("button", name="Table", exact=True))
    fits(page, "table")
    hit(page.get_by_role("button", name="Keys"))
    expect(page.locator(".help")).to_be_in_viewport(ratio=0.99)
    fits(page, "help")


def test_two_fingers_zoom_the_graph_and_the_map(page: Page) -> None:
    if not page.evaluate("matchMedia('(pointer: coarse)').matches"):
        pytest.skip("no fingers on this screen")
    for name, label in (("khadim", KHADIM), ("hmeimim", HMEIMIM)):
        page.get_by_role("combobox", name="Search").tap()
        page.keyboard.type(name)
        page.get_by_role("option", name=label).first.tap()
        expect(page.get_by_role("heading", name=label)).to_be_visible()
    expect(page).to_have_url(CAMERA)
    page.wait_for_timeout(600)
    before = page.url.split("c=")[1].split(",")[2]
    pinch(page, *middle(page))
    page.wait_for_timeout(600)
    assert float(page.url.split("c=")[1].split(",")[2]) < float(before)
    page.get_by_role("button", name="Map", exact=True).tap()
    expect(page.locator("#map .spot")).not_to_have_count(0)
    apart = page.evaluate(DISTANCE, BASES)
    pinch(page, *middle(page))
    page.wait_for_timeout(300)
    assert page.evaluate(DISTANCE, BASES) > apart * 1.5
