"""Text -> mentions of aircraft by maker and model, as ICAO's document 8643 lists them: "Cessna 208 Caravan"."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from ingest.gazetteer.record import Record
from ingest.gazetteer.rows import Rows
from ingest.mention.mention import Mention

#: Makers whose models articles name by number or by a word of their own; as articles write them -> as the table does.
MAKERS = {
    "Cessna": "CESSNA", "Beechcraft": "BEECH", "Piper": "PIPER", "Embraer": "EMBRAER", "Gulfstream": "GULFSTREAM",
    "Dassault": "DASSAULT", "Bombardier": "BOMBARDIER", "Canadair": "CANADAIR", "Pilatus": "PILATUS", "Bell": "BELL",
    "Sikorsky": "SIKORSKY", "AgustaWestland": "AGUSTAWESTLAND", "Leonardo": "LEONARDO", "Saab": "SAAB",
    "Fokker": "FOKKER", "ATR": "ATR", "Learjet": "LEARJET", "Eurocopter": "EUROCOPTER", "Airbus": "AIRBUS",
    "Fairchild": "FAIRCHILD", "de Havilland": "DE HAVILLAND", "De Havilland": "DE HAVILLAND", "Dornier": "DORNIER",
    "Lockheed": "LOCKHEED", "Antonov": "ANTONOV", "Let": "LET", "PZL": "PZL", "Basler": "BASLER", "Diamond": "DIAMOND",
    "Hawker": "HAWKER", "Raytheon": "RAYTHEON", "IAI": "IAI", "Short": "SHORT", "Shorts": "SHORT",
}  # fmt: skip
_NAMED = re.compile(
    rf"(?<![\w-])(?P<maker>{'|'.join(sorted(MAKERS, key=len, reverse=True))}) "
    r"(?P<model>(?:[A-Z0-9][\w-]*)(?: [A-Z0-9][\w-]*){0,3})"
)


def _key(model: str) -> str:
    return re.sub(r"[^a-z0-9]", "", model.casefold())


class Models:
    """The models of document 8643 by maker; the table is read when the first maker is named."""

    def __init__(self) -> None:
        self._table = Rows("designators")

    @cached_property
    def _models(self) -> dict[tuple[str, str], Record]:
        found: dict[tuple[str, str], Record] = {}
        short: dict[tuple[str, str], set[str]] = defaultdict(set)
        written = {table: maker for maker, table in MAKERS.items()}
        for designator, maker, model in self._table:
            known = next((name for name in written if maker.startswith(name)), None)
            if known is None:
                continue
            source = self._table.source
            record = Record("designator", designator, model, "", source=source, maker=written[known])
            found.setdefault((known, _key(model)), record)
            bare = re.sub(r"[ (].*", "", model)
            if any(c.isdigit() for c in bare):
                short[known, _key(bare)].add(designator)
                found.setdefault((known, _key(bare)), record)
        # "PC-6" may be either of two.
        return {key: record for key, record in found.items() if len(short.get(key, ())) < 2}

    def find(self, text: str) -> Iterator[Mention]:
        """The longest model after each maker."""
        for match in _NAMED.finditer(text):
            words = match["model"].split(" ")
            for length in range(len(words), 0, -1):
                model = " ".join(words[:length])
                record = self._models.get((MAKERS[match["maker"]], _key(model)))
                if record is not None:
                    end = match.start("model") + len(model)
                    yield Mention("aircraft", match.start(), end, text[match.start() : end], "", model, record=record)
                    break
