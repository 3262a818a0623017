"""Where a reader begins: a first article where the graph is empty, else a name, a question or a document."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import DOCUMENT, KHADIM, RETRACT, things

pytestmark = pytest.mark.web
SPOKEN = """{ documents(where: {outlet: {eq: "Contrail Sample"}}) { nodes {
  statements(first: 100) { nodes { about(first: 50) { nodes { id } } } }
} } }"""
ARRIVALS = "query($name: String!) { flights(where: {destination: {some: {label: {eq: $name}}}}) { totalCount } }"
CHANGED = """query($a: PeriodRange!, $b: PeriodRange!) {
  compare(a: $a, b: $b, first: 25, groupBy: [{origin: {node: true}}, {destination: {node: true}}]) {
    nodes { change key { destination { node { label } } } a { high } b { high flights(first: 50) { id } } } } }"""
ARTICLE = "Two C-17 flew from Ramstein to Incirlik on March 3, a spokesman of the US Air Force said."


def test_an_empty_graph_invites_a_first_article(blank: Page, empty: Service) -> None:
    blank.goto(empty.url)
    expect(blank.get_by_role("heading", name="The graph is empty")).to_be_visible()
    blank.get_by_label("Text of an article").fill(ARTICLE)
    blank.get_by_label("Published by").fill("Example Times")
    blank.get_by_label("Published on").fill("2025-03-05")
    blank.get_by_role("button", name="Read it").click()
    # The first article waits until what reads it is loaded.
    place = blank.get_by_role("button", name="Incirlik", exact=True)
    expect(things(blank).filter(has=place)).to_have_count(1, timeout=120_000)
    (read,) = empty.ask('{ documents(where: {outlet: {eq: "Example Times"}}) { nodes { id } } }')["documents"]["nodes"]
    empty.ask(RETRACT, id=read["id"])


def test_a_question_is_answered_by_a_click(page: Page, sample: Service) -> None:
    page.get_by_role("button", name=f"Which flights lead to {KHADIM}?").click()
    expect(page.get_by_role("heading", name=KHADIM)).to_be_visible()
    arrivals = sample.ask(ARRIVALS, name=KHADIM)["flights"]["totalCount"]
    assert arrivals > 1
    expect(things(page)).to_have_count(arrivals + 1)


def test_nothing_moves_when_the_questions_come(blank: Page, sample: Service) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "count: DESC" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    blank.route("**/graphql", hold)
    with blank.expect_request(lambda request: "count: DESC" in (request.post_data or "")):
        blank.goto(sample.url)
    headings = [blank.get_by_role("heading", name=name) for name in ("Start from a name", "Latest documents")]
    question = blank.get_by_role("button", name=f"Which flights lead to {KHADIM}?")
    expect(headings[1]).to_be_visible()
    expect(question).to_have_count(0)
    before = [each.bounding_box() for each in headings]
    for each in held:
        each.continue_()
    expect(question).to_be_visible()
    assert [each.bounding_box() for each in headings] == before


def test_a_document_is_opened_with_all_that_it_speaks_of(page: Page, sample: Service) -> None:
    page.get_by_role("button", name=DOCUMENT).click()
    (document,) = sample.ask(SPOKEN)["documents"]["nodes"]
    spoken = {each["id"] for statement in document["statements"]["nodes"] for each in statement["about"]["nodes"]}
    expect(things(page)).to_have_count(len(spoken))


def test_what_changed_since_a_day_is_answered_from_place_to_place(page: Page, sample: Service) -> None:
    page.get_by_label("What changed since").fill("2024-12-08")
    page.get_by_role("button", name="Ask", exact=True).click()
    before, since = {"start": "2024-11-25", "end": "2024-12-07"}, {"start": "2024-12-08", "end": "2024-12-20"}
    told = sample.ask(CHANGED, a=before, b=since)["compare"]["nodes"]
    told = [each for each in told if each["a"]["high"] != 0 or each["b"]["high"] != 0]
    assert len(told) > 2
    lines = page.locator(".changed li")
    expect(lines).to_have_count(len(told))
    for line, each in zip(lines.all(), told, strict=True):
        expect(line).to_contain_text(f"{each['key']['destination']['node']['label']}{each['change'].lower()}")
    lines.first.get_by_role("button").click()
    expect(things(page).filter(has_text="Flight")).to_have_count(len(told[0]["b"]["flights"]))
