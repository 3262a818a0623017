// The view <-> the part of the address behind #, so that a link shows the same: things, filters, panels, camera, theme.
import { type Canvas, type Filters, NO_ENDS, NO_FILTERS } from "./canvas/canvas";
import { type Camera, type Side, SIDES, type View, VIEWS } from "./look";
import type { Theme } from "./palette";

export interface Placed {
  id: string;
  x: number;
  y: number;
}
export interface Look {
  view: View;
  side: Side;
  timeline: boolean;
  bundling: boolean;
  theme: Theme | null;
  camera: Camera | null;
}
export interface Address {
  things: Placed[];
  /** Ids of the relations that are shown. */
  relations: Set<string>;
  selected: string;
  pinned: Set<string>;
  ends: Canvas["ends"];
  filters: Filters;
  look: Look;
  worked: Worked;
}
/** What was worked out of it, as whoever works it out writes it; empty for nothing. */
export interface Worked {
  measure: string;
  paths: string;
}

const SETS = { fn: "nouns", fk: "kinds", fs: "sources" } as const;
const ENDS = { pf: "from", pt: "to" } as const;
const NUMBERS = { ff: "from", ft: "to" } as const;

/** Relations are told by their kind and the places of their ends in the list of things. */
export function write(canvas: Canvas, selected: string, look: Look, worked: Worked): string {
  if (!canvas.things.size && !worked.measure) return "";
  const order = new Map([...canvas.things.keys()].map((id, index) => [id, index]));
  const parameters = new URLSearchParams();
  const edges = [...canvas.relations.values()].map((each) => `${each.kind},${order.get(each.from)},${order.get(each.to)}`);
  const { filters } = canvas;
  const placed = [...canvas.things.values()].map((each) => `${each.id},${Math.round(each.x)},${Math.round(each.y)}`);
  const told: [string, string][] = [
    ["n", placed.join(";")],
    ["e", edges.join(";")],
    ["s", selected],
    ["p", [...canvas.pinned].flatMap((id) => order.get(id) ?? []).join(";")],
    ...Object.entries(SETS).map(([key, name]): [string, string] => [key, [...filters[name]].join(";")]),
    ...Object.entries(NUMBERS).map(([key, name]): [string, string] => [key, filters[name]?.toString() ?? ""]),
    ["fd", filters.degree ? String(filters.degree) : ""],
    ...Object.entries(ENDS).map(([key, name]): [string, string] => [key, canvas.ends[name].flatMap((id) => order.get(id) ?? []).join(";")]),
    ["pp", worked.paths],
    ["m", worked.measure],
    ["v", look.view === "graph" ? "" : look.view],
    ["l", look.side],
    ["t", look.timeline ? "1" : ""],
    ["b", look.bundling ? "1" : ""],
    ["th", look.theme ?? ""],
    ["c", look.camera ? [look.camera.x, look.camera.y, look.camera.ratio].map((each) => each.toFixed(4)).join(",") : ""],
  ];
  for (const [key, value] of told) if (value) parameters.set(key, value);
  return parameters.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":").replaceAll("%2F", "/");
}

export function read(hash: string): Address {
  const parameters = new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
  const told = (key: string): string => parameters.get(key) ?? "";
  const things = split(told("n")).flatMap(([id, x, y]) => {
    const placed = { id: id ?? "", x: Number(x), y: Number(y) };
    return placed.id && Number.isFinite(placed.x) && Number.isFinite(placed.y) ? [placed] : [];
  });
  const relations = split(told("e")).map(([kind, from, to]) => `${kind}/${things[Number(from)]?.id}/${things[Number(to)]?.id}`);
  const pinned = new Set(split(told("p")).flatMap(([index]) => things[Number(index)]?.id ?? []));
  const ends = Object.entries(ENDS).map(([key, name]) => [name, split(told(key)).flatMap(([index]) => things[Number(index)]?.id ?? [])]);
  const worked = { measure: told("m"), paths: told("pp") };
  const sets = Object.entries(SETS).map(([key, name]) => [name, new Set(told(key).split(";").filter(Boolean))]);
  const numbers = Object.entries(NUMBERS).map(([key, name]) => [name, number(told(key))]);
  const filters = { ...NO_FILTERS, ...Object.fromEntries([...sets, ...numbers]), degree: number(told("fd")) ?? 0 } as Filters;
  const [x, y, ratio] = told("c").split(",").map(Number);
  const look: Look = {
    view: VIEWS.find((each) => each === told("v")) ?? "graph",
    side: SIDES.find((each) => each === told("l")) ?? "",
    timeline: told("t") === "1",
    bundling: told("b") === "1",
    theme: (["light", "dark"] as const).find((each) => each === told("th")) ?? null,
    camera: x !== undefined && y !== undefined && ratio && [x, y, ratio].every(Number.isFinite) ? { x, y, ratio } : null,
  };
  return { things, relations: new Set(relations), selected: told("s"), pinned, ends: { ...NO_ENDS, ...Object.fromEntries(ends) } as Canvas["ends"], filters, look, worked };
}

function number(text: string): number | null {
  return text && Number.isFinite(Number(text)) ? Number(text) : null;
}

function split(text: string): string[][] {
  return text ? text.split(";").map((each) => each.split(",")) : [];
}
