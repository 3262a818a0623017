// What stands on the canvas, as a value: every change answers a new one, so that each can be undone.
import type { Surged } from "../changes";
import type { AnalyseQuery, AnalysisMeasure } from "../graphql/operations";
import type { Meant } from "../names";
import { relationName } from "../ontology";
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
export interface Thing extends Told, Meant {
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
  /** Of how many it is a bundle, where it is one. */
  many?: number;
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
/** What was worked out last, and shows as size and colour: what was asked for, and what was told. */
export type Measured =
  | { of: "measure"; measure: AnalysisMeasure; whole: boolean; noun: string; told: AnalyseQuery["analysis"] }
  | { of: "surges"; start: string; end: string; told: readonly Surged[] };
export type End = "from" | "to";
/** By what paths may lead. */
export interface Ways {
  /** The plural of what leads from place to place, and in which order in time; empty for relations. */
  readonly by: string;
  /** The relations that may be used; none stands for all. */
  readonly kinds: ReadonlySet<string>;
  /** Whether by what is not said for certain, too. */
  readonly unsure: boolean;
}
export interface Canvas {
  readonly things: ReadonlyMap<string, Thing>;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly filters: Filters;
  /** Things that no layout moves. */
  readonly pinned: ReadonlySet<string>;
  readonly measured: Measured | null;
  /** The things between which paths are looked for. */
  readonly ends: Readonly<Record<End, readonly string[]>>;
  readonly ways: Ways;
}

export const NO_FILTERS: Filters = { nouns: new Set(), kinds: new Set(), sources: new Set(), from: null, to: null, degree: 0 };
export const NO_ENDS: Canvas["ends"] = { from: [], to: [] };
export const ALL_WAYS: Ways = { by: "", kinds: new Set(), unsure: false };
export const EMPTY: Canvas = { things: new Map(), relations: new Map(), filters: NO_FILTERS, pinned: new Set(), measured: null, ends: NO_ENDS, ways: ALL_WAYS };

/** With more on it; what stands there already stays where it is. */
export function added(canvas: Canvas, things: Iterable<Thing>, relations: Iterable<Relation>): Canvas {
  const more = new Map(canvas.things);
  for (const thing of things) if (!more.has(thing.id)) more.set(thing.id, thing);
  const edges = new Map(canvas.relations);
  for (const relation of relations)
    if (more.has(relation.from) && more.has(relation.to)) edges.set(relation.id, relation);
  return { ...canvas, things: more, relations: edges };
}

/** What is known anew of the things with these ids: what was told of them and among them; `beside` were asked about too. */
export interface News {
  ids: ReadonlySet<string>;
  beside: ReadonlySet<string>;
  things: ReadonlyMap<string, Omit<Thing, "x" | "y">>;
  relations: ReadonlyMap<string, Relation>;
}

/** With what is known anew: things stay where they are, and what is gone goes. */
export function renewed(canvas: Canvas, { ids, beside, things, relations }: News): Canvas {
  const known = [...canvas.things].flatMap(([id, thing]): [string, Thing][] => {
    if (!ids.has(id)) return [[id, thing]];
    const told = things.get(id);
    return told ? [[id, { ...thing, ...told }]] : [];
  });
  const there = new Map(known);
  const asked = (id: string): boolean => ids.has(id) || beside.has(id);
  const edges = [...canvas.relations].filter(([id, { from, to }]) => {
    const told = (ids.has(from) && asked(to)) || (ids.has(to) && asked(from));
    return there.has(from) && there.has(to) && (!told || relations.has(id));
  });
  return added({ ...canvas, things: there, relations: new Map(edges) }, [], relations.values());
}

/** Without some things; their relations go with them. */
export function hidden(canvas: Canvas, ids: ReadonlySet<string>): Canvas {
  return {
    ...canvas,
    things: new Map([...canvas.things].filter(([id]) => !ids.has(id))),
    relations: new Map([...canvas.relations].filter(([, each]) => !ids.has(each.from) && !ids.has(each.to))),
  };
}

/** With things that have no names, for pictures that tell of nobody. */
export function nameless(canvas: Canvas): Canvas {
  return { ...canvas, things: new Map([...canvas.things].map(([id, thing]) => [id, { ...thing, label: "", details: "" }])) };
}

/** With things moved by as much as is told. */
export function moved(canvas: Canvas, ids: readonly string[], x: number, y: number): Canvas {
  const things = new Map(canvas.things);
  for (const id of ids) {
    const thing = things.get(id);
    if (thing) things.set(id, { ...thing, x: thing.x + x, y: thing.y + y });
  }
  return { ...canvas, things };
}

/** With things that no layout moves, or that one may move again where all of them were pinned. */
export function pinned(canvas: Canvas, ids: readonly string[]): Canvas {
  const all = new Set(canvas.pinned);
  const free = ids.every((id) => all.has(id));
  for (const id of ids) if (free) all.delete(id); else all.add(id);
  return { ...canvas, pinned: all };
}

/** What has no other relation than to these things: what collapsing them takes away. */
export function leaves(canvas: Canvas, ids: ReadonlySet<string>): Set<string> {
  const ends = new Map<string, Set<string>>();
  for (const { from, to } of canvas.relations.values())
    for (const [one, other] of [[from, to], [to, from]] as const)
      ends.set(one, (ends.get(one) ?? new Set()).add(other));
  const near = [...ids].flatMap((id) => [...(ends.get(id) ?? [])]);
  return new Set(near.filter((other) => !ids.has(other) && [...(ends.get(other) ?? [])].every((end) => ids.has(end))));
}

/** How many relations of a kind and direction some things have on the canvas; one between two of them counts for each end that it has there. */
export function shown(canvas: Canvas, ids: ReadonlySet<string>, kind: string, direction: Direction): number {
  let found = 0;
  for (const each of canvas.relations.values()) {
    if (each.kind !== kind) continue;
    if (direction !== "IN" && ids.has(each.from)) found += 1;
    if (direction !== "OUT" && ids.has(each.to) && !(direction === "BOTH" && each.from === each.to)) found += 1;
  }
  return found;
}

/** How many relations of each kind and direction some things have in all, most first. */
export function counted(things: readonly Thing[]): Count[] {
  const all = new Map<string, Count>();
  for (const { kind, direction, count } of things.flatMap(({ counts }) => counts)) {
    const key = `${kind} ${direction}`;
    all.set(key, { kind, direction, count: count + (all.get(key)?.count ?? 0) });
  }
  return [...all.values()].sort((one, other) => other.count - one.count || one.kind.localeCompare(other.kind));
}

/** Some things, relations or others by a key that each has; in their order. */
export function grouped<Each, Key>(all: Iterable<Each>, key: (each: Each) => Key): Map<Key, Each[]> {
  const found = new Map<Key, Each[]>();
  for (const each of all) {
    const group = found.get(key(each));
    if (group) group.push(each);
    else found.set(key(each), [each]);
  }
  return found;
}

/** How many ends of relations each thing has; those with none are left out. */
export function degreesOf(relations: Iterable<Relation>): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const { from, to } of relations) for (const end of [from, to]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  return degrees;
}

/** What is doubtful of a relation. */
export function doubts(relation: Relation): string[] {
  const found = [];
  if (relation.modality && relation.modality !== "ACTUAL") found.push(relation.modality.toLowerCase());
  if (relation.alternative) found.push("one of several");
  if (relation.disputed) found.push("disputed");
  return found;
}

/** What a relation is called in a line: its kind, how many it stands for, and what is doubtful of it. */
export function lineOf(relation: Relation): string {
  const many = relation.many && relation.many > 1 ? ` ×${relation.many}` : "";
  return [`${relationName(relation.kind)}${many}`, ...doubts(relation)].join(" · ");
}
