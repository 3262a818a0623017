"""Each transformation does what its name says, and refuses what it cannot do."""

from pathlib import Path
from typing import Any

import pytest

from ingest.table import local
from ingest.table.expression import Scope, read_expression
from ingest.table.node import read_nodes
from schema.errors import InvalidValueError
from tests.ingest.table.harness import write


def value(folder: Path, text: str, *cells: str) -> Any:
    """What an expression makes of the columns a, b, c."""
    expression = read_expression(read_nodes(write(folder, "x.yaml", text)), Scope())
    return expression.bind({"a": 0, "b": 1, "c": 2})([*cells, *[""] * 3][:3])


@pytest.mark.parametrize(
    ("text", "cells", "result"),
    [
        ("a", ("x",), "x"),
        ("a", ("",), None),
        ("{constant: x}", (), "x"),
        ("{template: '{a} of {b}'}", ("x", "y"), "x of y"),
        ("{template: '{a} of {b}'}", ("x", ""), None),
        ("{template: '{{a}} }{'}", ("x",), "{x} }{"),
        ("{first: [a, b]}", ("", "y"), "y"),
        ("{list: [a, b, c]}", ("x", "", "z"), ["x", "z"]),
        ("{list: [a]}", ("",), None),
        ("{location: [a, b]}", ("1", "2"), {"latitude": "1", "longitude": "2"}),
        ("{location: [a, b]}", ("1", ""), None),
        ("{period: [a, b]}", ("2024", ""), {"start": "2024", "end": None}),
        ("{period: [a, b]}", ("", ""), None),
        ("{from: a, do: [upper]}", ("ab",), "AB"),
        ("{from: a, do: [lower]}", ("AB",), "ab"),
        ("{from: a, do: [year]}", ("18 Jun 1998",), 1998),
        ("{from: a, do: [year]}", ("June",), None),
        ("{from: a, do: [feet]}", ("100",), 30.5),
        ("{from: a, do: [miles]}", ("1400",), 2253.1),
        ("{from: a, do: [nautical_miles]}", ("10",), 18.5),
        ("{from: a, do: [{times: 0.5}]}", ("3",), 1.5),
        ("{from: a, do: [{round: 1}]}", ("3.26",), 3.3),
        ("{from: a, do: [country]}", ("Côte d'Ivoire",), "CI"),
        ("{from: a, do: [zone]}", ("HLLB",), "Africa/Tripoli"),
        ("{from: a, do: [zone]}", ("jfk",), "America/New_York"),
        ("{from: a, do: [icao_of_iata]}", ("BEN",), "HLLB"),
        ("{from: a, do: [icao_of_lid]}", ("JFK",), "KJFK"),
        ("{from: a, do: [icao_of_lid]}", ("none",), None),
        ("{from: a, do: [plain]}", ("SYRIAN Arab, Airlines.",), "syrian arab airlines"),
        ("{from: a, do: [plain]}", ("--",), None),
        ("{from: a, do: [company]}", ("Freezer Air S.A.",), "freezer air"),
        ("{from: a, do: [company]}", ("Inc.",), "inc"),
        ("{from: a, do: [{split: '-'}]}", ("A-B--C",), ["A", "B", "C"]),
        ("{from: a, do: [{split: '-'}, lower]}", ("A-B",), ["a", "b"]),
        ("{from: a, do: [{split: '-'}, {at: 1}]}", ("A-B",), "B"),
        ("{from: a, do: [{split: '-'}, {at: -1}]}", ("A-B",), "B"),
        ("{from: a, do: [{split: '-'}, {at: 2}]}", ("A-B",), None),
        ("{from: a, do: [{split: '-'}, {join: '+'}]}", ("A-B",), "A+B"),
        ("{from: a, do: [{find: 'to (\\w+)'}]}", ("to X, to Y",), ["X", "Y"]),
        ("{from: a, do: [{find: '\\d'}]}", ("a1b2",), ["1", "2"]),
        ("{from: a, do: [{capture: 'No (\\d+)'}]}", ("No 12",), "12"),
        ("{from: a, do: [{capture: '\\d+'}]}", ("No 12",), "12"),
        ("{from: a, do: [{capture: '\\d+'}, upper]}", ("none",), None),
        ("{from: a, do: [{words: {x: Y}}]}", ("x",), "Y"),
        ("{from: a, do: [{rename: {x: Y}}]}", ("z",), "z"),
        ("{from: a, do: [{drop: [x, z]}]}", ("z",), None),
        ("{from: a, do: [{drop: x}]}", ("z",), "z"),
        ("{from: a, do: [{patterns: {^x: X, y: Y}}]}", ("zy",), "Y"),
        ("{from: a, do: [{patterns: {^x: X}}]}", ("zy",), None),
        ("{from: a, do: [{replace: {'\\s+': '-'}}]}", ("a  b",), "a-b"),
        ("{from: a, do: [{prefix: 'https://'}]}", ("x.org",), "https://x.org"),
        ("{from: a, do: [{suffix: '-01'}]}", ("2024",), "2024-01"),
        ("{from: a, do: [{date: ['%d %b %Y', '%b %Y', '%Y']}]}", ("18 Jun 1998",), "1998-06-18"),
        ("{from: a, do: [{date: ['%d %b %Y', '%b %Y', '%Y']}]}", ("Jun 1998",), "1998-06"),
        ("{from: a, do: [{date: ['%d %b %Y', '%b %Y', '%Y']}]}", ("1998",), "1998"),
        ("{local: {date: a, time: b, zone: c}}", ("2013-07-01", "517", "Africa/Tripoli"), "2013-07-01T03:17Z"),
        ("{local: {date: a, time: b, zone: c}}", ("2013-07-01", "", "Africa/Tripoli"), None),
    ],
)
def test_a_value_becomes(tmp_path: Path, text: str, cells: tuple[str, ...], result: object) -> None:
    assert value(tmp_path, text, *cells) == result


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("{from: a, do: [feet]}", "high"),
        ("{from: a, do: [country]}", "Atlantis"),
        ("{from: a, do: [zone]}", "QQQQ"),
        ("{from: a, do: [{words: {x: Y}}]}", "z"),
        ("{from: a, do: [{date: '%Y'}]}", "June"),
        ("{local: {date: a, time: {constant: '1260'}, zone: {constant: Europe/Minsk}}}", "2024-12-08"),
        ("{local: {date: a, time: {constant: '2401'}, zone: {constant: Europe/Minsk}}}", "2024-12-08"),
        ("{local: {date: a, time: {constant: noon}, zone: {constant: Europe/Minsk}}}", "2024-12-08"),
        ("{local: {date: a, time: {constant: '12'}, zone: {constant: Europe/Atlantis}}}", "2024-12-08"),
        ("{local: {date: a, time: {constant: '12'}, zone: {constant: Europe/Minsk}}}", "2024-12-32"),
        ("{local: {date: a, time: {constant: '12'}, zone: {constant: Europe/Minsk}}}", "0001-01-01"),
        ("{local: {after: a, time: {constant: '12'}, zone: {constant: Europe/Minsk}}}", "noon"),
        ("{local: {after: a, time: {constant: '12'}, zone: {constant: Europe/Minsk}}}", "0001-01-01"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, cell: str) -> None:
    with pytest.raises(InvalidValueError):
        value(tmp_path, text, cell)


@pytest.mark.parametrize(
    ("after", "time", "early", "moment"),
    [
        ("2013-01-01T10:15Z", "830", 0, "2013-01-01T13:30Z"),  # the same day
        ("2013-01-02T04:30Z", "15", 0, "2013-01-02T05:15Z"),  # past midnight
        ("2013-01-01T15:00Z", "950", 120, "2013-01-01T14:50Z"),  # early
        ("2013-01-01T15:00Z", "950", 0, "2013-01-02T14:50Z"),  # not early: the next day
        ("2013-01-02T05:10Z", "2355", 120, "2013-01-02T04:55Z"),  # early, on the day before
        ("2013-01-01T15:00Z", "2400", 0, "2013-01-02T05:00Z"),
        ("2013-03-10T06:30Z", "300", 0, "2013-03-10T07:00Z"),  # the clocks were put forward at two
    ],
)
def test_the_next_time_on_a_local_clock(after: str, time: str, early: int, moment: str) -> None:
    assert local.next_after(after, time, "America/New_York", early) == moment
