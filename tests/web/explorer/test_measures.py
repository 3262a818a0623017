"""What is central and what holds together: worked out by the service, shown as lists, sizes and groups."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import CAMERA, HMEIMIM_ID, KHADIM, KHADIM_ID, RETRACT, places, things, whole

pytestmark = pytest.mark.web
DEGREES = """query($ids: [ID!]!) { analysis(measure: DEGREE, first: 1000,
  of: {where: {ids: $ids}, modalities: [ACTUAL, EXPECTED, POSSIBLE, QUESTIONED]}) {
  totalCount results { node { label details } score } } }"""
GROUPS = """{ analysis(of: {modalities: [ACTUAL, EXPECTED, POSSIBLE, QUESTIONED]}, measure: COMMUNITIES, first: 20) {
  totalCount results { size } } }"""


def test_what_is_on_the_canvas_is_ranked_as_the_service_ranks_it(page: Page, sample: Service) -> None:
    whole(page)
    page.keyboard.press("m")
    page.get_by_role("button", name="Work it out").click()
    lines = page.locator(".results li")
    expect(lines.first).to_be_visible()
    ids = [each.split(",")[0] for each in places(page)]
    told = sample.ask(DEGREES, ids=ids)["analysis"]["results"]
    assert len(told) > 10
    shown = [(line.locator(".names").inner_text(), line.locator(".count").inner_text()) for line in lines.all()]
    assert [score for _, score in shown] == [f"{each['score']:g}" for each in told]
    for (name, _), each in zip(shown, told, strict=True):
        assert name.endswith(" ".join(filter(None, (each["node"]["label"], each["node"]["details"]))))


def test_communities_of_the_whole_graph_are_listed_and_brought(page: Page, sample: Service) -> None:
    page.keyboard.press("m")
    page.get_by_label("Measure", exact=True).select_option(label="Communities")
    page.get_by_label("Of", exact=True).select_option(label="the whole graph")
    page.get_by_role("button", name="Work it out").click()
    sizes = [each["size"] for each in sample.ask(GROUPS)["analysis"]["results"]]
    lines = page.locator(".results li")
    expect(lines).to_have_count(len(sizes))
    lines.first.get_by_role("button").click()
    expect(things(page)).to_have_count(sizes[0])
    expect(page.get_by_role("row", name=KHADIM).first).to_be_visible()


def marked(page: Page, thing: str) -> tuple[float, str]:
    """How large a thing is drawn, and its letters."""
    looks = page.evaluate("id => document.getElementById('canvas').looksLike(id)", thing)
    return looks["size"], looks["monogram"]


def test_what_was_worked_out_is_undone_and_told_by_the_address(page: Page) -> None:
    whole(page)
    expect(page).to_have_url(CAMERA)
    plain = marked(page, KHADIM_ID)
    page.keyboard.press("m")
    page.get_by_label("Measure", exact=True).select_option(label="Communities")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator(".results li").first).to_be_visible()
    grouped = marked(page, KHADIM_ID)
    assert grouped[1].isdigit()
    page.get_by_label("Measure", exact=True).select_option(label="Most connected")
    page.get_by_label("Rank", exact=True).select_option(label="base")
    page.get_by_role("button", name="Work it out").click()
    expect(page).to_have_url(re.compile("[&#]m=DEGREE"))
    ranked = marked(page, KHADIM_ID)
    assert ranked[0] != plain[0] and ranked[1] == plain[1]
    lines = page.locator(".results li").all_inner_texts()
    page.wait_for_timeout(400)  # The camera is told once it has settled.
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator(".results li")).to_have_count(len(lines))
    assert page.locator(".results li").all_inner_texts() == lines
    page.wait_for_timeout(400)
    assert marked(page, KHADIM_ID) == ranked
    assert page.url == shared
    # Each result is one step back.
    page.keyboard.press("Control+z")
    expect(page.locator(".results li")).to_have_count(0)
    assert marked(page, KHADIM_ID) == plain
    page.keyboard.press("Control+y")
    expect(page.locator(".results li")).to_have_count(len(lines))


def test_surges_are_listed_and_show_as_size_and_sign(page: Page, sample: Service) -> None:
    days = [f"2024-11-{day:02}" for day in range(1, 31)] + [
        f"2024-12-{day:02}" for day in range(1, 8) for _ in range(4)
    ]
    flights = ", ".join(
        f"""{{create: {{flight: {{callsign: "RFF{7000 + number}", origin: [{{to: $from}}], destination: [{{to: $to}}],
        period: {{start: "{day}", end: "{day}", text: "{day}", basis: STATED}}}}}}}}"""
        for number, day in enumerate(days)
        if number % 5 == 0 or day > "2024-12"
    )
    text = f"""mutation($from: ID!, $to: ID!) {{
      write(input: {{source: {{statement: "A log."}}, changes: [{flights}]}}) {{ documentId }} }}"""
    document = sample.ask(text, **{"from": HMEIMIM_ID, "to": KHADIM_ID})["write"]["documentId"]
    try:
        page.keyboard.press("m")
        form = page.locator(".surges")
        form.get_by_label("From").fill("2024-11-01")
        form.get_by_label("To").fill("2024-12-07")
        form.get_by_role("button", name="Find surges").click()
        line = form.locator(".results li").filter(has_text=KHADIM)
        expect(line).to_contain_text("rose on 2024-12")
        form.get_by_role("button", name="Show all of them").click()
        expect(page).to_have_url(CAMERA)
        size, letters = marked(page, KHADIM_ID)
        assert letters == "▲"
        assert re.search("[&#]m=surges,2024-11-01,2024-12-07", page.url)
        form.get_by_role("button", name="Draw without it").click()
        expect(line).to_have_count(0)
        assert marked(page, KHADIM_ID)[1] != "▲" and marked(page, KHADIM_ID)[0] < size
        page.keyboard.press("Control+z")
        expect(line).to_have_count(1)
    finally:
        sample.ask(RETRACT, id=document)
