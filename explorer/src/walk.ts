// What the reader does -> one request, and a command that changes the canvas.
import { signal } from "@preact/signals";
import { added, EMPTY, hidden, leaves, pinned, renewed, type Canvas, type Direction, type Thing } from "./canvas/canvas";
import { arranged, type Layout } from "./canvas/arrange";
import { around, GAP, middle, type Point } from "./canvas/place";
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
import { canvas, change, renew } from "./history";
import { scene, selected, sought } from "./look";
import { ontology, relationName } from "./ontology";
import { words } from "./words";

/** How many things one expansion brings at most. */
export const PAGE = 25;
/** How many ids one request may name. */
export const MOST = 1000;
/** What was done last, for those who do not see the canvas. */
export const said = signal("");
export const failed = signal<Refused | null>(null);
/** Where the next page of an expansion begins. */
const cursors = new Map<string, string>();

type Page = ExpandQuery["neighbourhood"];

/** What an expansion is known by. */
const expansionOf = (ids: readonly string[], kind?: string, direction?: Direction): string => [[...ids].sort().join(), kind, direction].join("|");

/** Remembers where the next page begins, if there is one. */
function turn(expansion: string, page: Page): void {
  const next = page.truncated?.cursor;
  if (next) cursors.set(expansion, next);
  else cursors.delete(expansion);
}

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

export async function neighbourhood(variables: ExpandQueryVariables): Promise<Page> {
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

export const nodesOf = (page: Pick<Page, "nodes">): KnownFragment[] => page.nodes.map(({ node }) => node as KnownFragment);

/** Puts a thing that was found on the canvas, with the first of what is around it. */
export function open(id: string, label: string): Promise<void> {
  return attempt(async () => {
    const page = await neighbourhood({ ids: [id], depth: 1, first: PAGE + 1, beside: beside() });
    // What it came with is the first page: to expand it brings the next.
    turn(expansionOf([id]), page);
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

/** What some things are called together. */
function nameOf(ids: readonly string[]): string {
  const [first = ""] = ids;
  return ids.length === 1 ? (canvas.value.things.get(first)?.label ?? first) : words.several(ids.length);
}

/** Brings, in one request, the next things that some things have relations to: of one kind and direction, or of all. */
export function expand(ids: readonly string[], kind?: string, direction?: Direction): Promise<void> {
  return attempt(async () => {
    const whole = expansionOf(ids, kind, direction);
    const page = await neighbourhood({
      ids: [...ids],
      depth: 1,
      kinds: kind ? [kind as RelationKind] : null,
      direction: direction ?? null,
      first: PAGE + ids.length,
      after: cursors.get(whole) ?? null,
      beside: beside(),
    });
    turn(whole, page);
    const before = canvas.value.things.size;
    const here = ids.flatMap((id) => canvas.value.things.get(id) ?? []);
    change(`${nameOf(ids)} · ${kind ? relationName(kind) : words.expandAll}`, (there) =>
      joined(there, nodesOf(page), page.relations, middle(here)),
    );
    sought.value = [...ids, ...nodesOf(page).map((node) => node.id)];
    said.value = `${nameOf(ids)}: +${canvas.value.things.size - before}`;
  });
}

/** Brings, in one request, where things begin and end that lead from place to place: of as many as one request can tell whole. */
export function showEnds(things: readonly Thing[]): Promise<void> {
  return attempt(async () => {
    const asked = things.slice(0, Math.floor(MOST / 3));
    const ids = asked.map(({ id }) => id);
    const kinds = asked.flatMap(({ noun }) => {
      const { journey, ways } = ontology.value.nouns[noun] ?? {};
      return journey ? [journey.begin, journey.end].flatMap((way) => ways?.[way]?.link ?? []) : [];
    });
    const page = await neighbourhood({ ids, depth: 1, kinds: [...new Set(kinds)] as RelationKind[], direction: "OUT", first: MOST, beside: beside() });
    const before = canvas.value.things.size;
    change(words.showEnds(asked.length), (there) => joined(there, nodesOf(page), page.relations, middle(asked)));
    sought.value = [...ids, ...nodesOf(page).map(({ id }) => id)];
    said.value = `${words.showEnds(asked.length)}: +${canvas.value.things.size - before}`;
  });
}

/** Puts things on the canvas by their ids, with the relations among them and to what is there, in one request. `quiet`: unasked. */
export function bring(name: string, ids: readonly string[], { quiet = false } = {}): Promise<void> {
  return attempt(async () => {
    const page = await neighbourhood({ ids: ids.slice(0, MOST), depth: 0, first: MOST, beside: beside() });
    const nodes = nodesOf(page);
    const fresh = new Set(nodes.map(({ id }) => id));
    const ends = page.relations.flatMap(({ from, to }) => (fresh.has(from.id) ? [to.id] : [from.id]));
    const near = [...fresh, ...ends].flatMap((id) => canvas.value.things.get(id) ?? [])[0];
    change(name, (before) => joined(before, nodes, page.relations, near ?? free(before)));
    // What comes by itself moves nothing, not even the camera.
    if (!quiet) sought.value = [...fresh];
    said.value = `${name}: ${nodes.length}`;
  });
}

/** Asks anew for things that stand on the canvas, in one request: what they are called, what tells of them, what is between them. */
export function refresh(ids: readonly string[]): Promise<void> {
  return attempt(async () => {
    const asked = ids.filter((id) => canvas.value.things.has(id)).slice(-MOST);
    const others = beside();
    if (!asked.length) return;
    const page = await neighbourhood({ ids: asked, depth: 0, first: MOST, beside: others });
    const told = nodesOf(page).map((node) => thingOf(node, ontology.value));
    renew((state) =>
      renewed(state, {
        ids: new Set(asked),
        beside: new Set(others),
        things: new Map(told.map((each) => [each.id, each])),
        relations: new Map(page.relations.map((each) => [each.id, relationOf(each)])),
      }),
    );
    const known = (id: string): boolean => canvas.value.things.has(id) || canvas.value.relations.has(id);
    if (selected.value && !known(selected.value)) selected.value = told.find(({ id }) => known(id))?.id ?? "";
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

/** Takes things off the canvas. */
export function hide(ids: readonly string[]): void {
  change(`${words.hide}: ${nameOf(ids)}`, (before) => hidden(before, new Set(ids)));
}

/** Takes off the canvas what hangs on these things alone: the inverse of expanding them. */
export function collapse(ids: readonly string[]): void {
  const gone = leaves(canvas.value, new Set(ids));
  for (const whole of cursors.keys()) if (ids.some((id) => whole.includes(id))) cursors.delete(whole);
  if (gone.size) change(`${words.collapse}: ${nameOf(ids)}`, (before) => hidden(before, gone));
}

/** Keeps layouts from moving things, or lets them again. */
export function pin(ids: readonly string[]): void {
  change(`${words.pin}: ${nameOf(ids)}`, (before) => pinned(before, ids));
}

/** Places all that is in sight and not pinned anew. */
export function arrange(layout: Layout): void {
  const { things } = scene.value;
  const free = [...things.keys()].filter((id) => !canvas.value.pinned.has(id));
  change(words.layouts[layout], (before) => arranged(layout, before, scene.value, new Set(free)));
  sought.value = [...things.keys()];
}
