// The canvas as a value -> the graph that sigma draws, changed only where it differs.
import { DEFAULT_EDGE_CURVATURE, indexParallelEdgesIndex } from "@sigma/edge-curve";
import type { MultiDirectedGraph } from "graphology";
import { relationName } from "../ontology";
import { signOf } from "../palette";
import { type Canvas, doubts, type Relation } from "./canvas";

const SIZE = 13;

/** Draws what is in sight; what does not stand out is dimmed. */
export function mirror(canvas: Canvas, graph: MultiDirectedGraph, { line, faint, dim }: Record<"line" | "faint" | "dim", string>, focus: ReadonlySet<string> | null): void {
  const dimmed = (id: string): boolean => focus !== null && !focus.has(id);
  graph.forEachNode((id) => canvas.things.has(id) || graph.dropNode(id));
  graph.forEachEdge((id) => canvas.relations.has(id) || graph.dropEdge(id));
  for (const thing of canvas.things.values()) {
    const sign = signOf(thing.noun);
    const away = dimmed(thing.id);
    graph.mergeNode(thing.id, {
      x: thing.x, y: thing.y, size: SIZE, label: away ? "" : thing.label, color: away ? dim : sign.colour, ink: sign.ink,
      monogram: sign.monogram,
    });
  }
  for (const relation of canvas.relations.values()) {
    const away = dimmed(relation.id);
    const colour = doubts(relation).length ? faint : line;
    const known = { color: away ? dim : colour, label: away ? "" : named(relation), size: 2.4 };
    if (graph.hasEdge(relation.id)) graph.mergeEdgeAttributes(relation.id, known);
    else graph.addEdgeWithKey(relation.id, relation.from, relation.to, known);
  }
  apart(graph);
}

function named(relation: Relation): string {
  return [relationName(relation.kind), ...doubts(relation)].join(" · ");
}

/** Draws relations between the same two things apart. */
function apart(graph: MultiDirectedGraph): void {
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "index", edgeMinIndexAttribute: "least", edgeMaxIndexAttribute: "most" });
  graph.forEachEdge((id, { index, most }) => {
    if (typeof index !== "number") graph.mergeEdgeAttributes(id, { type: "arrow" });
    else {
      const curvature = (DEFAULT_EDGE_CURVATURE * index * 2) / Math.max(1, Number(most));
      graph.mergeEdgeAttributes(id, index ? { type: "curved", curvature } : { type: "arrow" });
    }
  });
}
