"""Everybody can use it: axe finds nothing in either theme, the keyboard does the whole story, the policy is strict."""

import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import HMEIMIM, KHADIM, find

pytestmark = pytest.mark.web
#: A key -> what it shows.
PANELS = {
    "l": ".side",
    "t": ".timeline",
    "2": ".arc",
    "3": "#tables",
    "p": ".pick",
    "m": ".line",
    "r": ".files",
    "v": ".side.wide [role=status]",
    "s": ".saving",
    "a": ".picked",
    "g": ".query .editor",
    "?": ".help",
}


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(f"() => {{ {axe} }}")
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page: Page, built: Path, theme: str) -> None:
    axe = (built / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    if theme == "dark":
        page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    expect(page.get_by_role("button", name="How are two things connected?")).to_be_visible()
    found = {"start": violations(page, axe)}
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    expect(page.locator("mark.words")).to_be_visible()
    found["graph"] = violations(page, axe)
    for key, ready in PANELS.items():
        page.keyboard.press(key)
        expect(page.locator(ready).first).to_be_visible()
        found[ready] = violations(page, axe)
    assert {state: told for state, told in found.items() if told} == {}


def test_the_keyboard_alone_does_the_whole_story(page: Page) -> None:
    press = page.keyboard.press
    find(page, "khadim", KHADIM)
    expect(page.locator("mark.words")).to_be_visible()
    # Along an edge to a flight, and what else that is connected to.
    heading = page.locator("#inspector h2")
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"):
        press(key)
        if "Flight" in heading.inner_text():
            break
    expect(heading).to_contain_text("Flight")
    press("e")
    expect(page.locator("[role=status].unseen")).to_contain_text("+")
    # The relation in the table, and the words that say so.
    press("3")
    row = page.get_by_role("row").filter(has_text="destination").first.get_by_role("button")
    for _ in range(80):
        press("Tab")
        if row.evaluate("each => each === document.activeElement"):
            break
    press("Enter")
    expect(page.locator("#inspector mark.words")).to_contain_text("Khadim")
    expect(page.locator("#inspector .claims")).to_contain_text("says")
    press("t")
    expect(page.locator(".timeline")).to_be_visible()
    press("2")
    expect(page.locator("#map .spot").first).to_be_visible()
    press("Control+z")
    press("Control+y")
    press("Escape")
    expect(page.locator("#inspector")).to_have_count(0)


def test_the_policy_allows_nothing_but_the_page_itself(sample: Service) -> None:
    with urllib.request.urlopen(sample.url, timeout=30) as response:
        policy = dict(
            part.strip().partition(" ")[::2] for part in response.headers["Content-Security-Policy"].split(";")
        )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
