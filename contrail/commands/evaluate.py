"""`contrail eval`: how well articles are read, held against articles that somebody annotated."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from contrail.bar import track
from contrail.errors import UsageError
from contrail.options import Json
from contrail.output import tell
from contrail.patience import patiently
from ingest.article import read_article_file
from ingest.score.document import KINDS
from ingest.score.score import COUNTED, Score, score, total
from ingest.score.split import Split, read_annotation, splits_in
from ingest.score.tally import Tally

#: The annotated articles of a checkout; an installed package has none.
ARTICLES = Path(__file__).parents[2] / "tests" / "articles"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH…]", help="Folders of annotated articles (default: tests/articles)."),
    ] = None,
    told: Annotated[
        Path | None,
        typer.Option("--told", metavar="DIR", help="Score DIR/NAME.json, not what is read: another annotation."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the facts that do not agree.")] = False,
    per_document: Annotated[bool, typer.Option("--per-document", help="Tell F1 of each article too.")] = False,
    json: Json = False,
) -> None:
    """Read annotated articles and tell precision, recall and F1 by kind of fact, by slot and by rule.

    Each folder is a split of its own: NAME.txt beside NAME.json in the scheme that `contrail extract` writes.

    Example: contrail eval tests/articles/tuned --misses
    """
    if not paths and not ARTICLES.is_dir():
        raise UsageError(str(ARTICLES), "this installation has no annotated articles", "Name a folder of them.")
    splits = list(splits_in(paths or [ARTICLES]))
    judge = _Judge(told)
    scored = [(split, judge.scores(split)) for split in splits]
    tell(
        {"splits": [_as_json(split, scores, misses=misses) for split, scores in scored]},
        [
            line
            for split, scores in scored
            for line in _lines(split, scores, misses=misses, per_document=per_document)
        ],
        json=json,
    )  # fmt: skip


class _Judge:
    """Scores splits; `told` is a folder of answers to score, else the articles are read."""

    def __init__(self, told: Path | None) -> None:
        self._told = told
        # Imported here: the language model takes seconds to load, and other commands have no use of it.
        from ingest.reader import Reader

        self._reader = Reader()

    def scores(self, split: Split) -> dict[str, Score]:
        """By the name of each article."""
        return {path.stem: self._score(path) for path in track(split.articles, f"reading {split.name}")}

    def _score(self, path: Path) -> Score:
        gold = read_annotation(path.with_suffix(".json"))
        if self._told is not None:
            answer = self._told / f"{path.stem}.json"
            return score(gold, read_annotation(answer) if answer.is_file() else {}, path.stem)
        from ingest.scheme import rules_of, to_scheme

        reading = patiently(self._reader.read, read_article_file(path))
        return score(gold, to_scheme(reading, self._reader.gazetteer), path.stem, rules_of(reading))


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4), "recall": round(tally.recall, 4), "f1": round(tally.f1, 4),
        "right": round(tally.right, 4), "told": tally.told, "gold": tally.gold,
    }  # fmt: skip


def _as_json(split: Split, scores: Mapping[str, Score], *, misses: bool) -> dict[str, Any]:
    whole = total(scores.values())
    found: dict[str, Any] = {
        "name": split.name,
        "folder": str(split.folder),
        "articles": len(scores),
        "macro": round(whole.macro, 4),
        "kinds": {kind: _figures(whole.kinds[kind]) for kind in KINDS},
        "slots": {f"{kind}.{slot}": _figures(tally) for (kind, slot), tally in whole.slots.items()},
        "rules": {rule: {"right": int(t.right), "told": t.told} for rule, t in _ranked(whole)},
        "documents": {name: round(one.macro, 4) for name, one in scores.items()},
    }
    if misses:
        found["misses"] = [
            {"document": m.document, "kind": m.kind, "what": m.what, "rule": m.rule, "fact": m.fact}
            for m in whole.misses
        ]
    return found


def _ranked(whole: Score) -> list[tuple[str, Tally]]:
    return sorted(whole.rules.items(), key=lambda item: (item[1].precision, -item[1].told, item[0]))


def _lines(split: Split, scores: Mapping[str, Score], *, misses: bool, per_document: bool) -> Iterator[str]:
    whole = total(scores.values())
    yield f"{split.name}: {len(scores)} articles, macro F1 {whole.macro:.3f}"
    yield f"  {'':26}{'P':>7}{'R':>7}{'F1':>7}{'right':>8}{'told':>6}{'gold':>6}"
    for kind in KINDS:
        yield _row(kind if kind in COUNTED else f"{kind} (not in macro)", whole.kinds[kind])
        yield from (_row(f"  {slot}", tally) for (of, slot), tally in whole.slots.items() if of == kind)
    yield from _rules(whole)
    if per_document:
        yield from (f"  {name:36} macro F1 {one.macro:.3f}" for name, one in scores.items())
    if misses:
        yield from _missed(whole)


def _row(name: str, tally: Tally) -> str:
    shares = f"{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}"
    return f"  {name:26}{shares}{tally.right:8.1f}{tally.told:6}{tally.gold:6}"


def _rules(whole: Score) -> Iterator[str]:
    ranked = _ranked(whole)
    if ranked:
        yield f"  rules: precision, right of told ({len(ranked)} rules told something)"
    for rule, tally in ranked:
        yield f"    {rule:40}{tally.precision:6.2f}  {tally.right:.0f}/{tally.told}"


def _missed(whole: Score) -> Iterable[str]:
    for miss in whole.misses:
        fact = {key: value for key, value in miss.fact.items() if key != "evidence"}
        rule = f" [{miss.rule}]" if miss.rule else ""
        yield f"  {miss.document} {miss.kind} {miss.what}{rule} {orjson.dumps(fact).decode()}"
