// Things that are new -> places near those that they belong to; nothing that is placed moves.
import type { Canvas } from "./canvas";

/** How far apart things are put, in units of the canvas. */
export const GAP = 27;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

export interface Point {
  x: number;
  y: number;
}

/** The mean of some points; the origin where there is none. */
export function middle(points: readonly Point[]): Point {
  const mean = (axis: keyof Point): number => points.reduce((sum, point) => sum + point[axis], 0) / (points.length || 1);
  return { x: mean("x"), y: mean("y") };
}

/** Free places for so many things around a point, nearest first, on a sunflower's spiral. */
export function around(canvas: Canvas, centre: Point, many: number): Point[] {
  const taken: Point[] = [...canvas.things.values()];
  const found: Point[] = [];
  for (let turn = taken.length ? 2 : 0; found.length < many; turn += 1) {
    const radius = GAP * Math.sqrt(turn) * 1.15;
    const point = { x: centre.x + radius * Math.cos(turn * GOLDEN) * 1.35, y: centre.y + radius * Math.sin(turn * GOLDEN) };
    if (taken.every((other) => Math.hypot((other.x - point.x) / 1.35, other.y - point.y) >= GAP)) {
      taken.push(point);
      found.push(point);
    }
  }
  return found;
}
