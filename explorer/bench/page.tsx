// Numbers of things and relations in the address -> the explorer's canvas with as many, placed at random by a fixed seed.
import { render } from "preact";
import type { Relation, Thing } from "../src/canvas/canvas";
import { EMPTY } from "../src/canvas/canvas";
import { canvas } from "../src/history";
import { sought } from "../src/look";
import { ontology } from "../src/ontology";
import { GraphCanvas } from "../src/panels/graph-canvas";

const NOUNS = ["Actor", "Base", "Flight", "Place"];
const KINDS = ["ORIGIN", "DESTINATION", "OPERATED_BY", "LOCATED_IN"];

/** Marsaglia's xorshift: the same numbers in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

const [many = 2000, edges = 5000] = location.search.slice(1).split(",").map(Number);
const next = random(7);
const pick = <Value,>(from: readonly Value[]): Value => from[Math.floor(next() * from.length)] as Value;
const wide = 27 * Math.sqrt(many);
const nouns = Object.fromEntries(
  NOUNS.map((name) => [
    name,
    { doc: "", interface: false, labels: [name, "Entity"], single: "", plural: "", ways: {}, journey: null, fields: {} },
  ]),
);
ontology.value = { nouns, links: [], values: {} };
const told = { spans: [], sources: [{ id: "d", name: "Document" }], partial: false };
const things = Array.from({ length: many }, (_, index): Thing => {
  const noun = pick(NOUNS);
  const counts = [{ kind: pick(KINDS), direction: "OUT" as const, count: 3 }];
  return { ...told, id: `${noun}:${index}`, noun, label: `${noun} number ${index}`, details: "", counts, place: null, x: (next() - 0.5) * wide, y: (next() - 0.5) * wide };
});
const relations = Array.from({ length: edges }, (_, index): Relation => {
  const [from, to] = [pick(things).id, pick(things).id];
  return { ...told, id: `${index}`, kind: pick(KINDS), from, to, modality: "ACTUAL", disputed: false, alternative: false, weight: 1 };
});
const root = document.getElementById("app");
if (root) render(<div class="view graph"><GraphCanvas /></div>, root);
canvas.value = { ...EMPTY, things: new Map(things.map((each) => [each.id, each])), relations: new Map(relations.map((each) => [each.id, each])) };
sought.value = [...canvas.value.things.keys()];
