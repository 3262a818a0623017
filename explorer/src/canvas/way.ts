// Relations, by the ontology -> where each thing that leads from place to place begins and ends, and of which that is not on the canvas.
import type { Ontology } from "../ontology";
import { type Canvas, grouped, type Relation, shown, type Thing } from "./canvas";

export interface Way {
  thing: Thing;
  begin: readonly Relation[];
  end: readonly Relation[];
}

/** One for each thing whose noun leads from place to place, also where its beginning or end is not known. */
export function waysOf({ things, relations }: Canvas, { nouns }: Ontology): Way[] {
  const out = grouped(relations.values(), ({ from }) => from);
  return [...things.values()].flatMap((thing) => {
    const noun = nouns[thing.noun];
    if (!noun?.journey) return [];
    const by = (way: string): Relation[] => (out.get(thing.id) ?? []).filter(({ kind }) => kind === noun.ways[way]?.link);
    return [{ thing, begin: by(noun.journey.begin), end: by(noun.journey.end) }];
  });
}

/** Things that begin or end somewhere, as the service tells, of which no beginning or no end stands on the canvas. */
export function leadingOff(canvas: Canvas, { nouns }: Ontology): Thing[] {
  return [...canvas.things.values()].filter((thing) => {
    const noun = nouns[thing.noun];
    if (!noun?.journey) return false;
    return [noun.journey.begin, noun.journey.end].some((way) => {
      const kind = noun.ways[way]?.link ?? "";
      const known = thing.counts.some((each) => each.kind === kind && each.direction === "OUT" && each.count > 0);
      return known && !shown(canvas, new Set([thing.id]), kind, "OUT");
    });
  });
}
