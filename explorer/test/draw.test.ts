// What is written on the canvas covers nothing that is written there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Taken } from "../src/canvas/draw";

test("a box that another owner has taken is not free, but its own is", () => {
  const names = new Taken();
  assert.ok(names.take([[0, 0, 300, 12]], "a"));
  assert.ok(!names.take([[280, 6, 400, 20]], "b"));
  assert.ok(names.take([[280, 6, 400, 20]], "a"));
  assert.ok(names.take([[0, 12, 250, 24]], "b"));
  assert.ok(!names.take([[500, 0, 510, 10], [-5, -5, 5, 5]], "c"), "all of several must be free");
  assert.ok(names.take([[500, 0, 510, 10]], "d"), "what was not taken whole is not taken at all");
  assert.ok(names.take([[0, 0, 5, 5]], "e", true));
  names.clear();
  assert.ok(names.take([[0, 0, 300, 12]], "b"));
});
