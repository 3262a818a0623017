// How the canvas is looked at: by which view, with which panels, from where; nothing of it changes what is on it.
import { batch, computed, effect, signal } from "@preact/signals";
import { type Bundled, bundled } from "./canvas/bundle";
import { inSight } from "./canvas/filter";
import { canvas } from "./history";
import { ontology, plainName } from "./ontology";
import { words } from "./words";

export const VIEWS = ["graph", "map", "table"] as const;
export type View = (typeof VIEWS)[number];
export const SIDES = ["filters", "paths", "measures", "read", "review", "saved"] as const;
export type Side = (typeof SIDES)[number] | "";
export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

export const view = signal<View>("graph");
/** Which panel stands at the left; empty for none. */
export const side = signal<Side>("");
export const timeline = signal(false);
/** Whether the query panel is open. */
export const asking = signal(false);
export const helping = signal(false);
/** The id of the thing or relation that is looked at; empty for none. */
export const selected = signal("");
/** The things that commands are about: the selected one, and those picked beside it. */
export const picked = signal<ReadonlySet<string>>(new Set());
/** Where the camera is, and where an address wants it to be. */
export const camera = signal<Camera | null>(null);
export const aim = signal<Camera | null>(null);
/** Things that the camera should be moved to see. */
export const sought = signal<readonly string[]>([]);
/** Ids that stand out while all else is dimmed; null for none. */
export const focus = signal<ReadonlySet<string> | null>(null);
/** What of the canvas is in sight. */
export const scene = computed(() => inSight(canvas.value));

/** Picks things; the last of them is what is looked at. */
export function pick(ids: readonly string[]): void {
  batch(() => {
    picked.value = new Set(ids);
    selected.value = ids.at(-1) ?? "";
  });
}

/** Picks one more thing, or lets it go. */
export function alsoPick(id: string): void {
  pick(picked.value.has(id) ? [...picked.value].filter((each) => each !== id) : [...picked.value, id]);
}

// What is selected by itself is all that is picked.
effect(() => {
  const id = selected.value;
  const here = canvas.value.things;
  if (picked.peek().has(id) && [...picked.peek()].every((each) => here.has(each))) return;
  const kept = picked.peek().has(id) ? [...picked.peek()].filter((each) => here.has(each)) : here.has(id) ? [id] : [];
  if (kept.length || picked.peek().size) picked.value = new Set(kept);
});

/** Whether what leads from one place to another is drawn as one. */
export const bundling = signal(false);
/** Whether names are left out of the drawings, for pictures that tell of nobody. */
export const veiled = signal(false);
/** What the graph draws of what is in sight, and what its bundles stand for. */
export const drawing = computed<Bundled>(() =>
  bundling.value
    ? bundled(scene.value, ontology.value, (count, noun) => words.bundle(count, plainName(ontology.value.nouns[noun]?.plural ?? noun)))
    : { scene: scene.value, members: new Map(), into: new Map() },
);

/** The ids by which the graph draws what has these ids. */
export function drawnAs(ids: Iterable<string>): string[] {
  const { into } = drawing.value;
  return [...new Set([...ids].map((id) => into.get(id) ?? id))];
}

export function fit(): void {
  sought.value = [...scene.value.things.keys()];
}

/** Opens a panel at the left, or closes it, unless it is to be `open`. */
export function turnSide(which: Side, open = false): void {
  side.value = side.value === which && !open ? "" : which;
  if (side.value !== "paths") focus.value = null;
}
