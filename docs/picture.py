"""A running service with the sample -> docs/graph.svg, the picture in README: who says which flight went where.

.venv/bin/python docs/picture.py http://127.0.0.1:8000
"""

import json
import sys
import textwrap
import urllib.request
from html import escape
from pathlib import Path
from typing import Any

QUERY = """{ flights { nodes { id label
  aircraftType { nodes { name } }
  origin { edges { alternative node { id label } } }
  destination { edges { alternative node { id label } } }
  statements { nodes { saidBy { nodes { id label } } } } } } }"""

WIDTH, COLUMN, GAP, BOX = 1080, (20, 410, 830), 18, 230
LINES = {"says": "#6b4fa0", "from": "#b0761f", "to": "#2f7d4f"}
COLOURS = {"speaker": "#6b4fa0", "flight": "#1f6f8b", "site": "#8a6d1d"}


def main() -> None:
    """Ask, place and draw."""
    body = json.dumps({"query": QUERY}).encode()
    request = urllib.request.Request(f"{sys.argv[1]}/graphql", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request) as response:  # noqa: S310
        flights = json.load(response)["data"]["flights"]["nodes"]
    Path(__file__).with_name("graph.svg").write_text(_draw(flights))


def _draw(flights: list[dict[str, Any]]) -> str:
    speakers: dict[str, str] = {}
    sites: dict[str, str] = {}
    lines: list[tuple[str, str, str, bool]] = []
    for flight in flights:
        for statement in flight["statements"]["nodes"]:
            for speaker in statement["saidBy"]["nodes"]:
                speakers[speaker["id"]] = speaker["label"]
                lines.append((speaker["id"], flight["id"], "says", False))
        for way, word in (("origin", "from"), ("destination", "to")):
            for edge in flight[way]["edges"]:
                sites[edge["node"]["id"]] = edge["node"]["label"]
                lines.append((flight["id"], edge["node"]["id"], word, edge["alternative"] is not None))
    texts = {
        flight["id"]: " · ".join([*(kind["name"] for kind in flight["aircraftType"]["nodes"]), flight["label"]])
        for flight in flights
    }
    columns = (("speaker", speakers), ("flight", texts), ("site", sites))
    tallest = max(len(things) for _, things in columns)
    height = tallest * (56 + GAP) + 90
    places: dict[str, tuple[float, float]] = {}
    boxes = []
    for (kind, things), left in zip(columns, COLUMN, strict=True):
        step = (height - 90) / len(things)
        for number, (identifier, label) in enumerate(things.items()):
            middle = 50 + step * (number + 0.5)
            places[identifier] = (left, middle)
            boxes.append(_box(kind, label, left, middle))
    arrows = [_arrow(places[start], places[end], word, dashed=dashed) for start, end, word, dashed in lines]
    heads = "".join(
        f'<text x="{left + BOX / 2}" y="26" text-anchor="middle" font-weight="600">{head}</text>'
        for left, head in zip(COLUMN, ("who says so", "flights", "from where, to where"), strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        'font-family="system-ui, sans-serif" font-size="13">'
        "<title>The sample's flights: who says which went where</title>"
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fbfaf7"/>'
        f"{heads}{''.join(arrows)}{''.join(boxes)}{_legend(height - 18)}</svg>\n"
    )


def _box(kind: str, label: str, left: float, middle: float) -> str:
    lines = textwrap.wrap(label, 32)[:2]
    words = "".join(
        f'<text x="{left + BOX / 2}" y="{middle + 5 + (number - (len(lines) - 1) / 2) * 17:.0f}" '
        f'text-anchor="middle" fill="#fff">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return f'<rect x="{left}" y="{middle - 24:.0f}" width="{BOX}" height="48" rx="8" fill="{COLOURS[kind]}"/>{words}'


def _arrow(start: tuple[float, float], end: tuple[float, float], word: str, *, dashed: bool) -> str:
    x, y, to_x, to_y = start[0] + BOX, start[1], end[0], end[1]
    bend = (x + to_x) / 2
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return (
        f'<path d="M{x:.0f} {y:.0f} C{bend:.0f} {y:.0f} {bend:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}" fill="none" '
        f'stroke="{LINES[word]}" stroke-width="1.8"{dash}/>'
    )


def _legend(y: float) -> str:
    entries = (
        ("says", "says", ""),
        ("from", "flew from", ""),
        ("to", "flew to", ""),
        ("from", "from one of these", "6 4"),
    )
    return "".join(
        f'<path d="M{300 + number * 150} {y - 4:.0f} h28" stroke="{LINES[word]}" stroke-width="1.8" '
        f'stroke-dasharray="{dash}"/><text x="{334 + number * 150}" y="{y:.0f}">{text}</text>'
        for number, (word, text, dash) in enumerate(entries)
    )


if __name__ == "__main__":
    main()
