"""The built explorer that is committed: of these sources, small enough, and nobody else's without their licence."""

import gzip
import hashlib
import json
import re
from pathlib import Path

EXPLORER = Path(__file__).parent.parent / "explorer"
DIST = EXPLORER / "dist"
MANIFEST = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
#: What the build reads beside `src/`; what it derives from `api/schema.graphql` is types alone, and not committed.
ROOTS = ("bundle.mjs", "index.html", "operations.mjs", "package-lock.json", "package.json", "tsconfig.json")
GENERATED = {"src/graphql/operations.ts", "src/graphql/types.ts"}
#: Bytes, compressed.
SCRIPT = 120_000
FIRST_LOAD = 150_000
LAZY = 230_000


def hashed(names: list[str], folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def test_the_bundle_is_of_these_sources() -> None:
    names = [path.relative_to(EXPLORER).as_posix() for path in (EXPLORER / "src").rglob("*") if path.is_file()]
    wanted = hashed(sorted({*names, *ROOTS} - GENERATED), EXPLORER)
    assert wanted == MANIFEST["sources"], "run `make explorer` and commit explorer/dist"


def test_the_bundle_is_what_the_build_wrote() -> None:
    names = {path.relative_to(DIST).as_posix() for path in DIST.rglob("*") if path.is_file()}
    packed = {name for name in names if name.endswith(".gz")}
    assert names - packed - {"manifest.json"} == set(MANIFEST["outputs"])
    assert hashed(sorted(MANIFEST["outputs"]), DIST) == MANIFEST["outputs"]
    assert packed == {f"{name}.gz" for name in MANIFEST["outputs"]} - {"THIRD_PARTY_LICENSES.gz"}
    for name in packed:
        assert gzip.decompress((DIST / name).read_bytes()) == (DIST / name.removesuffix(".gz")).read_bytes()


def test_the_first_load_is_small() -> None:
    page = (DIST / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'"/(assets/[^"]+)"', page)
    imported = re.compile(r'(?:from|import)"\./([^"]+)"')
    scripts = [name for name in named if name.endswith(".js")]
    for name in scripts:
        # What is imported at once is named in the page, so that it is loaded at once too.
        assert {f"assets/{each}" for each in imported.findall((DIST / name).read_text(encoding="utf-8"))} <= set(named)
    sizes = {name: (DIST / f"{name}.gz").stat().st_size for name in ["index.html", *named]}
    ontology = gzip.compress((EXPLORER.parent / "schema" / "ontology.json").read_bytes())
    assert sum(sizes[name] for name in scripts) <= SCRIPT
    assert sum(sizes.values()) + len(ontology) <= FIRST_LOAD
    lazy = {path.name: path.stat().st_size for path in (DIST / "assets").glob("*.js.gz")}
    assert max(lazy.values()) <= LAZY


def test_the_lock_names_no_registry_and_every_package_in_the_bundle_has_its_licence() -> None:
    lock = json.loads((EXPLORER / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    told = (DIST / "THIRD_PARTY_LICENSES").read_text(encoding="utf-8")
    for name in json.loads((EXPLORER / "package.json").read_text(encoding="utf-8"))["dependencies"]:
        assert re.search(rf"^{re.escape(name)} \d", told, flags=re.MULTILINE), name


def test_what_was_asked_for_elsewhere_is_shown_by_tests_that_are_there() -> None:
    told = (EXPLORER.parent / "docs" / "explorer" / "README.md").read_text(encoding="utf-8")
    tests = (EXPLORER.parent / "tests" / "web" / "explorer").glob("test_*.py")
    there = {name for path in tests for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)}
    named = re.findall(r"`(test_\w+)` \|$", told, re.MULTILINE)
    assert len(named) > 18
    assert set(named) <= there
