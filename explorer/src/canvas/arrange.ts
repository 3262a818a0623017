// A canvas and the things on it that may move -> the same canvas, placed anew by a layout.
import { type Canvas, degreesOf, grouped, type Thing } from "./canvas";
import { settled } from "./settle";
import { GAP, type Point } from "./place";

export const LAYOUTS = ["forces", "columns", "circle", "time"] as const;
export type Layout = (typeof LAYOUTS)[number];

const ROW = 42;
const COLUMN = 210;

/** Of what is in sight, `free` moves; what stands out of sight stays where it is. */
export function arranged(layout: Layout, canvas: Canvas, sight: Canvas, free: ReadonlySet<string>): Canvas {
  const moving = [...sight.things.values()].filter(({ id }) => free.has(id));
  const places = layout === "forces" ? forces(sight, free) : beside(PLACES[layout](moving, sight), sight, free);
  const things = new Map(canvas.things);
  for (const [id, place] of places) {
    const thing = things.get(id);
    if (thing) things.set(id, { ...thing, ...place });
  }
  return { ...canvas, things };
}

/** To the right of what stays where it is. */
function beside(places: Map<string, Point>, sight: Canvas, free: ReadonlySet<string>): Map<string, Point> {
  const staying = [...sight.things.values()].filter(({ id }) => !free.has(id)).map(({ x }) => x);
  if (!staying.length || !places.size) return places;
  const way = Math.max(...staying) + COLUMN - Math.min(...[...places.values()].map(({ x }) => x));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + way, y }]));
}

/** What is connected near each other; it begins from a circle, so that no earlier place shows. */
function forces(sight: Canvas, free: ReadonlySet<string>): Map<string, Point> {
  const begin = circle([...sight.things.values()].filter(({ id }) => free.has(id)));
  const things = new Map([...sight.things].map(([id, thing]) => [id, { ...thing, ...begin.get(id) }]));
  return new Map([...settled({ ...sight, things }, free).things].filter(([id]) => free.has(id)));
}

const PLACES: Record<Exclude<Layout, "forces">, (things: readonly Thing[], sight: Canvas) => Map<string, Point>> = {
  columns,
  circle,
  time,
};

/** One column for each noun, what has most relations above. */
function columns(things: readonly Thing[], { relations }: Canvas): Map<string, Point> {
  const degrees = degreesOf(relations.values());
  const degree = ({ id }: Thing): number => degrees.get(id) ?? 0;
  const nouns = [...grouped(things, ({ noun }) => noun)].sort(([one], [other]) => one.localeCompare(other));
  return spread(nouns.map(([, each]) => each.sort((one, other) => degree(other) - degree(one))));
}

/** Columns beside each other, around the middle; those of more than a screen's rows are cut in several. */
function spread(groups: readonly (readonly Thing[])[]): Map<string, Point> {
  const most = Math.max(12, Math.ceil(Math.sqrt(groups.flat().length) * 1.6));
  const cut = groups.flatMap((group) => {
    const parts = Math.ceil(group.length / most);
    return Array.from({ length: parts }, (_, part) => group.filter((_each, index) => index % parts === part));
  });
  return new Map(
    cut.flatMap((group, column) =>
      group.map(({ id }, row): [string, Point] => [
        id,
        { x: (column - (cut.length - 1) / 2) * COLUMN, y: ((group.length - 1) / 2 - row) * ROW },
      ]),
    ),
  );
}

/** On a circle, those of a noun beside each other. */
function circle(things: readonly Thing[]): Map<string, Point> {
  const order = [...things].sort((one, other) => one.noun.localeCompare(other.noun) || one.label.localeCompare(other.label));
  const radius = Math.max(GAP * 2, (order.length * GAP * 1.5) / Math.PI);
  return new Map(
    order.map(({ id }, index): [string, Point] => {
      const angle = Math.PI / 2 - (index / order.length) * 2 * Math.PI;
      return [id, { x: radius * 1.35 * Math.cos(angle), y: radius * Math.sin(angle) }];
    }),
  );
}

/** By the day that they began, as far as it is known, from left to right; what is not dated stands in rows below. */
function time(things: readonly Thing[]): Map<string, Point> {
  const begun = ({ spans: [first] }: Thing): number | null => first?.from ?? first?.to ?? null;
  const dated = things.filter((each) => begun(each) !== null).sort((one, other) => Number(begun(one)) - Number(begun(other)));
  const moments = [...grouped(dated, begun)];
  const at = new Map(
    moments.flatMap(([, each], column) => each.map(({ id }, row): [string, Point] => [id, { x: column * COLUMN, y: row * ROW }])),
  );
  const wide = Math.max(4, moments.length);
  const others = things.filter((each) => begun(each) === null).sort((one, other) => one.noun.localeCompare(other.noun));
  for (const [index, { id }] of others.entries())
    at.set(id, { x: (index % wide) * COLUMN, y: -(2 + Math.floor(index / wide)) * ROW * 1.4 });
  return at;
}
