// What is in sight -> JSON: its things and relations, each as one object.
import type { Canvas } from "../canvas/canvas";
import { relationRow, thingRow } from "./rows";

export function json({ things, relations }: Canvas): string {
  const told = { things: [...things.values()].map(thingRow), relations: [...relations.values()].map(relationRow) };
  return `${JSON.stringify(told, null, 2)}\n`;
}
