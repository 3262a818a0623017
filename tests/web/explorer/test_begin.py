"""Where a reader begins: a first article where the graph is empty, else a name, a question or a document."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import KHADIM, things

pytestmark = pytest.mark.web
SPOKEN = """{ documents(where: {outlet: {eq: "Contrail Sample"}}) { nodes {
  statements(first: 100) { nodes { about(first: 50) { nodes { id } } } }
} } }"""
ARRIVALS = "query($name: String!) { flights(where: {destination: {some: {label: {eq: $name}}}}) { totalCount } }"
ARTICLE = "Two C-17 flew from Ramstein to Incirlik on March 3, a spokesman of the US Air Force said."


def test_an_empty_graph_invites_a_first_article(blank: Page, empty: Service) -> None:
    blank.goto(empty.url)
    expect(blank.get_by_role("heading", name="The graph is empty")).to_be_visible()
    blank.get_by_label("Text of an article").fill(ARTICLE)
    blank.get_by_label("Published by").fill("Example Times")
    blank.get_by_label("Published on").fill("2025-03-05")
    blank.get_by_role("button", name="Read it").click()
    # The first article waits until what reads it is loaded.
    expect(things(blank).filter(has_text="Incirlik")).to_have_count(1, timeout=120_000)
    (read,) = empty.ask('{ documents(where: {outlet: {eq: "Example Times"}}) { nodes { id } } }')["documents"]["nodes"]
    empty.ask("mutation($id: ID!) { retract(input: {document: $id}) { documentId } }", id=read["id"])


def test_a_question_is_answered_by_a_click(page: Page, sample: Service) -> None:
    page.get_by_role("button", name=f"Which flights lead to {KHADIM}?").click()
    expect(page.get_by_role("heading", name=KHADIM)).to_be_visible()
    arrivals = sample.ask(ARRIVALS, name=KHADIM)["flights"]["totalCount"]
    assert arrivals > 1
    expect(things(page)).to_have_count(arrivals + 1)


def test_a_document_is_opened_with_all_that_it_speaks_of(page: Page, sample: Service) -> None:
    page.get_by_role("button", name="Il-76 flights to eastern Libya").click()
    (document,) = sample.ask(SPOKEN)["documents"]["nodes"]
    spoken = {each["id"] for statement in document["statements"]["nodes"] for each in statement["about"]["nodes"]}
    expect(things(page)).to_have_count(len(spoken))
