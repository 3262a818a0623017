// Two picks, or two sets -> ranked paths between them, stepped through on the canvas while all else is dimmed.
import { computed, effect, signal } from "@preact/signals";
import type { End, Ways } from "./canvas/canvas";
import { ask } from "./graphql/request";
import { Connect, type ConnectQuery, type Modality, type NameFragment, type RelationKind } from "./graphql/operations";
import { canvas, change } from "./history";
import { focus, sought } from "./look";
import { meantBy } from "./names";
import { ontology, plainName } from "./ontology";
import { attempt, bring, said } from "./walk";
import { words } from "./words";

type Told = ConnectQuery["paths"]["paths"][number];
export type Hop = Told["hops"][number] & { journeys?: { nodes: readonly NameFragment[] } };
export type Path = Omit<Told, "hops"> & { hops: readonly Hop[] };
const FIRST = 10;
const LONGEST = 6;
export const answer = signal<{ of: string; paths: readonly Path[]; hint: string } | null>(null);
export const at = signal(0);
const asked = computed(() => {
  const { ends, ways } = canvas.value;
  return [ends.from.join(), ends.to.join(), ways.unsure, [...ways.kinds], ways.by].join("|");
});

/** The ways in which things lead from place to place: `flights`, in any order in time or in one. */
const TIMINGS = ["", "POSSIBLY", "CERTAINLY"] as const;
export function journeys(): { value: string; name: string }[] {
  const nouns = Object.values(ontology.value.nouns).filter(({ journey }) => journey);
  const names = { "": words.journeys, POSSIBLY: words.inOrder, CERTAINLY: words.surelyInOrder };
  return nouns.flatMap(({ plural }) => TIMINGS.map((timing) => ({ value: `${plural} ${timing}`, name: names[timing](plainName(plural)) })));
}

/** The question for paths, by journeys where they are asked for. */
function question(): typeof Connect {
  const [plural, timing] = canvas.value.ways.by.split(" ");
  if (!plural) return Connect;
  return Connect.replace("edgeKinds: $kinds", `${plural}: {}${timing ? `, timing: ${timing}` : ""}`)
    .replace("$kinds: [RelationKind!], ", "")
    .replace(/hops \{\s+certainty/, (head) => `${head}\n journeys: ${plural}(first: 25) { nodes { __typename id label details } }`) as typeof Connect;
}

/** All that a path is made of: what is on the way, what its hops lead through, and the relations between. */
function partsOf(path: Path): { things: string[]; relations: string[] } {
  const relations = path.hops.flatMap((hop) => hop.relations);
  const flown = path.hops.flatMap(({ journeys: told }) => told?.nodes ?? []);
  const things = new Set([...path.nodes, ...flown, ...relations.flatMap(({ from, to }) => [from, to])].map(({ id }) => id));
  return { things: [...things], relations: relations.map(({ id }) => id) };
}

/** Puts the path on the canvas, if it is not there, and dims all else. */
export async function show(index: number): Promise<void> {
  const path = answer.value?.paths[index];
  if (!path) return;
  at.value = index;
  const { things, relations } = partsOf(path);
  const known = things.every((id) => canvas.value.things.has(id)) && relations.every((id) => canvas.value.relations.has(id));
  if (!known) await bring(words.path(index + 1), things);
  // Journeys tell no relations: those among what is on the way are meant.
  const way = new Set(things);
  const between = [...canvas.value.relations.values()].filter(({ from, to }) => way.has(from) && way.has(to)).map(({ id }) => id);
  focus.value = new Set([...things, ...(relations.length ? relations : between)]);
  sought.value = things;
  said.value = `${words.path(index + 1)}: ${path.nodes.map((node) => meantBy(node).label).join(", ")}`;
}

export function find(): Promise<void> {
  return attempt(async () => {
    const sure: Modality[] = ["ACTUAL"];
    const { ends, ways } = canvas.value;
    const { paths } = await ask(
      question(),
      {
        from: [...ends.from],
        to: [...ends.to],
        kinds: ways.kinds.size ? ([...ways.kinds] as RelationKind[]) : null,
        modalities: ways.unsure ? [...sure, "EXPECTED", "POSSIBLE", "QUESTIONED"] : sure,
        most: LONGEST,
        first: FIRST,
      },
      { panel: "paths" },
    );
    answer.value = { of: asked.value, paths: paths.paths, hint: paths.truncated?.hint ?? "" };
    await show(0);
    if (!paths.paths.length) said.value = words.noPath;
  });
}

effect(() => {
  if (answer.value && answer.value.of !== asked.value) {
    answer.value = null;
    focus.value = null;
  }
});

/** With other things at an end. */
export function setEnd(which: End, ids: readonly string[]): void {
  change(words.pathEnd(words[which]), (before) => ({ ...before, ends: { ...before.ends, [which]: ids.filter((id) => before.things.has(id)) } }));
}

/** With other bounds to what they lead by. */
export function setWays(ways: Partial<Ways>): void {
  change(words.pathBounds, (before) => ({ ...before, ways: { ...before.ways, ...ways } }));
}

/** What an address tells of the paths: by what they lead, and which one is looked at. */
export function writtenPaths(): string {
  const { ends, ways } = canvas.value;
  if (!ends.from.length && !ends.to.length) return "";
  const shown = answer.value?.paths.length ? String(at.value) : "";
  return [ways.unsure ? "1" : "", ways.by.replace(" ", "."), [...ways.kinds].join("."), shown].join(",");
}

/** By what paths lead, as an address tells. */
export function waysTold(told: string): Ways {
  const [all = "", way = "", some = ""] = told.split(",");
  return { unsure: all === "1", by: way.replace(".", " "), kinds: new Set(some.split(".").filter(Boolean)) };
}

/** Finds the paths that an address tells of; their ends stand on the canvas. */
export async function readPaths(told: string): Promise<void> {
  const shown = told.split(",")[3];
  if (!shown) return;
  await find();
  await show(Number(shown) || 0);
}
