"""Statements behind a thing or relation -> the JSON text of them that a format without a place of its own carries."""

from collections.abc import Iterable

import orjson

from graph.export.record import Words


def told(words: Words) -> dict[str, object]:
    """A statement as a plain object: who said it are actors, the origin first."""
    return {
        "id": words.id,
        "document": words.document,
        **words.fields,
        "saidBy": [{"actor": actor, "label": label, "step": step} for actor, label, step in words.said_by],
    }


def evidence(every: Iterable[Words]) -> str:
    """A JSON list of statements; empty where there is none."""
    found = [told(words) for words in every]
    return orjson.dumps(found).decode() if found else ""
