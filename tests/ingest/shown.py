"""`python -m tests.ingest.shown`: the sample article -> docs/article.md, all claims that are read from it."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.article import read_article_file
from ingest.claims import to_claims
from ingest.reader import Reader
from schema.claim import Batch, Claim, Modality, Polarity, Statement
from schema.identity import noun_of

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "contrail" / "sample" / "airlift.txt"
PAGE = ROOT / "docs" / "article.md"
_HEAD = """# All claims of one article

What `contrail ingest` takes from the sample, [airlift.txt](../contrail/sample/airlift.txt): each statement with who
makes it, and each claim with the words that say it at their place in the text, and the rule or method that read it.
Subjects are numbered in the order in which they are first spoken of. What the shipped tables say of those
that are known (`same`) is stored as statements of the tables, and not repeated here.
`python -m tests.ingest.shown` writes this page; a test fails where it is not what is read.
"""


def page(reader: Reader) -> str:
    """The page of the sample article."""
    return "\n".join([_HEAD, *_lines(to_claims(reader.read(read_article_file(ARTICLE))))]) + "\n"


def _lines(batch: Batch) -> Iterator[str]:
    told = [statement for statement in batch.statements if not statement.reference]
    numbers: dict[str, str] = {}
    names = {c.subject: str(c.value) for s in batch.statements for c in s.claims if c.key == "name"}
    for claim in (c for statement in told for c in statement.claims):
        numbers.setdefault(claim.subject, f"{noun_of(claim.subject)} {len(numbers) + 1}")
    called = {one: f"{numbers.get(one, noun_of(one))}{f' ({names[one]})' if one in names else ''}" for one in
              {*numbers, *names, *(c.object for s in told for c in s.claims if c.object)}}  # fmt: skip
    for statement in told:
        yield from _statement(statement, called)


def _statement(statement: Statement, called: dict[str, str]) -> Iterator[str]:
    speakers = ", passed on by ".join(called.get(actor, actor) for actor, _ in statement.said_by) or "the article"
    place = f" [{statement.span[0]}:{statement.span[1]}]" if statement.span else ""
    yield f"**{speakers}**{', quoted' if statement.quoted else ''}{place}: {_flat(statement.text or '')}\n"
    for claim in statement.claims:
        yield f"- {called[claim.subject]} `{claim.key}` {_value(claim, called)}{_held(claim)}{_words(claim)}"
    yield ""


def _value(claim: Claim, called: dict[str, str]) -> str:
    if claim.object is not None:
        return f"→ {called.get(claim.object, claim.object)}"
    return claim.value if isinstance(claim.value, str) else json.dumps(claim.value, ensure_ascii=False)


def _held(claim: Claim) -> str:
    held = [claim.modality.value] if claim.modality is not Modality.ACTUAL else []
    held += [claim.polarity.value] if claim.polarity is not Polarity.ASSERTED else []
    held += [f"one of {claim.alternative}"] if claim.alternative else []
    return f" ({', '.join(held)})" if held else ""


def _words(claim: Claim) -> str:
    words = f" — “{_flat(claim.text)}” [{claim.span[0]}:{claim.span[1]}]" if claim.span and claim.text else ""
    return words + (f", {claim.method}" if claim.method else "")


def _flat(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(Reader()), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
