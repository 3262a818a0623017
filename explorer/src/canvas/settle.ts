// Fresh things and their relations -> places where what is connected stands near and nothing covers another; what is placed stays.
import { LETTERS } from "../names";
import type { Canvas, Thing } from "./canvas";
import { GAP, middle, type Point } from "./place";

/** Names are wide, so that things stand further apart along the line than across. */
const WIDE = 1.7;
const STEPS = 300;
/** What keeps parts together that nothing connects. */
const GRAVITY = 0.12;
/** How many pairs of things are weighed at most, so that a large canvas costs no more than a small one. */
const PAIRS = 6_000_000;

/** What a thing and its name need, in units of the canvas. */
const LETTER = 7;
const HEIGHT = 42;
const TURNS = 40;
const COLUMN = 185;

interface Body extends Point {
  id: string;
  free: boolean;
  width: number;
}

/** Of more things not all names find room: discs stand apart then, and their names where they can. */
const ROOMY = 60;

/** How wide a thing is drawn with its name, where there is room for that. */
const widthOf = ({ label }: Thing, roomy: boolean): number => (roomy ? Math.max(GAP, Math.min(LETTERS, label.length) * LETTER) : GAP);

/**
 * Fruchterman's and Reingold's forces; the same canvas gives the same places. O(steps · n²). What is connected to nothing
 * stands in rows below.
 */
export function settled(canvas: Canvas, fresh: ReadonlySet<string>): Canvas {
  const connected = new Set([...canvas.relations.values()].flatMap(({ from, to }) => [from, to]));
  const alone = [...fresh].filter((id) => !connected.has(id));
  const apart = new Set(alone);
  const roomy = canvas.things.size <= ROOMY;
  const bodies: Body[] = [...canvas.things.values()]
    .filter(({ id }) => !apart.has(id))
    .map((each) => ({ id: each.id, x: each.x / WIDE, y: each.y, free: fresh.has(each.id), width: widthOf(each, roomy) / WIDE }));
  const moving = bodies.filter(({ free }) => free);
  const steps = Math.min(STEPS, Math.floor(PAIRS / (moving.length * bodies.length || 1)));
  const at = new Map(bodies.map((body) => [body.id, body]));
  const springs = [...canvas.relations.values()].flatMap(({ from, to }) => {
    const [one, other] = [at.get(from), at.get(to)];
    return one && other && one !== other && (one.free || other.free) ? [[one, other] as const] : [];
  });
  const wish = GAP * 1.6;
  for (let step = 0; step < steps; step += 1) {
    const push = new Map(moving.map((body) => [body, { x: 0, y: 0 }]));
    const shove = (body: Body, dx: number, dy: number): void => {
      const sum = push.get(body);
      if (sum) Object.assign(sum, { x: sum.x + dx, y: sum.y + dy });
    };
    const centre = middle(bodies);
    for (const body of moving) {
      for (const other of bodies) {
        if (other === body) continue;
        const [dx, dy] = [body.x - other.x, body.y - other.y];
        const square = Math.max(0.01, dx * dx + dy * dy);
        shove(body, (dx * wish * wish) / square, (dy * wish * wish) / square);
      }
      shove(body, (centre.x - body.x) * GRAVITY, (centre.y - body.y) * GRAVITY);
    }
    for (const [one, other] of springs) {
      const [dx, dy] = [other.x - one.x, other.y - one.y];
      const pull = Math.hypot(dx, dy) / wish;
      shove(one, dx * pull, dy * pull);
      shove(other, -dx * pull, -dy * pull);
    }
    const heat = wish * 2 * (1 - step / steps) + 0.1;
    for (const [body, { x, y }] of push) {
      const length = Math.hypot(x, y) || 1;
      body.x += (x / length) * Math.min(length, heat);
      body.y += (y / length) * Math.min(length, heat);
    }
  }
  uncovered(bodies, steps > 0);
  const things = new Map(canvas.things);
  for (const { id, x, y } of moving) {
    const thing = things.get(id);
    if (thing) things.set(id, { ...thing, x: x * WIDE, y });
  }
  return { ...canvas, things: inRows(things, alone) };
}

/** Moves apart what would cover another or its name, along the way that is shorter. */
function uncovered(bodies: readonly Body[], whole: boolean): void {
  for (let turn = 0; whole && turn < TURNS; turn += 1)
    for (const [index, one] of bodies.entries())
      for (const other of bodies.slice(index + 1)) {
        if (!one.free && !other.free) continue;
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const [over, up] = [(one.width + other.width) / 2 - Math.abs(dx), HEIGHT - Math.abs(dy)];
        if (over <= 0 || up <= 0) continue;
        const share = one.free && other.free ? 0.5 : 1;
        const [x, y] = over < up ? [Math.sign(dx || 1) * over * share, 0] : [0, Math.sign(dy || 1) * up * share];
        if (one.free) Object.assign(one, { x: one.x - x, y: one.y - y });
        if (other.free) Object.assign(other, { x: other.x + x, y: other.y + y });
      }
}

/** With things in rows below all others, as wide as those are. */
function inRows(things: Map<string, Thing>, ids: readonly string[]): Map<string, Thing> {
  const others = [...things.values()].filter(({ id }) => !ids.includes(id));
  const [left, right] = [Math.min(...others.map(({ x }) => x)), Math.max(...others.map(({ x }) => x))];
  if (!others.length) return things;
  const low = Math.min(...others.map(({ y }) => y));
  const columns = Math.max(3, Math.floor((right - left) / COLUMN) + 1);
  for (const [index, id] of ids.entries()) {
    const thing = things.get(id);
    const [row, column] = [Math.floor(index / columns), index % columns];
    if (thing) things.set(id, { ...thing, x: left + column * COLUMN, y: low - (row * 1.2 + 1.4) * HEIGHT });
  }
  return things;
}
