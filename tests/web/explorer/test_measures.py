"""What is central and what holds together: worked out by the service, shown as lists, sizes and groups."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import KHADIM, places, things, whole

pytestmark = pytest.mark.web
DEGREES = """query($ids: [ID!]!) { analysis(measure: DEGREE, first: 1000,
  of: {where: {ids: $ids}, modalities: [ACTUAL, EXPECTED, POSSIBLE, QUESTIONED]}) {
  totalCount results { node { label } score } } }"""
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
        assert name.endswith(each["node"]["label"])


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
