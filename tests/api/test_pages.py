"""Pages that load nothing from elsewhere, and the vendored files behind them."""

import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from api.app import create_app
from api.pages import STATIC
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.export import describe
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.conftest import REPOSITORY

DIST = REPOSITORY / "explorer" / "dist"


@pytest.fixture(scope="module")
def service(ontology: Ontology) -> Iterator[Client]:
    settings = ApiSettings(explorer=DIST, mappings=("routes",))
    with Client(create_app(ontology, GraphReader(NOWHERE, ontology), settings)) as client:
        yield client


class Addresses(HTMLParser):
    """What a page loads or leads to, and whether it holds scripts or styles of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found += [value for name in ("src", "href", "action") if (value := named.get(name))]
        self.inline += [name for name in named if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in named):
            self.inline.append(tag)


@pytest.mark.parametrize("path", ["/", "/graphiql"])
def test_a_page_loads_only_what_this_service_has(service: Client, path: str) -> None:
    answer = service.send("GET", path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy and "http" not in policy
    page = Addresses()
    page.feed(answer.text)
    assert page.inline == []
    assert page.found
    for address in page.found:
        if address.startswith(("/health/", "data:")):
            continue
        assert address.startswith("/") and not address.startswith("//"), address
        assert service.send("GET", address).status_code == 200, address


def test_assets_are_kept_for_ever_and_sent_packed(service: Client) -> None:
    for path in DIST.glob("assets/*.js"):
        packed = service.send("GET", f"/assets/{path.name}", headers={"accept-encoding": "gzip"})
        plain = service.send("GET", f"/assets/{path.name}", headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
        assert packed.content == plain.content == path.read_bytes()
        assert "immutable" in packed.headers["cache-control"]
    assert service.send("GET", "/").headers["cache-control"] == "no-cache"


def test_the_explorer_is_told_the_ontology(service: Client, ontology: Ontology) -> None:
    assert service.send("GET", "/ontology.json").json() == describe(ontology)


def test_the_explorer_is_told_by_what_tables_can_be_loaded(service: Client) -> None:
    assert service.send("GET", "/mappings.json").json() == ["routes"]


def test_our_scripts_and_styles_name_no_other_origin() -> None:
    for path in (*STATIC.glob("*.css"), *STATIC.glob("*.html"), STATIC / "graphiql" / "start.js"):
        assert "//" not in re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), path


def test_vendored_files_are_those_that_were_published() -> None:
    table = (STATIC / "graphiql" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w.\-]+)` \|.*\| `([0-9a-f]{64})` \|$", table, flags=re.MULTILINE))
    files = {path.name: path for path in (STATIC / "graphiql").iterdir() if path.name not in {"README.md", "start.js"}}
    assert set(rows) == set(files)
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == rows[name], name


def test_vendored_styles_and_scripts_load_nothing_from_elsewhere() -> None:
    styles = (STATIC / "graphiql" / "graphiql.min.css").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\((?!['\"]?data:)", styles)
    for path in (STATIC / "graphiql").glob("*.min.js"):
        script = path.read_text(encoding="utf-8")
        assert "importScripts(" not in script
        assert not re.search(r"\.src\s*=\s*[\"'`]https?:", script), path
        assert not re.search(r"\bimport\([\"'`]https?:", script), path
