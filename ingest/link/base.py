"""Mention of a base -> the known site that it is, and the key by which an article's mentions of it are one thing."""

from collections.abc import Set

from ingest.gazetteer.airport import distinctive
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.link.judge import Judged
from ingest.link.linker import Linker
from ingest.mention.mention import Mention
from ingest.reading import Link


class Bases:
    """Tells bases apart."""

    def __init__(self, gazetteer: Gazetteer, linker: Linker) -> None:
        self._gazetteer = gazetteer
        self._linker = linker

    def judge(self, mention: Mention, countries: Set[str]) -> tuple[tuple[str, ...], Judged]:
        """The key of a base and what it is linked to, in the countries that an article names."""
        judged = self._named(mention, countries) if mention.core or mention.record else Judged()
        linked = judged.link
        if mention.country and not mention.core and not mention.record:
            linked = self._capital_airport(mention)
            key: tuple[str, ...] = ("base", mention.country, mention.sub if linked else "")
        else:
            key = ("base", *distinctive(mention.name))
        if linked:
            key = ("base", linked.record.scheme, linked.record.value)
        return key, Judged(linked, judged.candidates)

    def _named(self, mention: Mention, countries: Set[str]) -> Judged:
        """By the whole of its words, else by its bare name."""
        military = mention.sub != "AIRPORT"
        judged = self._linker.site(mention.text, countries, military=military)
        return judged if judged.link else self._linker.site(mention.name, countries, military=military)

    def _capital_airport(self, mention: Mention) -> Link | None:
        """ "The Haitian capital's airport"."""
        if " capital" not in mention.text:
            return None
        for capital in self._gazetteer.capitals.get(mention.country or "", ()):
            found = self._linker.site(f"{capital} airport", {mention.country or ""})
            if found.link:
                return found.link
        return None
