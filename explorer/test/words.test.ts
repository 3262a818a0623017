// Spans in code points, ids in answers, labels on a map, letters of nouns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withFields } from "../src/graphql/fields";
import type { Operation } from "../src/graphql/operations";
import { apart } from "../src/map/labels";
import type { Ontology } from "../src/ontology";
import { idsIn } from "../src/query/ids";
import { pieces } from "../src/text/points";

test("a span is cut in code points, whatever stands before it", () => {
  const text = "🛩🛩 Two Il-76 landed. More.";
  const cut = pieces(text, { start: 3, end: 20 }, { start: 7, end: 12 });
  assert.deepEqual(cut.map((piece) => [piece.mark, piece.text]),
    [["", "🛩🛩 "], ["sentence", "Two "], ["words", "Il-76"], ["sentence", " landed."], ["", " More."]]);
  assert.equal(cut.map((piece) => piece.text).join(""), text);
});

test("ids are found wherever they stand in an answer, each once", () => {
  const answer = { a: [{ id: "Ship:1" }, { id: "Ship:1", b: { id: "Port:2" } }], text: "Ship: a word", other: "Document:3" };
  assert.deepEqual(idsIn(answer, ["Ship", "Port"]), ["Ship:1", "Port:2"]);
});

test("names on a map do not cover each other, and are left out where there is no room", () => {
  const [one, other] = apart([{ text: "Alpha", x: 100, y: 50 }, { text: "Beta", x: 120, y: 50 }], 400);
  assert.notDeepEqual([one?.anchor, one?.y], [other?.anchor, other?.y]);
  const crowd = apart(Array.from({ length: 12 }, (_, index) => ({ text: "A long name", x: 100 + index, y: 50 })), 400);
  assert.ok(crowd.some((label) => label === null));
});

test("a new noun is asked for its dates and places with no change here", () => {
  const fields = { berth: { type: "Location", doc: "", computed: false }, built: { type: "Period", doc: "", computed: false } };
  const Ship = { doc: "", interface: false, labels: ["Ship", "Entity"], single: "ship", plural: "ships", ways: {}, journey: null, fields };
  const ontology: Ontology = { nouns: { Ship }, links: [], values: {} };
  const text = withFields("query Q { x { ...Known } }\nfragment Known on Entity {\n  id\n}" as Operation<unknown, unknown>, ontology);
  assert.match(text, /\.\.\. on Ship \{\s+berth \{ latitude longitude \}\s+built \{ start end text precision basis \}\s+\}/);
});
