// All that is seen <-> the address: what is on the canvas, what was worked out of it, and how it is looked at.
import * as address from "./address";
import { added, EMPTY, type Relation } from "./canvas/canvas";
import { relationOf, thingOf } from "./graphql/read";
import { canvas, change } from "./history";
import { aim, bundling, selected, side, sought, timeline, view } from "./look";
import { readMeasure, writtenMeasure } from "./measures";
import { ontology } from "./ontology";
import { theme } from "./palette";
import { readPaths, waysTold, writtenPaths } from "./paths";
import { attempt, MOST, neighbourhood, nodesOf } from "./walk";

/** The part of the address that restores all that is seen. */
export function written(at: address.Look["camera"]): string {
  const look = { view: view.value, side: side.value, timeline: timeline.value, bundling: bundling.value, theme: theme.value, camera: at };
  return address.write(canvas.value, selected.value, look, { measure: writtenMeasure(), paths: writtenPaths() });
}

/** Shows what an address tells, in one request, and one more for each thing that was worked out. */
export function restore(hash: string): Promise<void> {
  return attempt(async () => {
    const told = address.read(hash);
    if (!told.things.length && !told.worked.measure) return;
    const ids = told.things.map(({ id }) => id);
    const page = ids.length ? await neighbourhood({ ids, depth: 0, first: MOST }) : { nodes: [], relations: [] };
    const found = new Map(nodesOf(page).map((node) => [node.id, thingOf(node, ontology.value)]));
    const things = told.things.flatMap(({ id, x, y }) => {
      const thing = found.get(id);
      return thing ? [{ ...thing, x, y }] : [];
    });
    const known = new Map(page.relations.map((each) => [each.id, relationOf(each)]));
    const edges: Relation[] = [...told.relations].flatMap((each) => known.get(each) ?? []);
    const there = new Set(things.map(({ id }) => id));
    const standing = (some: Iterable<string>): string[] => [...some].filter((id) => there.has(id));
    change("#", () => ({
      ...added(EMPTY, things, edges),
      filters: told.filters,
      pinned: new Set(standing(told.pinned)),
      ways: waysTold(told.worked.paths),
      ends: { from: standing(told.ends.from), to: standing(told.ends.to) },
    }));
    const { look } = told;
    view.value = look.view;
    side.value = look.side;
    timeline.value = look.timeline;
    bundling.value = look.bundling;
    if (look.theme) theme.value = look.theme;
    selected.value = told.selected;
    if (told.worked.measure) await readMeasure(told.worked.measure);
    if (told.worked.paths) await readPaths(told.worked.paths);
    // What is worked out may move the camera; where it was is where it stays.
    if (look.camera) aim.value = look.camera;
    else sought.value = things.map(({ id }) => id);
  });
}
