// What is in sight -> the same with all that leads from one place to another drawn as one, and how many that is.
import type { Ontology } from "../ontology";
import { type Canvas, grouped, type Relation, type Thing } from "./canvas";
import { middle } from "./place";
import { type Way, waysOf } from "./way";

export interface Bundled {
  scene: Canvas;
  /** What each bundle, and each relation of one, stands for: ids of things. */
  members: ReadonlyMap<string, readonly string[]>;
  /** The bundle that a thing or a relation went into. */
  into: ReadonlyMap<string, string>;
}

/** What all things have alike that lead from the same places to the same places. */
function idOf({ thing, begin, end }: Way): string {
  const [from, to] = [begin, end].map((relations) => relations.map((each) => each.to).sort().join());
  return `${thing.noun}|${from}>${to}`;
}

function one(id: string, things: readonly Thing[], name: (count: number, noun: string) => string): Thing {
  const noun = things[0]?.noun ?? "";
  return {
    id, noun, label: name(things.length, noun), details: "", ...middle(things), counts: [], place: null,
    spans: things.flatMap(({ spans }) => spans), sources: things.flatMap(({ sources }) => sources), partial: false,
  };
}

/** Two things or more that lead from the same places to the same places become one; relations to the same thing do too. */
export function bundled(scene: Canvas, ontology: Ontology, name: (count: number, noun: string) => string): Bundled {
  const groups = grouped(waysOf(scene, ontology).filter(({ begin, end }) => begin.length && end.length), idOf);
  const members = new Map<string, readonly string[]>();
  const into = new Map<string, string>();
  const things = new Map(scene.things);
  for (const [id, ways] of groups) {
    if (ways.length < 2) continue;
    const all = ways.map(({ thing }) => thing);
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
