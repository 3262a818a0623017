// What is in sight -> GraphML, which other programs for graphs read.
import type { Canvas } from "../canvas/canvas";
import { relationRow, type Row, thingRow } from "./rows";
import { xml } from "./xml";

const TYPES: Record<string, string> = { number: "double", boolean: "boolean" };

function keys(rows: readonly Row[], whose: string): string[] {
  return Object.keys(rows[0] ?? {}).map((name) => {
    const value = rows.map((row) => row[name]).find((each) => each !== null && each !== undefined);
    return `  <key id="${whose}-${name}" for="${whose}" attr.name="${name}" attr.type="${TYPES[typeof value] ?? "string"}"/>`;
  });
}

function data(row: Row, whose: string): string {
  const told = Object.entries(row).filter(([, value]) => value !== null);
  return told.map(([name, value]) => `<data key="${whose}-${name}">${xml(String(value))}</data>`).join("");
}

export function graphml({ things, relations }: Canvas): string {
  const nodes = [...things.values()].map(thingRow);
  const edges = [...relations.values()].map(relationRow);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys(nodes, "node"),
    ...keys(edges, "edge"),
    '  <graph id="contrail" edgedefault="directed">',
    ...nodes.map((row) => `    <node id="${xml(String(row["id"]))}">${data(row, "node")}</node>`),
    ...edges.map(
      (row) =>
        `    <edge id="${xml(String(row["id"]))}" source="${xml(String(row["source"]))}" target="${xml(String(row["target"]))}">` +
        `${data(row, "edge")}</edge>`,
    ),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}
