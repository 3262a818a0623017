// What things are called where others are called alike, and where there is little room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, meantBy, shortened } from "../src/names";

const told = (id: string, label: string, details = "") => ({ id, __typename: "Ship", label, details });

test("what has no name is called by what tells it apart", () => {
  assert.deepEqual(meantBy(told("a", "Ship", "Ark → Ely · Tug")), { id: "a", noun: "Ship", label: "Ark → Ely · Tug", details: "" });
  assert.deepEqual(meantBy(told("a", "Ship")), { id: "a", noun: "Ship", label: "Ship", details: "" });
  assert.equal(meantBy(told("a", "Ark", "Tug")).label, "Ark");
});

test("no two things of a list are called alike", () => {
  const all = [told("a", "Ark", "tug"), told("b", "Ark", "liner"), told("c", "Ark", "tug"), told("d", "Bee", "tug")].map(meantBy);
  assert.deepEqual(all.map(apart(all)), ["Ark · tug · a", "Ark · liner", "Ark · tug · c", "Bee"]);
});

test("a long name keeps both ends of the way that it tells of", () => {
  assert.equal(shortened("Flight 1, December 14"), "Flight 1, December 14");
  assert.equal(shortened("Ely → Port of Spain · Tug · A very long company indeed"), "Ely → Port of Spain · Tug");
  const cut = shortened("Ely → A harbour of a name without an end · Tug");
  assert.equal(cut, "Ely → A harbour of a name without…");
  assert.equal(shortened("A harbour of a name without an end → Another of the kind").length <= 34, true);
  assert.match(shortened("A harbour of a name without an end → Another of the kind"), /^A harbour of a… → Another of the…$/);
});
