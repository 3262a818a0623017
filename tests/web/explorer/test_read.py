"""Files that are dropped are read, what the machine was not sure of is decided on, and all of it enters the graph."""

import csv
import gzip
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contrail.program import Service
from tests.web.explorer.hands import READ, RETRACT, drop, find, publish, relation, things

pytestmark = pytest.mark.web
ARTICLE = "An Il-76 flew from Alexandria to San José on March 3, officials said."
WAITS = "{ review(first: 100) { nodes { field text } } }"
PLACES = '{ places(where: {name: {eq: "San José"}}) { nodes { country evidence { nodes { field } } } } }'


def test_an_article_is_dropped_read_and_reviewed_on_its_text(page: Page, sample: Service) -> None:
    page.keyboard.press("r")
    publish(page, ARTICLE)
    job = page.locator(".jobs li")
    (document,) = sample.ask(READ)["documents"]["nodes"]
    try:
        job.get_by_role("button", name="Show it").click()
        expect(things(page).filter(has=page.get_by_role("button", name="San José", exact=True))).to_have_count(1)
        before = sample.ask(PLACES)["places"]["nodes"]
        assert sample.ask(WAITS)["review"]["nodes"] == [{"field": "same", "text": "San José"}]
        job.get_by_role("button", name="Review").click()
        card = page.locator(".card")
        expect(card.locator("mark.words")).to_have_text("San José")
        expect(card.locator("mark.sentence").first).to_contain_text("An Il-76 flew")
        card.get_by_label("Because").fill("The only one with an airport of that size.")
        card.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
        joined = sample.ask(PLACES)["places"]["nodes"]
        assert len(before) == 2
        assert len(joined) == 1
        expect(things(page).filter(has=page.get_by_role("button", name="San José", exact=True))).to_have_count(1)
        relation(page, "destination San José")
        expect(page.locator("#inspector mark.words")).to_have_text("San José")
        # Taken back, it waits again; rejected, it waits no more.
        page.locator(".notice").get_by_role("button", name="Take back").click()
        expect(page.get_by_text("Taken back")).to_have_count(1)
        page.keyboard.press("v")
        page.keyboard.press("v")
        card.get_by_role("button", name="Reject").click()
        expect(page.get_by_text("Nothing waits for review.")).to_be_visible()
        assert len(sample.ask(PLACES)["places"]["nodes"]) == 2
        page.locator(".notice").get_by_role("button", name="Take back").click()
        expect(page.get_by_text("Taken back")).to_have_count(1)
    finally:
        sample.ask(RETRACT, id=document["id"])


def test_what_cannot_be_read_says_why_and_can_be_tried_again(page: Page) -> None:
    page.keyboard.press("r")
    drop(page, "planes.csv", "a,b\n1,2\n")
    job = page.locator(".jobs li")
    expect(job).to_contain_text("mapping")
    job.get_by_role("button", name="Try again").click()
    expect(job.get_by_role("button", name="Try again")).to_be_visible()


def test_a_table_is_dropped_with_the_mapping_that_is_chosen(page: Page, sample: Service, shared: Path) -> None:
    with gzip.open(shared / "data" / "openflights_airports.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    libya = [row for row in rows if row["country"] == "Libya"]
    assert len(libya) > 10
    written = io.StringIO()
    table = csv.DictWriter(written, list(libya[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(libya)
    page.keyboard.press("r")
    page.get_by_label("Mapping, for tables").select_option(label="openflights airports")
    drop(page, "libya.csv", written.getvalue())
    try:
        expect(page.locator(".jobs li")).to_contain_text("Read: ", timeout=120_000)
        page.locator(".jobs li").get_by_role("button", name="Show it").click()
        expect(things(page).nth(len(libya) - 1)).to_be_visible()
        find(page, libya[0]["name"], libya[0]["name"])
    finally:
        found = sample.ask('{ documents(where: {title: {startsWith: "OpenFlights"}}) { nodes { id } } }')
        for each in found["documents"]["nodes"]:
            sample.ask(RETRACT, id=each["id"])
