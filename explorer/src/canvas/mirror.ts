// The canvas as a value -> the graph that sigma draws, changed only where it differs.
import { DEFAULT_EDGE_CURVATURE, indexParallelEdgesIndex } from "@sigma/edge-curve";
import type { MultiDirectedGraph } from "graphology";
import { hueOf, signOf } from "../palette";
import type { Marks } from "../measures";
import { type Canvas, doubts, lineOf } from "./canvas";
import type { Point } from "./place";

/** What of a thing, and of a relation, a drawing shows. */
export interface DrawnThing extends Point {
  size: number;
  label: string;
  color: string;
  ink: string;
  monogram: string;
}
export interface DrawnRelation {
  color: string;
  label: string;
  size: number;
}
const SIZE = 13;
/** How much larger than others the highest-ranked thing is drawn, and how much smaller the lowest. */
const [LEAST, MOST] = [0.65, 2.1];

/** Draws what is in sight; what does not stand out is dimmed. */
export function mirror(canvas: Canvas, graph: MultiDirectedGraph, { line, faint, dim }: Record<"line" | "faint" | "dim", string>, focus: ReadonlySet<string> | null, marks: Marks): void {
  const dimmed = (id: string): boolean => focus !== null && !focus.has(id);
  graph.forEachNode((id) => canvas.things.has(id) || graph.dropNode(id));
  graph.forEachEdge((id) => canvas.relations.has(id) || graph.dropEdge(id));
  for (const thing of canvas.things.values()) {
    const sign = signOf(thing.noun);
    const away = dimmed(thing.id);
    const share = marks.sizes.get(thing.id);
    const group = marks.groups.get(thing.id);
    const size = SIZE * (marks.sizes.size ? LEAST + (MOST - LEAST) * (share ?? 0) : 1);
    const colour = group ? hueOf(group.hue) : sign.colour;
    const drawn: DrawnThing = {
      x: thing.x, y: thing.y, size, label: away ? "" : thing.label, color: away ? dim : colour, ink: sign.ink,
      // What its group is called by stands in place of its letters, so that colour is not the only sign.
      monogram: group?.letters ?? sign.monogram,
    };
    graph.mergeNode(thing.id, drawn);
  }
  for (const relation of canvas.relations.values()) {
    const away = dimmed(relation.id);
    const colour = doubts(relation).length ? faint : line;
    const known: DrawnRelation = { color: away ? dim : colour, label: away ? "" : lineOf(relation), size: 2.4 * Math.min(4, Math.sqrt(relation.many ?? 1)) };
    if (graph.hasEdge(relation.id)) graph.mergeEdgeAttributes(relation.id, known);
    else graph.addEdgeWithKey(relation.id, relation.from, relation.to, known);
  }
  apart(graph);
}

/** Draws relations between the same two things apart. */
function apart(graph: MultiDirectedGraph): void {
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "index", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
  graph.forEachEdge((id, { index, most }) => {
    if (typeof index !== "number") graph.mergeEdgeAttributes(id, { type: "arrow", curvature: 0 });
    else {
      const curvature = (DEFAULT_EDGE_CURVATURE * index * 2) / Math.max(1, Number(most));
      graph.mergeEdgeAttributes(id, index ? { type: "curved", curvature } : { type: "arrow", curvature: 0 });
    }
  });
}
