// How the canvas is looked at: by which view, with which panels, from where; nothing of it changes what is on it.
import { computed, signal } from "@preact/signals";
import { inSight } from "./canvas/filter";
import { canvas } from "./history";

export const VIEWS = ["graph", "map", "table"] as const;
export type View = (typeof VIEWS)[number];
export const SIDES = ["filters", "paths"] as const;
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
/** Where the camera is, and where an address wants it to be. */
export const camera = signal<Camera | null>(null);
export const aim = signal<Camera | null>(null);
/** Things that the camera should be moved to see. */
export const sought = signal<readonly string[]>([]);
/** Ids that stand out while all else is dimmed; null for none. */
export const focus = signal<ReadonlySet<string> | null>(null);
/** What of the canvas is in sight. */
export const scene = computed(() => inSight(canvas.value));

export function fit(): void {
  sought.value = [...scene.value.things.keys()];
}

/** Opens a panel at the left, or closes it. */
export function turnSide(which: Side): void {
  side.value = side.value === which ? "" : which;
  if (side.value !== "paths") focus.value = null;
}
