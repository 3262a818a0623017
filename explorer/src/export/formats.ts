// What is in sight -> files: pictures, tables, and graphs for other programs.
import type { Canvas } from "../canvas/canvas";
import { csvOfRelations, csvOfThings } from "./csv";
import { graphml } from "./graphml";
import { json } from "./json";
import { png, svg } from "./picture";
import { snapshot } from "./snapshot";

type Made = Blob | Promise<Blob>;
const text = (content: string, type: string): Blob => new Blob([content], { type: `${type};charset=utf-8` });

/** A name for the reader -> the file's end, and what is in it. */
export const FORMATS: Record<string, [string, (canvas: Canvas) => Made]> = {
  PNG: ["png", png],
  SVG: ["svg", (canvas) => text(svg(canvas), "image/svg+xml")],
  GraphML: ["graphml", (canvas) => text(graphml(canvas), "application/xml")],
  "CSV of things": ["things.csv", (canvas) => text(csvOfThings(canvas), "text/csv")],
  "CSV of relations": ["relations.csv", (canvas) => text(csvOfRelations(canvas), "text/csv")],
  "HTML with sources": ["html", async (canvas) => text(await snapshot(canvas), "text/html")],
  JSON: ["json", (canvas) => text(json(canvas), "application/json")],
};

/** Hands the reader a file. */
export async function save(format: string, canvas: Canvas): Promise<void> {
  const found = FORMATS[format];
  if (!found) return;
  const [end, make] = found;
  const address = URL.createObjectURL(await make(canvas));
  const link = Object.assign(document.createElement("a"), { href: address, download: `contrail.${end}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
