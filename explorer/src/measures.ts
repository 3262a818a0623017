// A measure of a part of the graph, or when levels rose and fell -> results, and how they show on the canvas: size and colour.
import { computed, signal } from "@preact/signals";
import type { Measured } from "./canvas/canvas";
import { surgesTo, traveller } from "./changes";
import { Analyse, type AnalyseQuery, type AnalysisMeasure, type Modality } from "./graphql/operations";
import { ask } from "./graphql/request";
import { canvas, change } from "./history";
import { ontology } from "./ontology";
import { attempt } from "./walk";
import { words } from "./words";

export type Analysis = AnalyseQuery["analysis"];
/** A colour by its number, and letters beside it, so that colour is not the only sign. */
export interface Group {
  hue: number;
  letters: string;
}
export interface Marks {
  /** Of each thing that was ranked, its share of the highest score. */
  sizes: ReadonlyMap<string, number>;
  groups: ReadonlyMap<string, Group>;
}

const GROUPS: readonly AnalysisMeasure[] = ["COMPONENTS", "STRONG_COMPONENTS", "COMMUNITIES"];
const PAIRS: readonly AnalysisMeasure[] = ["BRIDGES", "JACCARD", "COSINE"];
/** How many results are read: as many as the canvas may hold of things, and a list of groups. */
const RANKED = 1000;
const GROUPED = 20;
const RISE: Group = { hue: 1, letters: "▲" };
const FALL: Group = { hue: 0, letters: "▼" };
const BOTH: Group = { hue: 3, letters: "▲▼" };

export const measure = signal<AnalysisMeasure>("DEGREE");
export const whole = signal(false);
export const noun = signal("");
export const period = signal({ start: "", end: "" });

export const isGroup = (which: AnalysisMeasure): boolean => GROUPS.includes(which);
export const isPair = (which: AnalysisMeasure): boolean => PAIRS.includes(which);

/** Shares of the highest of some scores. */
function shares(scores: readonly (readonly [string, number])[]): Map<string, number> {
  const most = Math.max(...scores.map(([, score]) => score));
  return new Map(scores.map(([id, score]) => [id, most > 0 ? score / most : 1]));
}

function marksOf(found: Measured | null): Marks {
  const none: Marks = { sizes: new Map(), groups: new Map() };
  if (!found) return none;
  if (found.of === "surges") {
    const told = found.told.flatMap(({ key, surges }) => (key.end.node ? [{ id: key.end.node.id, surges }] : []));
    const group = (ways: ReadonlySet<string>): Group => (ways.size > 1 ? BOTH : ways.has("RISE") ? RISE : FALL);
    return {
      sizes: shares(told.map(({ id, surges }) => [id, Math.max(...surges.map(({ score }) => Math.abs(score)))])),
      groups: new Map(told.map(({ id, surges }) => [id, group(new Set(surges.map(({ direction }) => direction)))])),
    };
  }
  if (isPair(found.measure)) return none;
  const { results } = found.told;
  if (isGroup(found.measure)) {
    const members = results.flatMap(({ members: some }, hue) => (some?.nodes ?? []).map(({ id }) => [id, { hue, letters: String(hue + 1) }] as const));
    return { ...none, groups: new Map(members) };
  }
  return { ...none, sizes: shares(results.flatMap(({ node, score }) => (node ? [[node.id, score ?? 0] as const] : []))) };
}

export const marks = computed<Marks>(() => marksOf(canvas.value.measured));

function show(name: string, measured: Measured | null): void {
  change(name, (before) => ({ ...before, measured }));
}

/** Works the measure out, of all relations that anybody says hold or may hold. */
export function measureIt(): Promise<void> {
  const modalities: Modality[] = ["ACTUAL", "EXPECTED", "POSSIBLE", "QUESTIONED"];
  const asked = { measure: measure.value, whole: whole.value, noun: noun.value };
  const of = asked.whole ? { modalities } : { modalities, where: { ids: [...canvas.value.things.keys()] } };
  const groups = isGroup(asked.measure);
  return attempt(async () => {
    const variables = { of, measure: asked.measure, noun: asked.noun || null, first: groups ? GROUPED : RANKED, groups };
    const { analysis: told } = await ask(Analyse, variables, { panel: "measures" });
    show(words.measures[asked.measure], { of: "measure", ...asked, told });
  });
}

/** Finds when more or less began to lead to places than before. */
export function surgeIt(): Promise<void> {
  return attempt(async () => {
    const by = traveller(ontology.value);
    const { start, end } = period.value;
    if (by) show(words.findSurges, { of: "surges", start, end, told: await surgesTo(by, { start, end }) });
  });
}

export function unmark(): void {
  show(words.unmark, null);
}

/** What an address tells of what was worked out. */
export function writtenMeasure(): string {
  const { measured } = canvas.value;
  if (!measured) return "";
  if (measured.of === "surges") return ["surges", measured.start, measured.end].join(",");
  return [measured.measure, measured.whole ? "all" : "", measured.noun].join(",");
}

/** Works out what an address tells. */
export async function readMeasure(told: string): Promise<void> {
  const [which = "", one = "", other = ""] = told.split(",");
  if (which === "surges") {
    period.value = { start: one, end: other };
    await surgeIt();
  } else if (which in words.measures) {
    measure.value = which as AnalysisMeasure;
    whole.value = one === "all";
    noun.value = other;
    await measureIt();
  }
}
