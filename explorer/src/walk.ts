// What the reader does -> one request, and a command that changes the canvas.
import { signal } from "@preact/signals";
import * as address from "./address";
import { added, EMPTY, hidden, leaves, type Canvas, type Direction, type Relation, type Thing } from "./canvas/canvas";
import { around, type Point } from "./canvas/place";
import { ask, Refused } from "./graphql/request";
import { Expand, type ExpandQuery, type RelationKind } from "./graphql/operations";
import { canvas, change } from "./history";
import { relationName } from "./ontology";

/** How many things one expansion brings at most. */
export const PAGE = 25;
/** The id of the thing or relation that is looked at; empty for none. */
export const selected = signal("");
/** What was done last, for those who do not see the canvas. */
export const said = signal("");
export const failed = signal<Refused | null>(null);
/** Things that the camera should be moved to see. */
export const sought = signal<readonly string[]>([]);
/** Where the next page of an expansion begins. */
const cursors = new Map<string, string>();

type Page = ExpandQuery["neighbourhood"];

async function attempt(work: () => Promise<void>): Promise<void> {
  failed.value = null;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    failed.value = error;
  }
}

function relations(page: Page): Relation[] {
  return page.relations.map((each) => ({
    id: each.id,
    kind: each.kind,
    from: each.from.id,
    to: each.to.id,
    modality: each.modality,
    disputed: each.disputed === true,
    alternative: each.alternative !== null,
  }));
}

function placed(before: Canvas, page: Page, centre: Point): Thing[] {
  const fresh = page.nodes.filter(({ node }) => !before.things.has(node.id));
  const places = around(before, centre, fresh.length);
  return fresh.map(({ node, relationCounts }, index) => ({
    id: node.id,
    noun: node.__typename,
    label: node.label,
    counts: relationCounts,
    ...(places[index] ?? centre),
  }));
}

/** Puts a thing that was found on the canvas, with the first of what is around it. */
export function open(id: string, label: string): Promise<void> {
  return attempt(async () => {
    const { neighbourhood } = await ask(Expand, { ids: [id], depth: 1, first: PAGE + 1 });
    const known = canvas.value.things.get(id);
    change(label, (before) => {
      const xs = [...before.things.values()].map((each) => each.x);
      const centre = known ?? { x: xs.length ? Math.max(...xs) + 90 : 0, y: 0 };
      const alone = { ...neighbourhood, nodes: neighbourhood.nodes.filter(({ node }) => node.id === id) };
      const first = added(before, placed(EMPTY, alone, centre).map((each) => ({ ...each, ...centre })), []);
      return added(first, placed(first, neighbourhood, centre), relations(neighbourhood));
    });
    selected.value = id;
    sought.value = [id, ...neighbourhood.nodes.map(({ node }) => node.id)];
    said.value = `${label}: ${neighbourhood.nodes.length - 1} / ${neighbourhood.totalCount - 1}`;
  });
}

/** Brings the next things that a thing has relations to: of one kind and direction, or of all. */
export function expand(id: string, kind?: string, direction?: Direction): Promise<void> {
  return attempt(async () => {
    const whole = [id, kind, direction].join("|");
    const { neighbourhood } = await ask(Expand, {
      ids: [id],
      depth: 1,
      kinds: kind ? [kind as RelationKind] : null,
      direction: direction ?? null,
      first: PAGE + 1,
      after: cursors.get(whole) ?? null,
    });
    const next = neighbourhood.truncated?.cursor;
    if (next) cursors.set(whole, next);
    else cursors.delete(whole);
    const label = canvas.value.things.get(id)?.label ?? id;
    const before = canvas.value.things.size;
    change(`${label} · ${kind ? relationName(kind) : "∗"}`, (there) => {
      const centre = there.things.get(id) ?? { x: 0, y: 0 };
      return added(there, placed(there, neighbourhood, centre), relations(neighbourhood));
    });
    sought.value = [id, ...neighbourhood.nodes.map(({ node }) => node.id)];
    said.value = `${label}: +${canvas.value.things.size - before}`;
  });
}

/** Takes a thing off the canvas. */
export function hide(id: string): void {
  const label = canvas.value.things.get(id)?.label ?? id;
  change(label, (before) => hidden(before, new Set([id])));
}

/** Takes off the canvas what hangs on this thing alone: the inverse of expanding it. */
export function collapse(id: string): void {
  const gone = leaves(canvas.value, id);
  for (const whole of cursors.keys()) if (whole.startsWith(`${id}|`)) cursors.delete(whole);
  if (gone.size) change(canvas.value.things.get(id)?.label ?? id, (before) => hidden(before, gone));
}

/** Shows what an address tells, in one request. */
export function restore(hash: string): Promise<void> {
  return attempt(async () => {
    const told = address.read(hash);
    if (!told.things.length || hash.replace(/^#/, "") === address.write(canvas.value, selected.value)) return;
    const { neighbourhood } = await ask(Expand, { ids: told.things.map(({ id }) => id), depth: 0, first: 1000 });
    const places = new Map(told.things.map((each) => [each.id, each]));
    const found = new Map(placed(EMPTY, neighbourhood, { x: 0, y: 0 }).map((each) => [each.id, each]));
    const things = told.things.flatMap(({ id }) => {
      const thing = found.get(id);
      return thing ? [{ ...thing, ...places.get(id) }] : [];
    });
    const known = new Map(relations(neighbourhood).map((each) => [each.id, each]));
    const edges = [...told.relations].flatMap((each) => known.get(each) ?? []);
    change("#", () => added(EMPTY, things, edges));
    selected.value = told.selected;
    sought.value = things.map(({ id }) => id);
  });
}
