"""Two picks -> ranked paths, stepped through while all else is dimmed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import HMEIMIM, HMEIMIM_ID, KHADIM, KHADIM_ID, RETRACT, find

pytestmark = pytest.mark.web
SYRIA_ID = "Place:kro67rwfswkjypoug"
BETWEEN = """query($of: [ID!]!, $to: [ID!]!) { paths(from: {ids: $of}, to: {ids: $to}, search: K_SHORTEST,
  edgeKinds: [ORIGIN, DESTINATION, LOCATED_IN], modalities: [ACTUAL], maxLength: 6, first: 10) { paths { length } } }"""
RELAY = """mutation($a: ID!, $b: ID!, $c: ID!) { write(input: {source: {statement: "Two legs were seen."}, changes: [
  {create: {flight: {callsign: "RCH201", origin: [{to: $a}], destination: [{to: $b}],
    period: {start: "2024-12-18", end: "2024-12-18", text: "December 18", basis: STATED}}}},
  {create: {flight: {callsign: "RCH202", origin: [{to: $b}], destination: [{to: $c}],
    period: {start: "2024-12-11", end: "2024-12-11", text: "December 11", basis: STATED}}}}
]}) { documentId } }"""


def both(page: Page) -> None:
    """Open two bases, and look for paths from one to the other."""
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    page.keyboard.press("p")
    page.get_by_label("From", exact=True).select_option(label=HMEIMIM)
    page.get_by_label("To", exact=True).select_option(label=KHADIM)


def test_paths_are_ranked_as_the_service_ranks_them_and_stepped_through(page: Page) -> None:
    both(page)
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


def test_paths_lead_between_sets_by_chosen_relations_alone(page: Page, sample: Service) -> None:
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    page.keyboard.press("p")
    for end in (HMEIMIM, "Syria"):
        page.get_by_label("From", exact=True).select_option(label=end)
    page.get_by_label("To", exact=True).select_option(label=KHADIM)
    page.get_by_text("Only by these relations").click()
    for kind in ("origin", "destination", "located in"):
        page.get_by_role("checkbox", name=kind, exact=True).check()
    page.get_by_role("button", name="Find paths").click()
    lengths = sample.ask(BETWEEN, of=[HMEIMIM_ID, SYRIA_ID], to=[KHADIM_ID])["paths"]["paths"]
    assert len(lengths) > 1
    expect(page.locator(".ranked > li")).to_have_count(len(lengths))
    page.get_by_role("button", name=f"From: without {HMEIMIM}").click()
    expect(page.locator(".ranked")).to_have_count(0)
    page.get_by_role("button", name="Find paths").click()
    lengths = sample.ask(BETWEEN, of=[SYRIA_ID], to=[KHADIM_ID])["paths"]["paths"]
    expect(page.locator(".ranked > li")).to_have_count(len(lengths))


def test_flights_can_be_asked_to_follow_each_other_in_time(page: Page, sample: Service) -> None:
    written = sample.ask(RELAY, a=HMEIMIM_ID, b=SYRIA_ID, c=KHADIM_ID)["write"]["documentId"]
    try:
        both(page)
        ranked = page.locator(".ranked > li")
        # By way of Syria, the second leg departs before the first has arrived.
        for way, several in (("flights, from place to place", True), ("flights that surely follow", False)):
            by = page.get_by_label("By", exact=True)
            (option,) = [each for each in by.locator("option").all_inner_texts() if each.startswith(way)]
            by.select_option(label=option)
            page.get_by_role("button", name="Find paths").click()
            expect(page.locator(".stepper")).to_be_visible()
            expect(ranked.filter(has_text="2 steps")).to_have_count(1 if several else 0)
            expect(ranked.filter(has_text="1 step")).to_have_count(1)
    finally:
        sample.ask(RETRACT, id=written)


def test_the_picks_are_undone_and_the_address_tells_the_path_that_is_looked_at(page: Page) -> None:
    both(page)
    let_go = page.get_by_role("button", name=f"To: without {KHADIM}")
    expect(let_go).to_have_count(1)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(let_go).to_have_count(0)
    page.get_by_role("button", name="Redo").click()
    expect(let_go).to_have_count(1)
    unsure = page.get_by_role("checkbox", name="Also by what is only expected")
    unsure.check()
    by = page.get_by_label("By", exact=True)
    by.select_option(index=1)
    for turn, way, checked in (("Undo", 0, True), ("Undo", 0, False), ("Redo", 0, True)):
        page.get_by_role("button", name=turn).click()
        expect(by.locator("option").nth(way)).to_have_js_property("selected", True)
        expect(unsure).to_be_checked(checked=checked)
    page.get_by_role("button", name="Find paths").click()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".stepper")).to_contain_text("Path 2 of")
    steps = page.locator(".steps").inner_text()
    page.wait_for_timeout(500)  # The camera is told once it has settled.
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(".stepper")).to_contain_text("Path 2 of")
    assert page.locator(".steps").inner_text() == steps
    expect(unsure).to_be_checked()
    page.wait_for_timeout(500)
    assert page.url == shared


def test_keys_go_through_the_list_of_things_and_enter_adds_one(page: Page) -> None:
    find(page, "khadim", KHADIM)
    find(page, "hmeimim", HMEIMIM)
    page.keyboard.press("p")
    end = page.get_by_label("From", exact=True)
    ends = page.locator(".ends").first.get_by_role("listitem")
    labels = end.locator("option").all_inner_texts()
    end.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(end.locator("option:checked")).to_have_text(labels[3])
    expect(ends).to_have_count(0)
    page.keyboard.press("Enter")
    expect(ends).to_have_text([re.compile(re.escape(labels[3]))])
    expect(end).to_be_focused()
    expect(end.locator("option:checked")).to_have_text(labels[0])
    # Who does not guess that Enter adds it finds a button.
    page.keyboard.press("ArrowDown")
    expect(ends).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"From: add {labels[1]}")).to_be_focused()
    page.keyboard.press("Space")
    expect(ends).to_have_count(2)
    expect(end).to_be_focused()
