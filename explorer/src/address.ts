// The canvas and what is selected <-> the part of the address behind #, so that a link shows the same view.
import type { Canvas } from "./canvas/canvas";

export interface Placed {
  id: string;
  x: number;
  y: number;
}
export interface Address {
  things: Placed[];
  /** Ids of the relations that are shown. */
  relations: Set<string>;
  selected: string;
}

/** Relations are told by their kind and the places of their ends in the list of things. */
export function write(canvas: Canvas, selected: string): string {
  if (!canvas.things.size) return "";
  const order = new Map([...canvas.things.keys()].map((id, index) => [id, index]));
  const parameters = new URLSearchParams();
  parameters.set("n", [...canvas.things.values()].map((each) => `${each.id},${Math.round(each.x)},${Math.round(each.y)}`).join(";"));
  const edges = [...canvas.relations.values()].map((each) => `${each.kind},${order.get(each.from)},${order.get(each.to)}`);
  if (edges.length) parameters.set("e", edges.join(";"));
  if (selected) parameters.set("s", selected);
  return parameters.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":").replaceAll("%2F", "/");
}

export function read(hash: string): Address {
  const parameters = new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
  const things = split(parameters.get("n")).flatMap(([id, x, y]) => {
    const placed = { id: id ?? "", x: Number(x), y: Number(y) };
    return placed.id && Number.isFinite(placed.x) && Number.isFinite(placed.y) ? [placed] : [];
  });
  const relations = split(parameters.get("e")).map(
    ([kind, from, to]) => `${kind}/${things[Number(from)]?.id}/${things[Number(to)]?.id}`,
  );
  return { things, relations: new Set(relations), selected: parameters.get("s") ?? "" };
}

function split(text: string | null): string[][] {
  return text ? text.split(";").map((each) => each.split(",")) : [];
}
