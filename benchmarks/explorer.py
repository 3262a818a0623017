"""The explorer's canvas with many things on it -> what a frame of panning costs the page's main thread, and its heap.

.venv/bin/python -m benchmarks.explorer    # needs Node with explorer/node_modules, and Chromium

CPU is that of the main thread by the ticks of its clock (CDP), which other work on the machine hardly moves; frames a
second depend on the graphics card, and are not told.
"""

import shutil
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.options import parser

EXPLORER = Path(__file__).parent.parent / "explorer"
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
#: Things and relations, and how much a frame may cost in milliseconds.
SIZES = ((2_000, 5_000, 4.0), (20_000, 60_000, 8.0))
HEAP = 100.0
#: A frame after another, so that each move of the mouse is drawn.
FRAMES = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"""

#: As many moves of the mouse as are told, one in each frame.
PAN = """(frames) => new Promise((done) => {
  let at = 0;
  const step = () => {
    at += 1;
    if (at > frames) return done();
    const there = { clientX: 8 + 4 * (at % 40), clientY: 7 + 2 * (at % 30), buttons: 1, bubbles: true };
    document.querySelector(".sigma-mouse").dispatchEvent(new MouseEvent("mousemove", there));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, _format: str, *_args: object) -> None:
        """Nothing."""


def measure(browser: Browser, address: str, things: int, relations: int, frames: int) -> dict[str, float]:
    """Milliseconds of CPU until the first frame and for each frame of a pan, and the heap in MB after it."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.set_default_timeout(120_000)
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read(name: str) -> float:
        metrics = client.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == name))

    page.goto(f"{address}/?{things},{relations}")
    page.evaluate(FRAMES)
    begun = read("TaskDuration") * 1000
    # Where nothing stands, so that the canvas is moved and no thing.
    page.mouse.move(6, 6)
    page.mouse.down()
    page.mouse.move(8, 7)
    page.evaluate(FRAMES)
    before = read("TaskDuration")
    page.evaluate(PAN, frames)
    spent = (read("TaskDuration") - before) * 1000
    page.mouse.up()
    client.send("HeapProfiler.collectGarbage")
    heap = read("JSHeapUsedSize") / 1e6
    page.close()
    return {"first": begun, "pan": spent / frames, "heap": heap}


def main() -> None:
    """Print a table, and fail where a budget is not kept."""
    options = parser(__doc__)
    options.add_argument("--frames", type=int, default=60, help="frames of each pan")
    options.add_argument("--rounds", type=int, default=3, help="pages of each size; the median is told")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run(["node", "bench.mjs", folder], cwd=EXPLORER, check=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        print("| things / relations | CPU to the first frame | CPU of a frame of a pan | heap |\n|---|---|---|---|")
        kept = True
        for things, relations, limit in SIZES:
            rounds = [
                measure(browser, f"http://127.0.0.1:{server.server_port}", things, relations, given.frames)
                for _ in range(given.rounds)
            ]
            first, pan, heap = (sorted(each[name] for each in rounds)[len(rounds) // 2] for name in rounds[0])
            print(f"| {things:,} / {relations:,} | {first:.0f} ms | {pan:.1f} ms (≤ {limit:g}) | {heap:.0f} MB |")
            kept = kept and pan <= limit and heap <= HEAP
        browser.close()
        server.shutdown()
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
