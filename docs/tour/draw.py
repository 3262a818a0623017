"""Answers of docs/tour.md -> the answers and pictures that stand there.

Given a running service that holds the tour's data, it asks the page's queries and writes both anew:

.venv/bin/python docs/tour/draw.py http://127.0.0.1:8000
"""

import json
import re
import sys
import textwrap
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "tour.md"
#: A question's query and answer, and where its picture stands.
BLOCK = re.compile(
    r"```graphql\n(?P<query>.*?)```\n\n```json\n(?P<answer>.*?)```\n\n!\[[^]]*\]\(tour/(?P<picture>[^)]+)\)", re.S
)

WIDTH, LEFT, ROW, INDENT = 900, 250, 34, 16
INK, PALE, BLUE, GREEN, RED, GREY = "#23303a", "#fbfaf7", "#1f6f8b", "#2f7d4f", "#a8402f", "#b8b2a4"
Drawing = tuple[float, Iterable[str]]


def main() -> None:
    """Ask, and write answers and pictures."""
    text = PAGE.read_text(encoding="utf-8")

    def anew(found: re.Match[str]) -> str:
        data = _ask(sys.argv[1], found["query"])
        (PAGE.parent / "tour" / found["picture"]).write_text(picture(found["picture"], data), encoding="utf-8")
        answer = f"```json\n{pretty(data)}\n```"
        return found[0].replace(f"```json\n{found['answer']}```", answer)

    PAGE.write_text(BLOCK.sub(anew, text), encoding="utf-8")


def _ask(url: str, query: str) -> Any:
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(f"{url}/graphql", body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request) as response:  # noqa: S310
        return json.load(response)["data"]


def pretty(value: Any, indent: int = 0) -> str:
    """JSON of which whatever fits on a line stands on one."""
    inline = json.dumps(value, ensure_ascii=False)
    if len(inline) + indent <= 116 or not isinstance(value, dict | list) or not value:
        return inline
    pad = " " * (indent + 1)
    parts = (
        [f"{json.dumps(key)}: {pretty(part, indent + 1)}" for key, part in value.items()]
        if isinstance(value, dict)
        else [pretty(part, indent + 1) for part in value]
    )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{pad}" + f",\n{pad}".join(parts) + f"\n{' ' * indent}{closing}"


def picture(name: str, data: Any) -> str:
    """The picture of an answer, as SVG."""
    (answer,) = data.values()
    height, parts = PICTURES[name](answer)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-family="system-ui, sans-serif" font-size="14" fill="{INK}">'
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PALE}"/>{"".join(parts)}</svg>\n'
    )


# --- what pictures are made of ---


def _text(x: float, y: float, words: object, *, anchor: str = "start", fill: str = INK, size: int = 14) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{fill}" font-size="{size}">'
        f"{escape(str(words))}</text>"
    )


def _box(x: float, y: float, width: float, height: float, fill: str, *, opacity: float = 1) -> str:
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{max(width, 2):.0f}" height="{height:.0f}" rx="4" fill="{fill}" '
        f'opacity="{opacity}"/>'
    )


def _label(number: int, words: object) -> str:
    return _text(LEFT - 10, number * ROW + 32, words, anchor="end")


def _ranges(rows: Sequence[tuple[str, float, float, float | None]]) -> Drawing:
    """For each label what is certain, and what reports add up to, in paler colour."""
    most = max([1.0, *(each or 0 for row in rows for each in row[1:])])
    scale = (WIDTH - LEFT - 150) / most
    parts = []
    for number, (label, certain, low, high) in enumerate(rows):
        y = number * ROW + 16
        bounds = [f"{each:g}" for each in dict.fromkeys((certain, low if high is None else high))]
        parts += [
            _label(number, label),
            _box(LEFT, y, max(low, high or 0) * scale, 22, BLUE, opacity=0.35),
            _box(LEFT, y, certain * scale, 22, BLUE),
            _text(LEFT + max(low, high or 0) * scale + 10, y + 16, " to ".join(bounds) + " or more" * (high is None)),
        ]
    return len(rows) * ROW + 24, parts


def _bars(rows: Sequence[tuple[str, Sequence[tuple[float, str]], str]]) -> Drawing:
    """For each label some bars, and words behind them."""
    most = max([1.0, *(value for _, bars, _ in rows for value, _ in bars)])
    scale = (WIDTH - LEFT - 200) / most
    parts = []
    for number, (label, bars, words) in enumerate(rows):
        y, thick = number * ROW + 14, 24 / len(bars)
        parts += [_label(number, label)]
        parts += [
            _box(LEFT, y + place * thick, value * scale, thick - 2, fill) for place, (value, fill) in enumerate(bars)
        ]
        parts.append(_text(LEFT + max(value for value, _ in bars) * scale + 10, y + 18, words))
    return len(rows) * ROW + 24, parts


