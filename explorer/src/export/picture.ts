// What is in sight -> a drawing as SVG, and the same drawing as PNG.
import { type Canvas, doubts, lineOf, type Relation, type Thing } from "../canvas/canvas";
import { ink } from "../canvas/draw";
import type { Point } from "../canvas/place";
import { shortened } from "../names";
import { signOf } from "../palette";
import { xml } from "./xml";

const SCALE = 4;
const RADIUS = 13;
const MARGIN = 70;
const SHARP = 2;

function line(relation: Relation, from: Point, to: Point, turn: number, colours: { line: string; quiet: string }): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = { x: (from.x + to.x) / 2 - (dy / length) * 34 * turn, y: (from.y + to.y) / 2 + (dx / length) * 34 * turn };
  const away = Math.hypot(to.x - bend.x, to.y - bend.y) || 1;
  const end = { x: to.x - ((to.x - bend.x) / away) * (RADIUS + 5), y: to.y - ((to.y - bend.y) / away) * (RADIUS + 5) };
  const dashed = doubts(relation).length ? ' stroke-dasharray="5 4"' : "";
  const place = { x: (from.x + 2 * bend.x + to.x) / 4, y: (from.y + 2 * bend.y + to.y) / 4 };
  return (
    `<path d="M${r(from.x)} ${r(from.y)}Q${r(bend.x)} ${r(bend.y)} ${r(end.x)} ${r(end.y)}" fill="none" stroke="${colours.line}"` +
    ` stroke-width="1.6" marker-end="url(#head)"${dashed}/>` +
    `<text class="edge" x="${r(place.x)}" y="${r(place.y - 4)}" fill="${colours.quiet}">${xml(lineOf(relation))}</text>`
  );
}

function disc(thing: Thing, { x, y }: Point): string {
  const sign = signOf(thing.noun);
  return (
    `<circle cx="${r(x)}" cy="${r(y)}" r="${RADIUS}" fill="${sign.colour}"/>` +
    `<text class="letters" x="${r(x)}" y="${r(y + 4)}" fill="${sign.ink}">${xml(sign.monogram)}</text>` +
    `<text class="name" x="${r(x)}" y="${r(y + RADIUS + 14)}">${xml(shortened(thing.label))}</text>`
  );
}

const r = (value: number): string => String(Math.round(value * 10) / 10);

function drawing(canvas: Canvas): { text: string; width: number; height: number } {
  const things = [...canvas.things.values()];
  const [left, top] = [Math.min(...things.map(({ x }) => x)), Math.max(...things.map(({ y }) => y))];
  const at = ({ x, y }: Point): Point => ({ x: (x - left) * SCALE + MARGIN * 1.6, y: (top - y) * SCALE + MARGIN });
  const width = Math.round(Math.max(...things.map((each) => at(each).x)) + MARGIN * 1.6);
  const height = Math.round(Math.max(...things.map((each) => at(each).y)) + MARGIN);
  const colours = ink();
  const pairs = new Map<string, number>();
  const edges = [...canvas.relations.values()].flatMap((each) => {
    const [from, to] = [canvas.things.get(each.from), canvas.things.get(each.to)];
    if (!from || !to) return [];
    const pair = [each.from, each.to].sort().join();
    const turn = pairs.get(pair) ?? 0;
    pairs.set(pair, turn + 1);
    return [line(each, at(from), at(to), turn, colours)];
  });
  const font = "font-family:system-ui,sans-serif;text-anchor:middle;paint-order:stroke";
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<style>text{${font};stroke:${colours.ground};stroke-width:3px}.letters{font-size:11px;font-weight:600;stroke:none}.name{font-size:12px;fill:${colours.text}}.edge{font-size:10.5px}</style>`,
    `<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colours.line}"/></marker></defs>`,
    `<rect width="100%" height="100%" fill="${colours.ground}"/>`,
    ...edges,
    ...things.map((each) => disc(each, at(each))),
    "</svg>",
    "",
  ].join("\n");
  return { text, width, height };
}

export function svg(canvas: Canvas): string {
  return drawing(canvas).text;
}

/** The drawing, twice as sharp as it is large. */
export async function png(canvas: Canvas): Promise<Blob> {
  const { text, width, height } = drawing(canvas);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const paper = Object.assign(document.createElement("canvas"), { width: width * SHARP, height: height * SHARP });
  paper.getContext("2d")?.drawImage(image, 0, 0, paper.width, paper.height);
  return new Promise((done, fail) => paper.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"));
}
