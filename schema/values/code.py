"""Code: an identifier of a public scheme (ICAO, IATA, registration), in capitals and without blanks."""

import re

from schema.errors import InvalidValueError
from schema.predicate import Compare, Operator, equality, ordering
from schema.values.value import Json, Scalar


class CodeType(Scalar):
    """A code that matches `pattern` once it is in capitals."""

    name = "String"
    kind = "Code"
    operators = (
        *equality("String"),
        *ordering("String"),
        Operator("startsWith", "String!", Compare("", "STARTS WITH"), "Starts with these characters."),
    )

    def __init__(self, title: str, pattern: str, accepted: str) -> None:
        super().__init__()
        self.title = title
        self.accepted = accepted
        self.doc = f"{title}: {accepted}."
        self._pattern = re.compile(pattern)

    def pack(self, raw: object) -> Json:
        """The code in capitals, checked against its scheme's form."""
        if not isinstance(raw, str):
            raise InvalidValueError(self.title, raw, self.accepted)
        code = re.sub(r"\s+", "", raw).upper()
        if not self._pattern.fullmatch(code):
            raise InvalidValueError(self.title, raw, self.accepted)
        return code

    def argument(self, operator: str, raw: Json) -> Json:
        """Any case finds the code; what cannot be a code is compared as it is and finds nothing."""
        del operator
        if isinstance(raw, list):
            return [item.strip().upper() if isinstance(item, str) else item for item in raw]
        return raw.strip().upper() if isinstance(raw, str) else raw


#: Not only official location indicators: HL59 is one that airport tables use.
ICAO_SITE = CodeType("ICAO code of a site", r"[A-Z0-9]{4}", "four letters or digits, such as HLLB or HL59")
IATA_SITE = CodeType("IATA code of a site", r"[A-Z0-9]{3}", "three letters or digits, such as BEN")
ICAO_AIRLINE = CodeType("ICAO code of an operator", r"[A-Z0-9]{3}", "three letters or digits, such as RFF")
IATA_AIRLINE = CodeType("IATA code of an operator", r"[A-Z0-9]{2}\*?", "two letters or digits, such as B2")
DESIGNATOR = CodeType("ICAO aircraft type designator", r"[A-Z0-9]{2,4}", "two to four letters or digits, such as IL76")
IATA_TYPE = CodeType("IATA aircraft type code", r"[A-Z0-9]{3}", "three letters or digits, such as ILM")
ICAO24 = CodeType("transponder address", r"[0-9A-F]{6}", "six hexadecimal digits, such as 15422A")
REGISTRATION = CodeType("registration", r"[A-Z0-9][A-Z0-9\-+./]{0,14}", "a tail number, such as RA-78842")
CALLSIGN = CodeType("callsign", r"[A-Z0-9][A-Z0-9\-]{0,15}", "letters and digits, such as RFF7071")
