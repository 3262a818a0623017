// Relations, by the ontology -> where each thing that leads from place to place begins and ends.
import type { Ontology } from "../ontology";
import { type Canvas, grouped, type Relation, type Thing } from "./canvas";

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
