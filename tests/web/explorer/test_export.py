"""What is in sight is taken along, with as much in it as the service tells."""

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from tests.contrail.program import Service
from tests.web.explorer.hands import whole

pytestmark = pytest.mark.web
AROUND = """query($ids: [ID!]!) { neighbourhood(ids: $ids, depth: 0, first: 1000) { totalCount relations { id } } }"""
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def saved(page: Page, name: str, folder: Path) -> Path:
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_every_format_holds_what_the_service_tells(page: Page, sample: Service, tmp_path: Path) -> None:
    whole(page)
    told = json.loads(saved(page, "JSON", tmp_path).read_text(encoding="utf-8"))
    ids = [each["id"] for each in told["things"]]
    around = sample.ask(AROUND, ids=ids)["neighbourhood"]
    assert len(set(ids)) == len(ids) == around["totalCount"] > 20
    relations = {each["id"] for each in around["relations"]}
    assert {each["id"] for each in told["relations"]} == relations

    with saved(page, "CSV of things", tmp_path).open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ids
    with saved(page, "CSV of relations", tmp_path).open(encoding="utf-8", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == relations

    graph = ElementTree.parse(saved(page, "GraphML", tmp_path)).getroot()
    assert {each.get("id") for each in graph.iter(f"{GRAPHML}node")} == set(ids)
    assert {each.get("id") for each in graph.iter(f"{GRAPHML}edge")} == relations

    page_of_all = saved(page, "HTML with sources", tmp_path).read_text(encoding="utf-8")
    assert page_of_all.count('<section class="relation">') == len(relations)
    assert "A Libyan military source said that an An-124 had also flown" in " ".join(page_of_all.split())
    assert not re.search(r'(?:src|href)="(?!http)', page_of_all)

    picture = ElementTree.parse(saved(page, "SVG", tmp_path)).getroot()
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}circle"))) == len(ids)
    assert saved(page, "PNG", tmp_path).read_bytes().startswith(b"\x89PNG")
