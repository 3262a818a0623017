"""A statement as it is stored -> lines that show where each of its claims comes from."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.export.statement import Told

Claim = Mapping[str, Any]
#: Claims of one thing whose words are shown together.
_MANY = 8


def explanation(told: Told, claim: Claim) -> dict[str, Any]:
    """One claim with all that led to it, for scripts."""
    return {
        "claim": claim,
        "statement": {key: value for key, value in told.statement.items() if key != "claims"},
        "slots": [
            {"field": one["field"], "text": one["text"], "span": one["span"]}
            for one in _siblings(told, claim)
            if one.get("span")
        ],
        "links": [one for one in told.judgements if one["subject"] in (claim["subject"], claim.get("object"))],
        "document": {key: value for key, value in told.document.items() if key != "text"},
    }


def lines(told: Told, claim: Claim) -> Iterator[str]:
    """One claim for people: what it says, in which words, by which rule and link, who says so, and where."""
    yield f"{claim['id']}: {_says(claim)}"
    held = ", ".join(filter(None, (claim["polarity"], claim["modality"], _period(claim))))
    yield f"  held      {held}"
    yield from _words(told, claim)
    yield f"  rule      {claim.get('method') or 'named in the words'} ({told.statement['extractor']})"
    for one in told.judgements:
        if one["subject"] in (claim["subject"], claim.get("object")):
            kind = "is" if one["modality"] == "ACTUAL" else "may be"
            score = "" if one.get("score") is None else f", score {one['score']}"
            known = one.get("objectLabel") or one["object"]
            yield f"  link      {one['text']!r} {kind} {known}: {one['method']}{score}"
    yield from _speakers(told)
    yield f"  document  {_document(told.document)}"


def _says(claim: Claim) -> str:
    subject = claim.get("subjectLabel") or claim["subject"]
    if claim.get("object") is not None:
        return f"{subject} — {claim['field']} → {claim.get('objectLabel') or claim['object']}"
    return f"{subject} — {claim['field']} = {claim['value']}"


def _period(claim: Claim) -> str:
    period = claim.get("period")
    return f"{period.get('start')} to {period.get('end')}" if isinstance(period, Mapping) else ""


def _siblings(told: Told, claim: Claim) -> list[Claim]:
    """The claims of the same thing in this statement, this one first."""
    others = [
        one for one in told.statement["claims"] if one["subject"] == claim["subject"] and one["id"] != claim["id"]
    ]
    return [claim, *others][:_MANY]


def _words(told: Told, claim: Claim) -> Iterator[str]:
    """The sentence with the words of each slot in brackets; a row where the document is a table."""
    text = told.document.get("text")
    span = told.statement.get("span")
    if text is None or span is None:
        yield f"  row       {told.statement.get('row')}"
        return
    inside = [one for one in _siblings(told, claim) if one.get("span") and _within(one["span"], span)]
    yield f"  words     {_marked(text, span, inside)}"
    for one in _siblings(told, claim):
        if one.get("span") and not _within(one["span"], span):
            yield f"  elsewhere [{one['text']}|{one['field']}] at {one['span']['start']}–{one['span']['end']}"


def _within(inner: Mapping[str, int], outer: Mapping[str, int]) -> bool:
    whole = (inner["start"], inner["end"]) == (outer["start"], outer["end"])
    return not whole and outer["start"] <= inner["start"] and inner["end"] <= outer["end"]


def _marked(text: str, span: Mapping[str, int], claims: list[Claim]) -> str:
    """The words of a span, those of each claim as [words|field,field]; of two that overlap the first is shown."""
    fields: dict[tuple[int, int], list[str]] = {}
    for claim in claims:
        place = (claim["span"]["start"], claim["span"]["end"])
        if place in fields or not any(start < place[1] and place[0] < end for start, end in fields):
            fields.setdefault(place, []).append(claim["field"])
    parts, at = [], span["start"]
    for (start, end), names in sorted(fields.items()):
        parts += [text[at:start], f"[{text[start:end]}|{','.join(dict.fromkeys(names))}]"]
        at = end
    return " ".join(("".join(parts) + text[at : span["end"]]).split())


def _speakers(told: Told) -> Iterator[str]:
    for speaker in told.statement["saidBy"]:
        role = "said by" if speaker["step"] == 0 else f"passed on by ({speaker['step']})"
        yield f"  {role:9} {speaker.get('label') or speaker['actor']}"
    if not told.statement["saidBy"]:
        yield "  said by   nobody is named: the document's own voice"


def _document(document: Mapping[str, Any]) -> str:
    known = [document.get(name) for name in ("title", "outlet", "publishedAt", "url")]
    return ", ".join([*(str(one) for one in known if one), document["id"]])
