"""Text of any kind -> XML that a parser takes, with the same text where XML has a place for it."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from graph.export.xml import attribute, content


@given(st.text(st.characters(codec="utf-8")))
def test_a_parser_takes_it(text: str) -> None:
    found = ET.fromstring(f"<a b={attribute(text)}>{content(text)}</a>".encode())
    allowed = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    assert (found.text or "") == allowed.replace("\r\n", "\n").replace("\r", "\n")


def test_what_xml_has_no_place_for_is_seen() -> None:
    assert content("a\x00b\x1b<") == "a\ufffdb\ufffd&lt;"
