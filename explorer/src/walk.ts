// What the reader does -> one request, and a command that changes the canvas.
import { signal } from "@preact/signals";
import * as address from "./address";
import { added, EMPTY, hidden, leaves, type Canvas, type Direction, type Relation, type Thing } from "./canvas/canvas";
import { around, GAP, type Point } from "./canvas/place";
import { settled } from "./canvas/settle";
import { withFields } from "./graphql/fields";
import { ask, Refused } from "./graphql/request";
import {
  type EdgeFragment,
  Expand,
  type ExpandQuery,
  type ExpandQueryVariables,
  type KnownFragment,
  type RelationKind,
  Speaks,
} from "./graphql/operations";
import { relationOf, thingOf } from "./graphql/read";
import { canvas, change } from "./history";
import { aim, selected, side, sought, timeline, view } from "./look";
import { ontology, relationName } from "./ontology";
import { theme } from "./palette";
import { words } from "./words";

/** How many things one expansion brings at most. */
export const PAGE = 25;
/** How many ids one request may name. */
const MOST = 1000;
/** What was done last, for those who do not see the canvas. */
export const said = signal("");
export const failed = signal<Refused | null>(null);
/** Where the next page of an expansion begins. */
const cursors = new Map<string, string>();

type Page = ExpandQuery["neighbourhood"];

/** Does some work; what the service refuses is told to the reader. */
export async function attempt(work: () => Promise<void>): Promise<void> {
  failed.value = null;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    failed.value = error;
  }
}

async function neighbourhood(variables: ExpandQueryVariables): Promise<Page> {
  const operation = withFields(Expand, ontology.value);
  return (await ask(operation, variables, { panel: "canvas" })).neighbourhood;
}

/** Ids of what stands on the canvas, the latest ones, as many as one request may name. */
function beside(): string[] {
  return [...canvas.value.things.keys()].slice(-MOST);
}

/** Things that are not on the canvas yet, with free places around a point. */
function placed(before: Canvas, told: readonly KnownFragment[], centre: Point): Thing[] {
  const fresh = told.filter((node) => !before.things.has(node.id));
  const places = around(before, centre, fresh.length);
  return fresh.map((node, index) => ({ ...thingOf(node, ontology.value), ...(places[index] ?? centre) }));
}

/** A canvas with things and relations that were told, near what they belong to. */
export function joined(before: Canvas, things: readonly KnownFragment[], edges: readonly EdgeFragment[], centre: Point): Canvas {
  const fresh = placed(before, things, centre);
  return settled(added(before, fresh, edges.map(relationOf)), new Set(fresh.map(({ id }) => id)));
}

/** A point beside all that stands on a canvas. */
function free({ things }: Canvas): Point {
  return { x: things.size ? Math.max(...[...things.values()].map(({ x }) => x)) + 5 * GAP : 0, y: 0 };
}

const nodesOf = (page: Page): KnownFragment[] => page.nodes.map(({ node }) => node as KnownFragment);

/** Puts a thing that was found on the canvas, with the first of what is around it. */
export function open(id: string, label: string): Promise<void> {
  return attempt(async () => {
    const page = await neighbourhood({ ids: [id], depth: 1, first: PAGE + 1, beside: beside() });
    const nodes = nodesOf(page);
    const known = canvas.value.things.get(id);
    change(label, (before) => {
      const centre = known ?? free(before);
      const alone = placed(EMPTY, nodes.filter((node) => node.id === id), centre);
      return joined(added(before, alone.map((each) => ({ ...each, ...centre })), []), nodes, page.relations, centre);
    });
    selected.value = id;
    sought.value = [id, ...nodes.map((node) => node.id)];
    said.value = `${label}: ${nodes.length - 1} / ${page.totalCount - 1}`;
  });
}

