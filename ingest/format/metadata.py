"""What is known of a publication, and how it is told beside a text: side files, lines of JSON, options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ingest.errors import MetadataError

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_KEYS = ("title", "outlet", "url", "published")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a publication; None is unknown."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values where they are known, else those of `other`."""
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.url or other.url,
            self.published or other.published,
        )


#: Nothing is known.
UNKNOWN = Metadata()


def parse_date(text: str, place: str) -> date:
    """An ISO date, `2024-12-20`. Raises MetadataError that names `place`."""
    try:
        if _DATE.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise MetadataError(place, f"{text!r} is not a date", "Write it as YYYY-MM-DD, for example 2024-12-20")


def read_metadata(told: Mapping[str, object], place: str) -> Metadata:
    """`title outlet url published` of an object, at its top or under `source`; other keys are never read.

    Raises MetadataError.
    """
    source = told.get("source")
    values: dict[str, str] = {}
    for key in _KEYS:
        for level in (told, source if isinstance(source, Mapping) else {}):
            value = level.get(key)
            if value is None or key in values:
                continue
            if not isinstance(value, str):
                raise MetadataError(f"{place}, `{key}`", f"{value!r} is not text", f"Write `{key}` as a string")
            if value.strip():
                values[key] = value.strip()
    published = values.get("published")
    return Metadata(
        values.get("title"),
        values.get("outlet"),
        values.get("url"),
        parse_date(published, f"{place}, `published`") if published else None,
    )
