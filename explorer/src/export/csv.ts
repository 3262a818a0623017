// What is in sight -> tables as RFC 4180 writes them.
import type { Canvas } from "../canvas/canvas";
import { relationRow, type Row, thingRow } from "./rows";

/** A cell; what a spreadsheet would run as a formula is kept a text. */
function cell(value: Row[string] | undefined): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((name) => row[name]))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export function csvOfThings({ things }: Canvas): string {
  return table([...things.values()].map(thingRow));
}

export function csvOfRelations({ relations }: Canvas): string {
  return table([...relations.values()].map(relationRow));
}
