"""What a machine was not sure of is corrected on its text: a value, a link, and what a name stands for."""

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import HMEIMIM, HMEIMIM_ID, NOTES, RETRACT

pytestmark = pytest.mark.web
LANDED = """{ flights(where: {statements: {some: {text: {contains: "landed at Khadeem"}}}}) { nodes {
  destination { edges { modality node { id } } } } } }"""
NAMED = """query($name: String!) { bases(where: {name: {eq: $name}}) { totalCount } }"""
INGEST = """mutation($text: String!) { ingest(input: {text: $text, outlet: "Example Post", published: "2025-03-05"}) {
  documentId } }"""
PORT = """mutation { write(input: {source: {statement: "A harbour."}, changes: [
  {create: {place: {name: "Puerto San José", country: "GT"}}}]}) { documentId nodes { id } } }"""
FLOWN = """query($place: ID!) { flights(where: {destination: {some: {id: {eq: $place}}}}) { totalCount } }"""
WAITS = "{ review(first: 100) { nodes { field } } }"


def test_a_value_and_a_link_are_corrected_on_their_text(page: Page, faint: Service) -> None:
    page.keyboard.press("v")
    card = page.locator(".card")
    expect(page.get_by_text("2 wait")).to_be_visible()
    # The flight has no name: it is called by what is known of it.
    expect(page.get_by_role("button", name="? → Khadeem destination Khadeem")).to_be_visible()
    page.get_by_role("button", name="name Khadeem").click()
    expect(card.locator("mark.words")).to_have_text("Khadeem")
    card.get_by_role("button", name="Correct").click()
    expect(card.get_by_label("name", exact=True)).to_have_value("Khadeem")
    card.get_by_label("name", exact=True).fill("El Khadim")
    card.get_by_label("Because").fill("A slip of the pen.")
    card.get_by_role("button", name="Correct").click()
    expect(page.get_by_text("1 waits")).to_be_visible()
    assert faint.ask(NAMED, name="El Khadim") == {"bases": {"totalCount": 1}}
    assert faint.ask(NAMED, name="Khadeem") == {"bases": {"totalCount": 0}}

    card.get_by_role("button", name="Correct").click()
    card.get_by_label("Find another by its name").fill("hmeimim")
    card.get_by_label("It is", exact=True).select_option(label=HMEIMIM)
    card.get_by_role("button", name="Correct").click()
    expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
    (flight,) = faint.ask(LANDED)["flights"]["nodes"]
    assert flight["destination"]["edges"] == [{"modality": "ACTUAL", "node": {"id": HMEIMIM_ID}}]


def test_a_name_that_stands_for_something_else_is_corrected_to_that(page: Page, sample: Service) -> None:
    port = sample.ask(PORT)["write"]
    document = sample.ask(INGEST, text="An Il-76 flew from Alexandria to San José on March 3, officials said.")[
        "ingest"
    ]
    try:
        assert sample.ask(FLOWN, place=port["nodes"][0]["id"])["flights"]["totalCount"] == 0
        page.keyboard.press("v")
        card = page.locator(".card")
        card.get_by_role("button", name="Correct").click()
        card.get_by_label("Find another by its name").fill("Puerto San")
        card.get_by_label("It is", exact=True).select_option(label="Puerto San José")
        card.get_by_role("button", name="Correct").click()
        expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
        assert sample.ask(FLOWN, place=port["nodes"][0]["id"])["flights"]["totalCount"] == 1
        page.locator(".notice").get_by_role("button", name="Take back").click()
        expect(page.get_by_text("Taken back")).to_have_count(1)
        assert sample.ask(WAITS)["review"]["nodes"] == [{"field": "same"}]
    finally:
        for each in [*sample.ask(NOTES)["documents"]["nodes"], {"id": document["documentId"]}]:
            sample.ask(RETRACT, id=each["id"])
