"""What is known of a thing: who says otherwise, and what a reader with a role can do about it."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import HMEIMIM, KHADIM, KHADIM_ID, find, relation, things

pytestmark = pytest.mark.web
POSITIONS = """query($id: ID!) { base(id: $id) { siteKind conflicts(first: 5) { nodes { field positions {
  value statements(first: 10) { totalCount } } } } } }"""


def test_claims_that_disagree_stand_side_by_side_with_who_says_so(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    page.get_by_text("They disagree on its site kind").click()
    sides = page.locator(".positions .position")
    (conflict,) = sample.ask(POSITIONS, id=KHADIM_ID)["base"]["conflicts"]["nodes"]
    assert len(conflict["positions"]) > 1
    expect(sides).to_have_count(len(conflict["positions"]))
    told = {each["value"]: each["statements"]["totalCount"] for each in conflict["positions"]}
    for value, count in told.items():
        side = sides.filter(has=page.locator(".value", has_text=value.lower().replace("_", " ")))
        expect(side).to_contain_text(f"{count} statement")
    expect(sides.filter(has_text="Contrail Sample")).to_contain_text("to al-Khadim air base")


def test_a_fact_is_corrected_with_a_reason_and_the_correction_is_taken_back(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    facts = page.locator("#inspector .claims").first
    facts.get_by_role("button", name="elevation").click()
    page.get_by_role("button", name="Correct", exact=True).click()
    value = page.locator(".reason").get_by_label("elevation")
    expect(value).to_have_value("243.8")
    value.fill("250")
    page.get_by_label("Why?").fill("Measured on a new map.")
    page.get_by_role("button", name="Say so").click()
    expect(facts.get_by_role("button", name="elevation 250")).to_have_count(1)
    expect(facts.get_by_role("button", name="elevation 243.8")).to_have_count(1)
    assert sample.ask(f'{{ base(id: "{KHADIM_ID}") {{ elevation }} }}') == {"base": {"elevation": 250}}
    page.locator(".notice").get_by_role("button", name="Take back").click()
    expect(facts.get_by_role("button", name="elevation 250")).to_have_count(0)
    assert sample.ask(f'{{ base(id: "{KHADIM_ID}") {{ elevation }} }}') == {"base": {"elevation": 243.8}}


def test_a_link_is_denied_and_shown_as_disputed_from_both_sides(page: Page) -> None:
    find(page, "khadim", KHADIM)
    relation(page, "Flight 1, December 14 destination")
    page.get_by_role("button", name="Deny", exact=True).click()
    page.get_by_label("Why?").fill("The aircraft was seen elsewhere on that day.")
    page.locator(".reason").get_by_role("button", name="Deny").click()
    expect(page.get_by_role("row", name="Flight 1, December 14 destination · disputed")).to_have_count(1)
    sides = page.locator(".positions .position")
    expect(sides.filter(has_text="They deny it")).to_contain_text("local denies")
    expect(sides.filter(has_text="They say so")).to_contain_text("Libyan")
    page.locator(".notice").get_by_role("button", name="Take back").click()
    expect(page.get_by_role("row", name="disputed")).to_have_count(0)


def test_two_things_are_judged_to_be_one_and_apart_again(page: Page) -> None:
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    rows = things(page)
    twins = rows.filter(has_text="Flight")
    expect(twins.nth(1)).to_be_visible()
    many = rows.count()
    labels = [twins.nth(index).get_by_role("rowheader").inner_text() for index in range(2)]
    page.keyboard.press("Escape")
    for label in labels:
        twins.filter(has_text=label).get_by_role("checkbox").check()
    page.get_by_role("button", name="The same", exact=True).click()
    page.get_by_label("Why?").fill("Both tell of the same day.")
    page.locator(".reason").get_by_role("button", name="The same").click()
    expect(rows).to_have_count(many - 1)
    page.locator(".notice").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back")).to_have_count(1)
    find(page, "khadim", KHADIM)
    expect(rows).to_have_count(many)
