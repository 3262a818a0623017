// Dates as they are told -> the moments that they can mean.
import assert from "node:assert/strict";
import { test } from "node:test";
import { floor, histogram, next, unitOf } from "../src/time/bins";
import { moments, overlap, span } from "../src/time/period";

const at = (text: string): number => Date.parse(text);

test("a date that is cut means all that it can", () => {
  assert.deepEqual(moments("2024"), [at("2024-01-01"), at("2025-01-01") - 1]);
  assert.deepEqual(moments("2024-02"), [at("2024-02-01"), at("2024-03-01") - 1]);
  assert.deepEqual(moments("2024-12-31"), [at("2024-12-31"), at("2025-01-01") - 1]);
  assert.deepEqual(moments("2024-12-08T10:15Z"), [at("2024-12-08T10:15Z"), at("2024-12-08T10:16Z") - 1]);
  assert.equal(moments("last week"), null);
});

test("an end that is not known may be any, and is never sure", () => {
  const since = span({ start: "2024-12-08", end: null, text: null, precision: "DAY", basis: "STATED" });
  assert.deepEqual(since, { from: at("2024-12-08"), to: null, sure: false });
  assert.ok(since && overlap(since, { from: at("2031-01-01"), to: null }));
  assert.ok(since && !overlap(since, { from: null, to: at("2024-12-07") }));
  assert.equal(span({ start: null, end: null, text: null, precision: null, basis: "UNKNOWN" }), null);
});

test("weeks begin on Monday, months and years on their first", () => {
  assert.equal(floor(at("2024-12-08"), "week"), at("2024-12-02"));
  assert.equal(next(at("2024-12-02"), "week"), at("2024-12-09"));
  assert.equal(floor(at("2024-12-08"), "month"), at("2024-12-01"));
  assert.equal(next(at("2024-12-01"), "month"), at("2025-01-01"));
  assert.deepEqual(["2024-01-20", "2024-12-01", "2031-01-01", "2081-01-01"].map((end) => unitOf(at("2024-01-01"), at(end))),
    ["day", "week", "month", "year"]);
});

test("what spans several bins is counted in each as uncertain", () => {
  const day = { from: at("2024-12-02"), to: at("2024-12-03") - 1, sure: true };
  const stretch = { from: at("2024-12-01"), to: at("2024-12-04") - 1, sure: false };
  const bins = histogram([day, stretch], "day");
  assert.deepEqual(bins.map(({ sure, unsure }) => [sure, unsure]), [[0, 1], [1, 1], [0, 1]]);
  assert.deepEqual(histogram([]), []);
});