/** Puts a thing on the canvas with what it has one kind of relations to: the answer to a question about it. */
export function expandFrom(id: string, label: string, kind: string, direction: Direction): Promise<void> {
  return attempt(async () => {
    const page = await neighbourhood({ ids: [id], depth: 1, kinds: [kind as RelationKind], direction, first: PAGE + 1, beside: beside() });
    const nodes = nodesOf(page);
    change(label, (before) => joined(before, nodes, page.relations, { x: 0, y: 0 }));
    selected.value = id;
    sought.value = nodes.map((node) => node.id);
    said.value = `${label}: ${nodes.length - 1} / ${page.totalCount - 1}`;
  });
}

/** Brings the next things that a thing has relations to: of one kind and direction, or of all. */
export function expand(id: string, kind?: string, direction?: Direction): Promise<void> {
  return attempt(async () => {
    const whole = [id, kind, direction].join("|");
    const page = await neighbourhood({
      ids: [id],
      depth: 1,
      kinds: kind ? [kind as RelationKind] : null,
      direction: direction ?? null,
      first: PAGE + 1,
      after: cursors.get(whole) ?? null,
      beside: beside(),
    });
    const next = page.truncated?.cursor;
    if (next) cursors.set(whole, next);
    else cursors.delete(whole);
    const label = canvas.value.things.get(id)?.label ?? id;
    const before = canvas.value.things.size;
    const centre = canvas.value.things.get(id) ?? { x: 0, y: 0 };
    change(`${label} · ${kind ? relationName(kind) : words.expandAll}`, (there) =>
      joined(there, nodesOf(page), page.relations, centre),
    );
    sought.value = [id, ...nodesOf(page).map((node) => node.id)];
    said.value = `${label}: +${canvas.value.things.size - before}`;
  });
}

/** Puts things on the canvas by their ids, with the relations among them and to what is there, in one request. */
export function bring(name: string, ids: readonly string[]): Promise<void> {
  return attempt(async () => {
    const page = await neighbourhood({ ids: ids.slice(0, MOST), depth: 0, first: MOST, beside: beside() });
    const nodes = nodesOf(page);
    const near = nodes.flatMap(({ id }) => canvas.value.things.get(id) ?? [])[0];
    change(name, (before) => joined(before, nodes, page.relations, near ?? free(before)));
    sought.value = nodes.map((node) => node.id);
    said.value = `${name}: ${nodes.length}`;
  });
}

/** Puts what a document speaks of on the canvas. */
export async function bringDocument(id: string, title: string): Promise<void> {
  const ids = new Set<string>();
  await attempt(async () => {
    const { document } = await ask(Speaks, { id }, { panel: "canvas" });
    for (const statement of document?.statements.nodes ?? []) for (const each of statement.about.nodes) ids.add(each.id);
  });
  if (ids.size) await bring(title, [...ids]);
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

/** The part of the address that restores all that is seen. */
export function written(at: address.Look["camera"]): string {
  const look = { view: view.value, side: side.value, timeline: timeline.value, theme: theme.value, camera: at };
  return address.write(canvas.value, selected.value, look);
}

/** Shows what an address tells, in one request. */
export function restore(hash: string): Promise<void> {
  return attempt(async () => {
    const told = address.read(hash);
    if (!told.things.length) return;
    const page = await neighbourhood({ ids: told.things.map(({ id }) => id), depth: 0, first: MOST });
    const places = new Map(told.things.map((each) => [each.id, each]));
    const found = new Map(nodesOf(page).map((node) => [node.id, thingOf(node, ontology.value)]));
    const things = told.things.flatMap(({ id }) => {
      const [thing, place] = [found.get(id), places.get(id)];
      return thing && place ? [{ ...thing, x: place.x, y: place.y }] : [];
    });
    const known = new Map(page.relations.map((each) => [each.id, relationOf(each)]));
    const edges: Relation[] = [...told.relations].flatMap((each) => known.get(each) ?? []);
    change("#", () => ({ ...added(EMPTY, things, edges), filters: told.filters }));
    const { look } = told;
    view.value = look.view;
    side.value = look.side;
    timeline.value = look.timeline;
    if (look.theme) theme.value = look.theme;
    selected.value = told.selected;
    if (look.camera) aim.value = look.camera;
    else sought.value = things.map(({ id }) => id);
  });
}
