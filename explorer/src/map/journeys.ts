// What is in sight -> where it is on the earth: placed things, those of uncertain place, and arcs of what leads from place to place.
import { type Canvas, doubts, type Place, type Relation, type Thing } from "../canvas/canvas";
import { waysOf } from "../canvas/way";
import type { Ontology } from "../ontology";

export interface Spot {
  thing: Thing;
  place: Place;
  /** How many degrees around it may be meant; 0 where it is known. */
  about: number;
}
export interface Arc {
  id: string;
  from: Spot;
  to: Spot;
  /** What leads there: things, or a relation between two places. */
  by: readonly string[];
  weight: number;
  /** Whether none of it is said for certain. */
  unsure: boolean;
}
export interface Chart {
  spots: ReadonlyMap<string, Spot>;
  arcs: readonly Arc[];
  /** Things that can be placed, but of which nobody knows where. */
  lost: readonly Thing[];
}

/** Degrees around a guessed place, at least. */
const LEAST = 0.4;

/** Whether things of a noun have a place. */
function placeable(ontology: Ontology, { noun }: Thing): boolean {
  return !ontology.nouns[noun]?.journey && Object.values(ontology.nouns[noun]?.fields ?? {}).some(({ type }) => type === "Location");
}

/** Where a thing may be that is related to things of known place: around them. */
function guess(thing: Thing, canvas: Canvas, known: ReadonlyMap<string, Spot>): Spot | null {
  const near = [...canvas.relations.values()].flatMap(({ from, to }) => {
    const other = from === thing.id ? known.get(to) : to === thing.id ? known.get(from) : undefined;
    return other && !other.about ? [other.place] : [];
  });
  if (!near.length) return null;
  const mean = (read: (place: Place) => number): number => near.reduce((sum, each) => sum + read(each), 0) / near.length;
  const place = { latitude: mean((each) => each.latitude), longitude: mean((each) => each.longitude) };
  const far = near.map((each) => Math.hypot(each.latitude - place.latitude, each.longitude - place.longitude));
  return { thing, place, about: Math.max(LEAST, ...far) * 1.5 };
}

function spotsOf(canvas: Canvas, ontology: Ontology): Pick<Chart, "spots" | "lost"> {
  const things = [...canvas.things.values()].filter((each) => placeable(ontology, each));
  const known = new Map(things.flatMap((thing) => (thing.place ? [[thing.id, { thing, place: thing.place, about: 0 }] as const] : [])));
  const guessed = things.flatMap((thing) => (thing.place ? [] : [[thing, guess(thing, canvas, known)] as const]));
  const spots = new Map<string, Spot>(known);
  for (const [thing, spot] of guessed) if (spot) spots.set(thing.id, spot);
  return { spots, lost: guessed.flatMap(([thing, spot]) => (spot ? [] : [thing])) };
}

export function chart(canvas: Canvas, ontology: Ontology): Chart {
  const { spots, lost } = spotsOf(canvas, ontology);
  const arcs = new Map<string, Arc>();
  const add = (from: Spot, to: Spot, by: string, told: readonly Relation[]): void => {
    const id = `${from.thing.id}>${to.thing.id}`;
    const before = arcs.get(id);
    const weight = told.reduce((sum, each) => sum + each.weight, before?.weight ?? 0);
    const unsure = told.some((each) => doubts(each).length > 0) && (before?.unsure ?? true);
    arcs.set(id, { id, from, to, by: [...(before?.by ?? []), by], weight, unsure });
  };
  for (const { thing, begin, end } of waysOf(canvas, ontology))
    for (const one of begin)
      for (const other of end) {
        const [from, to] = [spots.get(one.to), spots.get(other.to)];
        if (from && to && from !== to) add(from, to, thing.id, [one, other]);
      }
  return { spots, arcs: [...arcs.values()], lost };
}
