// Things and relations -> the plain columns that every table and graph file holds.
import type { Relation, Thing } from "../canvas/canvas";
import type { Span } from "../time/period";

export type Row = Record<string, string | number | boolean | null>;

const moment = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : new Date(at).toISOString());

function dates(spans: readonly Span[]): Row {
  const [first] = spans;
  return { from: moment(first?.from), to: moment(first?.to) };
}

const sourcesOf = (told: Thing | Relation): string => told.sources.map(({ name }) => name).join("; ");

export function thingRow(thing: Thing): Row {
  const { id, noun, label, details, place, x, y } = thing;
  return {
    id, kind: noun, label, details: details || null, latitude: place?.latitude ?? null, longitude: place?.longitude ?? null,
    ...dates(thing.spans), sources: sourcesOf(thing), x: Math.round(x), y: Math.round(y),
  };
}

export function relationRow(relation: Relation): Row {
  const { id, kind, from: source, to: target, modality, disputed, alternative, weight } = relation;
  const { from, to } = dates(relation.spans);
  return {
    id, kind, source, target, modality, disputed, alternative, claims: weight,
    from: from ?? null, to: to ?? null, sources: sourcesOf(relation),
  };
}