def _chain(things: Sequence[str], hops: Sequence[str]) -> Drawing:
    """Things from top to bottom, and what leads from each to the next."""
    parts = []
    for number, thing in enumerate(things):
        y = number * 84 + 16
        parts += [
            _box(WIDTH / 2 - 150, y, 300, 40, BLUE),
            _text(WIDTH / 2, y + 25, thing, anchor="middle", fill="#fff"),
        ]
        if number < len(hops):
            parts.append(f'<path d="M{WIDTH / 2:.0f} {y + 40} v40 m-5 -8 l5 8 l5 -8" stroke="{INK}" fill="none"/>')
            parts.append(_text(WIDTH / 2 + 16, y + 66, hops[number], size=13))
    return len(things) * 84 - 12, parts


def _times(rows: Sequence[tuple[str, str, str, str, str]]) -> Drawing:
    """For each label a bar from one moment to another, in a colour, with words behind it."""
    spans = [(_moment(start), _moment(end)) for _, start, end, _, _ in rows]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    scale = (WIDTH - LEFT - 40) / (last - first)
    parts = []
    for number, ((label, start, end, fill, words), (begin, stop)) in enumerate(zip(rows, spans, strict=True)):
        y = number * 46 + 16
        x = LEFT + (begin - first) * scale
        clock = f"{start[5:10]} {start[11:16]} – {end[11:16]}Z {words}"
        parts += [
            _text(LEFT - 10, y + 16, label, anchor="end"),
            _box(x, y, (stop - begin) * scale, 16, fill),
            _text(min(x, WIDTH - 12 - 7 * len(clock)), y + 31, clock, size=12),
        ]
    return len(rows) * 46 + 24, parts


def _moment(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC).timestamp()


def _cards(cards: Sequence[tuple[str, str, str]]) -> Drawing:
    """Who says so, in which words, and where."""
    parts, y = [], 16.0
    for speaker, words, place in cards:
        lines = textwrap.wrap(f"“{words}”", 84)
        parts += [_text(INDENT, y + 18, speaker, fill=BLUE)]
        parts += [_text(LEFT, y + 18 + number * 20, line) for number, line in enumerate(lines)]
        parts.append(_text(LEFT, y + 18 + len(lines) * 20, place, fill="#6a6f73", size=12))
        y += len(lines) * 20 + 42
    return y, parts


# --- the pictures ---


def _who(answer: Any) -> Drawing:
    rows = []
    for group in answer["nodes"]:
        operator = group["key"]["operator"]["node"]
        words = f"reports: {group['count']}, aircraft: {group['node']['aircraft']['countDistinct']}"
        rows.append((operator["label"] if operator else "operator not told", [(group["count"], BLUE)], words))
    return _bars(rows)


def _whence(answer: Any) -> Drawing:
    rows = []
    for group in answer["nodes"]:
        origin, moved = group["key"]["origin"]["node"], group["node"]["movements"]
        label = f"{origin['label']}, {origin['country']}" if origin else "origin not told"
        rows.append((label, moved["certain"], moved["low"], moved["high"]))
    return _ranges(rows)


def _whose(answer: Any) -> Drawing:
    parts, number = [], 0
    for site in answer["nodes"]:
        for word, way in (("operates from", "hosts"), ("controls", "controllers")):
            for actor in site[way]["nodes"]:
                y = number * 60 + 16
                parts += [
                    _box(INDENT, y, 250, 40, GREEN),
                    _text(INDENT + 125, y + 25, actor["label"], anchor="middle", fill="#fff"),
                    f'<path d="M{INDENT + 250} {y + 20} H{WIDTH - INDENT - 256} m-8 -5 l8 5 l-8 5" '
                    f'stroke="{INK}" fill="none"/>',
                    _text(WIDTH / 2, y + 14, word, anchor="middle", size=13),
                    _box(WIDTH - INDENT - 250, y, 250, 40, BLUE),
                    _text(WIDTH - INDENT - 125, y + 25, site["label"], anchor="middle", fill="#fff"),
                ]
                number += 1
    return number * 60 + 20, parts


def _path(answer: Any) -> Drawing:
    path = answer["paths"][0]
    hops = [
        "; ".join(f"{each['kind']}: “{each['evidence']['nodes'][0]['text']}”" for each in hop["relations"])
        for hop in path["hops"]
    ]
    return _chain([node["label"] for node in path["nodes"]], hops)


