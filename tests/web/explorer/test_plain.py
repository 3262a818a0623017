"""A browser without WebGL still shows the graph, in plain lines, which are picked, moved and undone like the others."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, HMEIMIM, HMEIMIM_ID, KHADIM, KHADIM_ID, WHERE, find

pytestmark = pytest.mark.web
NO_WEBGL = ("--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--disable-webgl", "--disable-webgl2")


def middle(disc: Locator) -> tuple[float, float]:
    """Where its middle is on the screen."""
    box = disc.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def browser(browser: Browser) -> Iterator[Browser]:
    """Chromium that has no WebGL at all; beside the other one, by the same driver."""
    started = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=list(NO_WEBGL))
    yield started
    started.close()


def test_without_webgl_the_graph_is_drawn_in_plain_lines(page: Page, sample: Service) -> None:
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    find(page, "khadim", KHADIM)
    expect(page.get_by_text("Drawn plainly")).to_be_visible()
    nodes, edges = page.locator("#plain .node"), page.locator("#plain .edge")
    expect(nodes.filter(has_text=KHADIM)).to_have_class("node lit")
    few = nodes.count()
    expect(edges).not_to_have_count(0)
    find(page, "hmeimim", HMEIMIM)
    expect(nodes).not_to_have_count(few)

    # Picked by a click, and an edge leads to its sentence.
    nodes.filter(has_text=KHADIM).locator("circle").click()
    expect(page.get_by_role("heading", name=KHADIM)).to_be_visible()
    page.locator("#plain .edge", has=page.locator("title", has_text="destination")).first.dispatch_event("click")
    expect(page.locator("#inspector mark.words")).to_be_visible()

    # A thing is carried by itself; undo takes it back.
    disc = nodes.filter(has_text=HMEIMIM).locator("circle")
    there = page.evaluate(WHERE, HMEIMIM_ID)
    disc.hover()
    page.mouse.down()
    page.mouse.move(*(middle(disc)[0] - 50, middle(disc)[1] + 20), steps=3)
    page.mouse.up()
    carried = page.evaluate(WHERE, HMEIMIM_ID)
    assert (round(carried["x"] - there["x"]), round(carried["y"] - there["y"])) == (-50, 20)
    page.get_by_role("button", name="Undo").click()
    assert page.evaluate(WHERE, HMEIMIM_ID) == there

    # Moved by the mouse, zoomed by the wheel; the address tells it, and shows the same again.
    box = page.locator("#plain").bounding_box()
    assert box
    before, away = page.evaluate(WHERE, KHADIM_ID), page.evaluate(WHERE, HMEIMIM_ID)
    x, y = box["x"] + 40, box["y"] + box["height"] - 40
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 30, steps=4)
    page.mouse.up()
    now = page.evaluate(WHERE, KHADIM_ID)
    assert (round(now["x"] - before["x"]), round(now["y"] - before["y"])) == (60, -30)
    page.mouse.wheel(0, 200)
    expect(page).to_have_url(CAMERA)
    page.wait_for_timeout(500)  # The wheel is heard, and the camera is told once it has settled.
    there, other = page.evaluate(WHERE, KHADIM_ID), page.evaluate(WHERE, HMEIMIM_ID)
    apart = (
        abs(before["x"] - away["x"]) + abs(before["y"] - away["y"]),
        abs(there["x"] - other["x"]) + abs(there["y"] - other["y"]),
    )
    assert apart[1] < apart[0]
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(nodes.filter(has_text=KHADIM)).to_be_visible()
    page.wait_for_timeout(500)
    again = page.evaluate(WHERE, KHADIM_ID)
    assert (round(again["x"]), round(again["y"])) == (round(there["x"]), round(there["y"]))
    page.keyboard.press("x")
    expect(nodes).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(nodes.filter(has_text=KHADIM)).to_have_count(1)
