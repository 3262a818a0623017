// The exported ontology -> what the page calls things: nouns, relations, fields.
import { signal } from "@preact/signals";

export interface Noun {
  doc: string;
  interface: boolean;
  labels: string[];
  single: string;
  plural: string;
  ways: Record<string, { link: string; forward: boolean; target: string }>;
  /** The ways to where its things begin and end, if they lead from place to place. */
  journey: { begin: string; end: string; place: string } | null;
  fields: Record<string, { type: string; doc: string; computed: boolean; many: boolean }>;
}
export interface Value {
  /** The scalar or list of choices that GraphQL calls it by. */
  name: string;
  choices: string[];
  /** Its parts: name, scalar, meaning; none where it is a scalar. */
  outputs: [string, string, string][];
  /** Parts that are worked out of the others, and never given. */
  derived: string[];
}
export interface Link {
  type: string;
  field: string;
  back: string | null;
  claimed: boolean;
  doc: string;
}
export interface Ontology {
  nouns: Record<string, Noun>;
  links: Link[];
  values: Record<string, Value>;
}

export const ontology = signal<Ontology>({ nouns: {}, links: [], values: {} });

/** Nouns of things that can stand on the canvas. */
export function things(found: Ontology): string[] {
  return Object.entries(found.nouns)
    .filter(([, noun]) => !noun.interface && noun.labels.includes("Entity"))
    .map(([name]) => name)
    .sort();
}

/** "Base:kftoknqc75wisvb25" -> "Base" */
export function nounOf(id: string): string {
  return id.split(":")[0] ?? "";
}

/** "OPERATED_BY" -> "operated by" */
export function relationName(kind: string): string {
  return kind.toLowerCase().replaceAll("_", " ");
}

/** "longestRunway", "AircraftType" -> "longest runway", "aircraft type" */
export function plainName(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

/** Loads the ontology that the service answers with. */
export async function loadOntology(): Promise<void> {
  const response = await fetch("/ontology.json");
  if (response.ok) ontology.value = (await response.json()) as Ontology;
}