def _change(answer: Any) -> Drawing:
    colours = {"NEW": GREEN, "GROWN": GREEN, "GONE": RED, "SHRUNK": RED}
    rows = []
    for group in answer["nodes"]:
        ends = [group["key"][way]["node"] for way in ("origin", "destination")]
        label = " → ".join(end["label"].removesuffix(" air base") if end else "?" for end in ends)
        sides = [group[side] for side in ("a", "b")]
        told = " → ".join(f"{side['low']}{'+' if side['high'] is None else ''}" for side in sides)
        bars = [(sides[0]["low"], GREY), (sides[1]["low"], colours.get(group["change"], BLUE))]
        rows.append((label, bars, f"{told}: {group['change'].lower()}"))
    return _bars(rows)


def _timed(answer: Any) -> Drawing:
    rows = []
    path = answer["paths"][0]
    for hop, (start, end) in zip(path["hops"], zip(path["nodes"], path["nodes"][1:], strict=False), strict=True):
        for flight in hop["flights"]["nodes"]:
            craft = ", ".join(each["registration"] for each in flight["aircraft"]["nodes"])
            label = f"{start['label']} → {end['label']}".replace(" air base", "")
            rows.append((label, flight["actual"]["start"], flight["actual"]["end"], BLUE, craft))
    return _times(rows)


def _rollup(answer: Any) -> Drawing:
    rows: list[tuple[str, float, float, float | None]] = []
    for group in answer["nodes"]:
        moved = group["node"]["movements"]
        rows.append(("all of them", moved["certain"], moved["low"], moved["high"]))
        for flight in group["flights"]["nodes"]:
            low, high = flight["count"]["low"], (flight["trips"] or {"high": None})["high"]
            rows.append((f"“{flight['count']['text']}”, {flight['period']['text']}", low, low, high))
    return _ranges(rows)


def _surge(answer: Any) -> Drawing:
    parts, y = [], 20.0
    day = 86_400
    for group in answer["nodes"]:
        levels = group["levels"]
        first, last = _moment(levels[0]["start"]), _moment(levels[-1]["end"]) + day
        most = max(1.0, *(level["rate"] for level in levels))
        parts.append(_text(LEFT - 10, y + 50, group["key"]["destination"]["node"]["label"], anchor="end"))
        for level in levels:
            start, end = _moment(level["start"]), _moment(level["end"]) + day
            x, width = (LEFT + (each - first) / (last - first) * (WIDTH - LEFT - 40) for each in (start, end))
            tall = level["rate"] / most * 70
            parts += [
                _box(x, y + 80 - tall, width - x - 1, tall, BLUE),
                _text((x + width) / 2, y + 96, f"{level['rate']:.3g} a week", anchor="middle", size=12),
            ]
        for surge in group["surges"]:
            x = LEFT + (_moment(surge["at"]) - first) / (last - first) * (WIDTH - LEFT - 40)
            words = (
                f"{surge['at']}: {surge['direction'].lower()}, score {surge['score']:.1f} over {surge['threshold']:.1f}"
            )
            parts.append(_text(x - 8, y + 20, words, anchor="end", fill=RED))
        y += 120
    return y, parts


def _seen(answer: Any) -> Drawing:
    colours = {"SUPPORTS": GREEN, "CONTRADICTS": RED}
    rows = []
    for flight in answer["nodes"]:
        rows.append(("told", flight["actual"]["start"], flight["actual"]["end"], BLUE, flight["label"]))
        for each in flight["corroboration"]["observations"]:
            seen = each["flight"]
            fill = colours.get(each["verdict"], GREY)
            words = f"{seen['callsign']} {each['verdict'].lower().replace('_', ' ')}"
            rows.append(("seen", seen["actual"]["start"], seen["actual"]["end"], fill, words))
    return _times(rows)


def _words(answer: Any) -> Drawing:
    cards = []
    for flight in answer["nodes"]:
        for statement in flight["statements"]["nodes"]:
            speakers = ", ".join(edge["node"]["label"] for edge in statement["saidBy"]["edges"])
            place = statement["reportedIn"]
            cards.append((speakers, statement["text"], f"{place['title']}, {place['publishedAt']}"))
    return _cards(cards)


PICTURES: dict[str, Callable[[Any], Drawing]] = {
    "who.svg": _who,
    "whence.svg": _whence,
    "whose.svg": _whose,
    "path.svg": _path,
    "change.svg": _change,
    "chain.svg": _timed,
    "rollup.svg": _rollup,
    "surge.svg": _surge,
    "seen.svg": _seen,
    "words.svg": _words,
}

if __name__ == "__main__":
    main()
