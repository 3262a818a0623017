// The canvas as a value: what is added, hidden, filtered, written in the address and taken along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arranged, LAYOUTS } from "../src/canvas/arrange";
import {
  added, type Canvas, counted, EMPTY, hidden, leaves, NO_FILTERS, pinned, type Relation, renewed, shown, type Thing,
} from "../src/canvas/canvas";
import { choices, inSight, turned } from "../src/canvas/filter";
import { around, GAP } from "../src/canvas/place";
import { csvOfThings } from "../src/export/csv";
import { graphml } from "../src/export/graphml";

const DAY = 86_400_000;

function thing(id: string, noun: string, more: Partial<Thing> = {}): Thing {
  return { id, noun, label: id, details: "", x: 0, y: 0, counts: [], place: null, spans: [], sources: [], partial: false, ...more };
}
function relation(from: string, kind: string, to: string, more: Partial<Relation> = {}): Relation {
  const none = { modality: "ACTUAL", disputed: false, alternative: false, weight: 1, spans: [], sources: [], partial: false };
  return { id: `${kind}/${from}/${to}`, kind, from, to, ...none, ...more };
}
const source = { id: "d", name: "Document" };
const WORLD: Canvas = added(
  EMPTY,
  [
    thing("a", "Ship", { sources: [source] }),
    thing("b", "Ship", { spans: [{ from: 0, to: DAY, sure: true }] }),
    thing("c", "Port", { sources: [source, { id: "e", name: "Other" }] }),
  ],
  [relation("a", "CALLS", "c"), relation("b", "CALLS", "c"), relation("a", "MEETS", "b"), relation("a", "MEETS", "nobody")],
);

test("relations need both ends, and go with them", () => {
  assert.equal(WORLD.relations.size, 3);
  const left = hidden(WORLD, new Set(["b"]));
  assert.deepEqual([...left.relations.keys()], ["CALLS/a/c"]);
  assert.deepEqual(leaves(left, new Set(["c"])), new Set(["a"]));
});

test("what stands there stays where it is", () => {
  const again = added(WORLD, [thing("a", "Ship", { x: 99 })], []);
  assert.equal(again.things.get("a")?.x, 0);
  const free = around(WORLD, { x: 0, y: 0 }, 12);
  for (const [index, one] of free.entries())
    for (const other of [...WORLD.things.values(), ...free.slice(index + 1)])
      assert.ok(Math.hypot((one.x - other.x) / 1.35, one.y - other.y) >= GAP - 1e-9);
});

test("a facet counts what passes the other filters", () => {
  const name = (value: string): string => value.toLowerCase();
  assert.deepEqual(choices(WORLD, "nouns", name).map(({ name: of, count }) => [of, count]), [["ship", 2], ["port", 1]]);
  const noShips = turned(WORLD, "nouns", "Ship");
  assert.deepEqual([...inSight(noShips).things.keys()], ["c"]);
  assert.equal(inSight(noShips).relations.size, 0);
  assert.deepEqual(choices(noShips, "nouns", name).map(({ count, on }) => [count, on]), [[2, false], [1, true]]);
  assert.deepEqual(choices(noShips, "kinds", name).map(({ count }) => count), [0, 0]);
  assert.deepEqual(turned(noShips, "nouns", "Ship").filters, NO_FILTERS);
});

test("a thing is out of sight only where every document that tells of it is", () => {
  const one = turned(WORLD, "sources", "d");
  assert.deepEqual([...inSight(one).things.keys()], ["b", "c"]);
  assert.deepEqual([...inSight(turned(one, "sources", "e")).things.keys()], ["b"]);
});

test("time leaves out what is dated elsewhere, and degrees what has few connections", () => {
  const later = { ...WORLD, filters: { ...NO_FILTERS, from: 2 * DAY } };
  assert.deepEqual([...inSight(later).things.keys()], ["a", "c"]);
  assert.deepEqual([...inSight({ ...WORLD, filters: { ...NO_FILTERS, degree: 2 } }).things.keys()], ["a", "b", "c"]);
  assert.deepEqual([...inSight({ ...later, filters: { ...later.filters, degree: 2 } }).things.keys()], []);
});

test("tables quote what must be quoted, and run no formula", () => {
  const odd = added(EMPTY, [thing("x", "Ship", { label: '=1+1, "two"' })], []);
  const [, row] = csvOfThings(odd).split("\r\n");
  assert.ok(row?.startsWith(`x,Ship,"'=1+1, ""two"""`), row);
  assert.ok(graphml(added(EMPTY, [thing("x", "Ship", { label: "<&>" })], [])).includes("&lt;&amp;&gt;"));
});

test("counts of several things are sums, and what is shown of them is counted alike", () => {
  const counts = [{ kind: "MEETS", direction: "OUT" as const, count: 2 }];
  const things = [thing("a", "Ship", { counts }), thing("b", "Ship", { counts })];
  assert.deepEqual(counted(things), [{ kind: "MEETS", direction: "OUT", count: 4 }]);
  assert.equal(shown(WORLD, new Set(["a", "b"]), "MEETS", "OUT"), 1);
  assert.equal(shown(WORLD, new Set(["a", "b"]), "MEETS", "BOTH"), 2);
  assert.equal(shown(WORLD, new Set(["c"]), "CALLS", "IN"), 2);
});

test("what is known anew changes things where they stand, and takes away what is gone", () => {
  const before = added(EMPTY, [...WORLD.things.values()].map((each) => ({ ...each, x: 7 })), WORLD.relations.values());
  const { x: _, y: __, ...anew } = thing("a", "Ship", { label: "Anew" });
  const told = renewed(before, {
    ids: new Set(["a", "b"]),
    beside: new Set(["c"]),
    things: new Map([["a", anew]]),
    relations: new Map([["CALLS/a/c", relation("a", "CALLS", "c", { weight: 3 })], ["LEAVES/a/c", relation("a", "LEAVES", "c")]]),
  });
  assert.deepEqual([...told.things.keys()], ["a", "c"]);
  assert.deepEqual([told.things.get("a")?.label, told.things.get("a")?.x], ["Anew", 7]);
  assert.deepEqual([...told.relations.keys()].sort(), ["CALLS/a/c", "LEAVES/a/c"]);
  assert.equal(told.relations.get("CALLS/a/c")?.weight, 3);
});

test("layouts move what is free alone, and put no two things on one place", () => {
  const held = pinned(WORLD, ["a"]);
  assert.deepEqual(pinned(held, ["a"]).pinned, new Set());
  for (const layout of LAYOUTS) {
    const after = arranged(layout, held, held, new Set(["b", "c"]));
    assert.deepEqual([after.things.get("a")?.x, after.things.get("a")?.y], [0, 0]);
    const places = [...after.things.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
    assert.equal(new Set(places).size, 3, `${layout}: ${places.join()}`);
  }
});
