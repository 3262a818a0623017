// What is in sight -> the same with all that leads from one place to another drawn as one, and how many that is.
import type { Ontology } from "../ontology";
import type { Canvas, Relation, Thing } from "./canvas";

export interface Bundled {
  scene: Canvas;
  /** What each bundle, and each relation of one, stands for: ids of things. */
  members: ReadonlyMap<string, readonly string[]>;
  /** The bundle that a thing or a relation went into. */
  into: ReadonlyMap<string, string>;
}

/** The places that a thing begins and ends at; empty where it leads from nowhere, or nowhere. */
function wayOf(thing: Thing, relations: readonly Relation[], ontology: Ontology): string {
  const noun = ontology.nouns[thing.noun];
  if (!noun?.journey) return "";
  const ends = (way: string): string[] =>
    relations.flatMap(({ kind, from, to }) => (kind === noun.ways[way]?.link && from === thing.id ? [to] : [])).sort();
  const [begin, end] = [ends(noun.journey.begin), ends(noun.journey.end)];
  return begin.length && end.length ? `${thing.noun}|${begin.join()}>${end.join()}` : "";
}

function one(id: string, things: readonly Thing[], name: (count: number, noun: string) => string): Thing {
  const mean = (axis: "x" | "y"): number => things.reduce((sum, each) => sum + each[axis], 0) / things.length;
  const noun = things[0]?.noun ?? "";
  return {
    id, noun, label: name(things.length, noun), x: mean("x"), y: mean("y"), counts: [], place: null,
    spans: things.flatMap(({ spans }) => spans), sources: things.flatMap(({ sources }) => sources), partial: false,
  };
}

/** Two things or more that lead from the same places to the same places become one; relations to the same thing do too. */
export function bundled(scene: Canvas, ontology: Ontology, name: (count: number, noun: string) => string): Bundled {
  const out = new Map<string, Relation[]>();
  for (const each of scene.relations.values()) out.set(each.from, [...(out.get(each.from) ?? []), each]);
  const groups = new Map<string, Thing[]>();
  for (const thing of scene.things.values()) {
    const way = wayOf(thing, out.get(thing.id) ?? [], ontology);
    if (way) groups.set(way, [...(groups.get(way) ?? []), thing]);
  }
  const members = new Map<string, readonly string[]>();
  const into = new Map<string, string>();
  const things = new Map(scene.things);
  for (const [id, all] of groups) {
    if (all.length < 2) continue;
    members.set(id, all.map((each) => each.id));
    things.set(id, one(id, all, name));
    for (const each of all) things.delete(each.id), into.set(each.id, id);
  }
  const relations = new Map<string, Relation>();
  for (const each of scene.relations.values()) {
    const [from, to] = [into.get(each.from) ?? each.from, into.get(each.to) ?? each.to];
    if (from === each.from && to === each.to) relations.set(each.id, each);
    else {
      const id = `${each.kind}/${from}/${to}`;
      into.set(each.id, id);
      const before = relations.get(id);
      const bundle = [members.get(from), members.get(to)].flatMap((some) => some ?? []);
      members.set(id, bundle);
      relations.set(id, {
        ...each, id, from, to, many: 1 + (before?.many ?? 0), weight: each.weight + (before?.weight ?? 0),
        // It is in doubt where all of it is.
        modality: before && before.modality === "ACTUAL" ? before.modality : each.modality,
        disputed: each.disputed && (before?.disputed ?? true),
        alternative: each.alternative && (before?.alternative ?? true),
      });
    }
  }
  return { scene: { ...scene, things, relations }, members, into };
}
