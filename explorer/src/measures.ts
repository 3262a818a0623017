// A measure of a part of the graph -> its results, and how they show on the canvas: as size, as groups of one colour.
import { computed, signal } from "@preact/signals";
import { Analyse, type AnalyseQuery, type AnalysisMeasure, type Modality } from "./graphql/operations";
import { ask } from "./graphql/request";
import { canvas } from "./history";
import { attempt } from "./walk";

export type Analysis = AnalyseQuery["analysis"];
export interface Marks {
  /** Of each thing that was ranked, its share of the highest score. */
  sizes: ReadonlyMap<string, number>;
  /** Of each thing in a group, the group's place. */
  groups: ReadonlyMap<string, number>;
}

const GROUPS: readonly AnalysisMeasure[] = ["COMPONENTS", "STRONG_COMPONENTS", "COMMUNITIES"];
const PAIRS: readonly AnalysisMeasure[] = ["BRIDGES", "JACCARD", "COSINE"];
/** How many results are read: as many as the canvas may hold of things, and a list of groups. */
const RANKED = 1000;
const GROUPED = 20;

export const measure = signal<AnalysisMeasure>("DEGREE");
export const whole = signal(false);
export const noun = signal("");
export const analysis = signal<{ measure: AnalysisMeasure; told: Analysis } | null>(null);

export const isGroup = (which: AnalysisMeasure): boolean => GROUPS.includes(which);
export const isPair = (which: AnalysisMeasure): boolean => PAIRS.includes(which);

export const marks = computed<Marks>(() => {
  const found = analysis.value;
  const none: Marks = { sizes: new Map(), groups: new Map() };
  if (!found || isPair(found.measure)) return none;
  const { results } = found.told;
  if (isGroup(found.measure))
    return { ...none, groups: new Map(results.flatMap(({ members }, index) => (members?.nodes ?? []).map(({ id }) => [id, index] as const))) };
  const most = Math.max(...results.map(({ score }) => score ?? 0));
  const share = (score: number | null): number => (most > 0 ? (score ?? 0) / most : 1);
  return { ...none, sizes: new Map(results.flatMap(({ node, score }) => (node ? [[node.id, share(score)] as const] : []))) };
});

/** Works the measure out, of all relations that anybody says hold or may hold. */
export function measureIt(): Promise<void> {
  const modalities: Modality[] = ["ACTUAL", "EXPECTED", "POSSIBLE", "QUESTIONED"];
  const which = measure.value;
  const of = whole.value ? { modalities } : { modalities, where: { ids: [...canvas.value.things.keys()] } };
  const groups = isGroup(which);
  return attempt(async () => {
    const asked = { of, measure: which, noun: noun.value || null, first: groups ? GROUPED : RANKED, groups };
    const { analysis: told } = await ask(Analyse, asked, { panel: "measures" });
    analysis.value = { measure: which, told };
  });
}
