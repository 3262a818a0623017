// What stands on the canvas, as a value: every change answers a new one, so that each can be undone.
import type { Span } from "../time/period";

export type Direction = "OUT" | "IN" | "BOTH";
export interface Count {
  kind: string;
  direction: Direction;
  count: number;
}
export interface Source {
  id: string;
  name: string;
}
export interface Place {
  latitude: number;
  longitude: number;
}
/** What tells of something: when it is or was, and in which documents; `partial`: there are more documents. */
export interface Told {
  spans: readonly Span[];
  sources: readonly Source[];
  partial: boolean;
}
export interface Thing extends Told {
  id: string;
  noun: string;
  label: string;
  x: number;
  y: number;
  counts: readonly Count[];
  place: Place | null;
}
export interface Relation extends Told {
  id: string;
  kind: string;
  from: string;
  to: string;
  modality: string | null;
  disputed: boolean;
  alternative: boolean;
  /** How many claims assert or deny it. */
  weight: number;
}
/** What is left out of sight: by kinds, by documents that alone tell of it, by time, and by number of relations. */
export interface Filters {
  readonly nouns: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly from: number | null;
  readonly to: number | null;
  readonly degree: number;
}
export interface Canvas {
  readonly things: ReadonlyMap<string, Thing>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly filters: Filters;
}

export const NO_FILTERS: Filters = { nouns: new Set(), kinds: new Set(), sources: new Set(), from: null, to: null, degree: 0 };
export const EMPTY: Canvas = { things: new Map(), relations: new Map(), filters: NO_FILTERS };

/** With more on it; what stands there already stays where it is. */
export function added(canvas: Canvas, things: Iterable<Thing>, relations: Iterable<Relation>): Canvas {
  const more = new Map(canvas.things);
  for (const thing of things) if (!more.has(thing.id)) more.set(thing.id, thing);
  const edges = new Map(canvas.relations);
  for (const relation of relations)
    if (more.has(relation.from) && more.has(relation.to)) edges.set(relation.id, relation);
  return { ...canvas, things: more, relations: edges };
}

/** Without some things; their relations go with them. */
export function hidden(canvas: Canvas, ids: ReadonlySet<string>): Canvas {
  return {
    ...canvas,
    things: new Map([...canvas.things].filter(([id]) => !ids.has(id))),
    relations: new Map([...canvas.relations].filter(([, each]) => !ids.has(each.from) && !ids.has(each.to))),
  };
}

/** With a thing elsewhere. */
export function moved(canvas: Canvas, id: string, x: number, y: number): Canvas {
  const thing = canvas.things.get(id);
  if (!thing) return canvas;
  return { ...canvas, things: new Map(canvas.things).set(id, { ...thing, x, y }) };
}

/** What has no other relation than to this thing: what collapsing it takes away. */
export function leaves(canvas: Canvas, id: string): Set<string> {
  const ends = new Map<string, Set<string>>();
  for (const { from, to } of canvas.relations.values())
    for (const [one, other] of [[from, to], [to, from]] as const)
      ends.set(one, (ends.get(one) ?? new Set()).add(other));
  return new Set([...(ends.get(id) ?? [])].filter((other) => other !== id && ends.get(other)?.size === 1));
}

/** How many relations of a kind and direction a thing has on the canvas. */
export function shown(canvas: Canvas, id: string, kind: string, direction: Direction): number {
  let found = 0;
  for (const each of canvas.relations.values()) {
    if (each.kind !== kind) continue;
    if ((direction !== "IN" && each.from === id) || (direction !== "OUT" && each.to === id)) found += 1;
  }
  return found;
}

/** What a relation is called in a line: its kind, and what is doubtful of it. */
export function doubts(relation: Relation): string[] {
  const found = [];
  if (relation.modality && relation.modality !== "ACTUAL") found.push(relation.modality.toLowerCase());
  if (relation.alternative) found.push("one of several");
  if (relation.disputed) found.push("disputed");
  return found;
}
