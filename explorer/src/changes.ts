// What leads from place to place, by the ontology -> questions of what changed since a day, and of when levels rose or fell.
import type { NameFragment, Operation } from "./graphql/operations";
import { ask } from "./graphql/request";
import type { Noun, Ontology } from "./ontology";
import { DAY, day } from "./time/period";

interface Side {
  low: number;
  high: number | null;
  journeys: { id: string }[];
}
export interface Changed {
  key: { begin: { node: NameFragment | null }; end: { node: NameFragment | null } };
  change: "NEW" | "GONE" | "GROWN" | "SHRUNK" | "SAME" | "UNSURE";
  a: Side;
  b: Side;
}
interface Level {
  rate: number;
  journeys: { id: string }[];
}
export interface Surge {
  at: string;
  direction: "RISE" | "FALL";
  score: number;
  certainty: "CERTAIN" | "POSSIBLE";
  before: Level;
  after: Level;
}
export interface Surged {
  key: { end: { node: NameFragment | null } };
  surges: Surge[];
}
interface Span {
  start: string;
  end: string;
}

const FIRST = 25;
const NAMED = "node { __typename id label details }";

/** The noun whose journeys are compared; null where there is none, or more than one. */
export function traveller({ nouns }: Ontology): Noun | null {
  const found = Object.values(nouns).filter(({ journey }) => journey);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** From a day until another, beside as long a time before. */
function stretches(since: string, until: string): { a: Span; b: Span } {
  const [from, to] = [Date.parse(since), Math.max(Date.parse(since), Date.parse(until))];
  return { a: { start: day(from - (to - from) - DAY), end: day(from - DAY) }, b: { start: since, end: day(to) } };
}

/** What changed from place to place since a day, the surest first. */
export async function changedSince(noun: Noun, since: string, until: string): Promise<Changed[]> {
  const { begin = "", end = "" } = noun.journey ?? {};
  const side = `{ low high journeys: ${noun.plural}(first: 50) { id } }`;
  const text = `query ChangedSince($a: PeriodRange!, $b: PeriodRange!, $first: Int!) {
  compare(a: $a, b: $b, first: $first, groupBy: [{ ${begin}: { node: true } }, { ${end}: { node: true } }]) {
    nodes {
      key { begin: ${begin} { ${NAMED} } end: ${end} { ${NAMED} } }
      change
      a ${side}
      b ${side}
    }
  }
}` as Operation<{ compare: { nodes: Changed[] } }, { a: Span; b: Span; first: number }>;
  const { compare } = await ask(text, { ...stretches(since, until), first: FIRST }, { panel: "start" });
  return compare.nodes;
}

/** Where levels rose or fell in a period, the sharpest first. */
export async function surgesTo(noun: Noun, period: Span): Promise<Surged[]> {
  const { end = "" } = noun.journey ?? {};
  const level = `{ rate journeys: ${noun.plural}(first: 50) { id } }`;
  const text = `query SurgesTo($period: PeriodRange!, $first: Int!) {
  surges(period: $period, first: $first, groupBy: [{ ${end}: { node: true } }]) {
    nodes {
      key { end: ${end} { ${NAMED} } }
      surges { at direction score certainty before ${level} after ${level} }
    }
  }
}` as Operation<{ surges: { nodes: Surged[] } }, { period: Span; first: number }>;
  const { surges } = await ask(text, { period, first: FIRST }, { panel: "measures" });
  return surges.nodes.filter((each) => each.surges.length);
}
