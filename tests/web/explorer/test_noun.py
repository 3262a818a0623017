"""A noun and a link that are one new file in schema/ are drawn, filtered, searched and written, with no change here."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.contrail.program import REPOSITORY, Service, service
from tests.test_ship import SHIP
from tests.web.explorer.hands import find

pytestmark = pytest.mark.web
ROOMS = ("schema", "ingest", "graph", "api", "contrail", "explorer/dist")
CALLS = """mutation { write(input: {source: {statement: "The Ada called at Tartus."}, changes: [
  {create: {base: {as: "t", name: "Tartus", country: "SY"}}},
  {create: {ship: {imo: "9074729", name: "Ada", tonnage: 1200, calledAt: [{to: "@t"}]}}}]}) { documentId } }"""


@pytest.fixture(scope="module")
def ships(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of the same code and the same built page, whose ontology has ships."""
    code = tmp_path_factory.mktemp("code")
    for room in ROOMS:
        shutil.copytree(REPOSITORY / room, code / room, ignore=shutil.ignore_patterns("__pycache__"))
    (code / "schema" / "nodes" / "ship.py").write_text(SHIP)
    with service(tmp_path_factory.mktemp("data"), environment={"CONTRAIL_QUERY_SECONDS": "60"}, code=code) as started:
        started.ask(CALLS)
        yield started


def test_a_new_noun_appears_with_no_change_in_the_explorer(browser: Browser, ships: Service) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(ships.url)
    expect(page.get_by_role("heading", name="Start from a name")).to_be_visible()
    find(page, "ada", "Ada")
    drawn_with_colour_and_letters(page)
    found_in_filters_and_table(page)
    written_by_a_form(page, ships)
    page.close()
    assert said == []


def drawn_with_colour_and_letters(page: Page) -> None:
    """Its sign is a colour and letters that no other noun has, on the canvas as in the panels."""
    thing = page.evaluate("() => location.hash.match(/Ship:\\w+/)[0]")
    looks = page.evaluate("id => document.getElementById('canvas').looksLike(id)", thing)
    base = page.evaluate("() => location.hash.match(/Base:\\w+/)[0]")
    other = page.evaluate("id => document.getElementById('canvas').looksLike(id)", base)
    assert looks["monogram"] and looks["monogram"] != other["monogram"]
    assert looks["color"] != other["color"]
    expect(page.locator("#inspector .kind")).to_contain_text("ship")
    expect(page.locator("#inspector .kind .sign")).to_contain_text(looks["monogram"])


def found_in_filters_and_table(page: Page) -> None:
    """Its kind and its link are choices with counts; its row is in the table; measures rank it, paths lead by it."""
    page.keyboard.press("l")
    facets = page.locator("fieldset .choice")
    for name in ("ship", "called at"):
        expect(facets.filter(has=page.get_by_text(name, exact=True)).locator(".count")).to_have_text("1")
    page.keyboard.press("3")
    expect(page.get_by_role("row", name="Ada called at Tartus")).to_have_count(1)
    page.keyboard.press("m")
    expect(page.get_by_label("Rank", exact=True).locator("option", has_text="ship")).to_have_count(1)
    page.keyboard.press("p")
    page.get_by_text("Only by these relations").click()
    expect(page.get_by_role("checkbox", name="called at", exact=True)).to_have_count(1)
    page.keyboard.press("p")


def written_by_a_form(page: Page, ships: Service) -> None:
    """Each of its fields is in the form, told as the ontology tells it."""
    page.get_by_role("button", name="Add a fact").click()
    field = page.locator(".reason select").first
    assert {"imo", "name", "tonnage"} <= set(field.locator("option").all_inner_texts())
    field.select_option(label="tonnage")
    expect(page.locator(".reason")).to_contain_text("Its gross tonnage.")
    page.locator(".reason").get_by_role("textbox", name="tonnage").fill("1300")
    page.get_by_label("Why?").fill("Measured anew.")
    page.get_by_role("button", name="Say so").click()
    expect(page.locator("#inspector .claims").get_by_role("button", name="tonnage 1300")).to_have_count(1)
    told = ships.ask("{ ships { nodes { name tonnage } } }")["ships"]["nodes"]
    assert told == [{"name": "Ada", "tonnage": 1300}]
