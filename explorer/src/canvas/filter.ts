// A canvas and its filters -> what of it is in sight, and how many of each kind there would be.
import { overlap } from "../time/period";
import { type Canvas, degreesOf, type Filters, type Relation, type Source, type Thing, type Told } from "./canvas";

export type Facet = "nouns" | "kinds" | "sources";
export interface Choice {
  value: string;
  name: string;
  count: number;
  on: boolean;
}

function toldOf(told: Told, filters: Filters): boolean {
  const dated = filters.from === null && filters.to === null;
  const when = dated || !told.spans.length || told.spans.some((span) => overlap(span, filters));
  const where = !told.sources.length || told.sources.some(({ id }) => !filters.sources.has(id));
  return when && where;
}

/** What passes; a relation goes where one of its ends does. Degrees are those among what passes all else. */
export function inSight(canvas: Canvas, filters: Filters = canvas.filters): Canvas {
  const passing = new Map([...canvas.things].filter(([, each]) => !filters.nouns.has(each.noun) && toldOf(each, filters)));
  const edges = (things: ReadonlyMap<string, Thing>): [string, Relation][] =>
    [...canvas.relations].filter(
      ([, each]) => !filters.kinds.has(each.kind) && things.has(each.from) && things.has(each.to) && toldOf(each, filters),
    );
  if (!filters.degree) return { ...canvas, things: passing, relations: new Map(edges(passing)) };
  const degrees = degreesOf(edges(passing).map(([, each]) => each));
  const things = new Map([...passing].filter(([id]) => (degrees.get(id) ?? 0) >= filters.degree));
  return { ...canvas, things, relations: new Map(edges(things)) };
}

/** Whether anything is left out of sight. */
export function filtering({ nouns, kinds, sources, from, to, degree }: Filters): boolean {
  return nouns.size + kinds.size + sources.size + degree > 0 || from !== null || to !== null;
}

/** The choices of a facet, each with how many are in sight by all other filters, most first. */
export function choices(canvas: Canvas, facet: Facet, name: (value: string) => string): Choice[] {
  const shown = inSight(canvas, { ...canvas.filters, [facet]: new Set() });
  const told = (all: Canvas): { value: string; name: string }[] => {
    if (facet === "nouns") return [...all.things.values()].map(({ noun }) => ({ value: noun, name: name(noun) }));
    if (facet === "kinds") return [...all.relations.values()].map(({ kind }) => ({ value: kind, name: name(kind) }));
    const tellers: Told[] = [...all.things.values()];
    return tellers.flatMap(({ sources }) => sources.map((each: Source) => ({ value: each.id, name: each.name })));
  };
  const found = new Map<string, Choice>();
  for (const each of told(canvas)) found.set(each.value, { ...each, count: 0, on: !canvas.filters[facet].has(each.value) });
  for (const { value } of told(shown)) {
    const choice = found.get(value);
    if (choice) choice.count += 1;
  }
  return [...found.values()].sort((one, other) => other.count - one.count || one.name.localeCompare(other.name));
}

/** With a choice of a facet turned the other way. */
export function turned(canvas: Canvas, facet: Facet, value: string): Canvas {
  const off = new Set(canvas.filters[facet]);
  if (!off.delete(value)) off.add(value);
  return { ...canvas, filters: { ...canvas.filters, [facet]: off } };
}
