// Two picks, or two sets -> ranked paths between them, stepped through on the canvas while all else is dimmed.
import { computed, effect, signal } from "@preact/signals";
import { ask } from "../graphql/request";
import { Connect, type ConnectQuery, type Modality, type NameFragment, type RelationKind } from "../graphql/operations";
import { canvas } from "../history";
import { focus, picked, selected, sought } from "../look";
import { ontology, plainName, relationName } from "../ontology";
import { attempt, bring, said } from "../walk";
import { words } from "../words";
import { Side } from "./side";
import { Sign } from "./sign";

type Told = ConnectQuery["paths"]["paths"][number];
type Hop = Told["hops"][number] & { journeys?: { nodes: readonly NameFragment[] } };
type Path = Omit<Told, "hops"> & { hops: readonly Hop[] };
const FIRST = 10;
const LONGEST = 6;
const ends = { from: signal<readonly string[]>([]), to: signal<readonly string[]>([]) };
const unsure = signal(false);
/** The relations that may be used; none stands for all. */
const kinds = signal<ReadonlySet<string>>(new Set());
/** By what hops lead: relations, or the plural of what leads from place to place, and in which order in time. */
const by = signal("");
const answer = signal<{ of: string; paths: readonly Path[]; hint: string } | null>(null);
const at = signal(0);
const asked = computed(() => [ends.from.value, ends.to.value, unsure.value, [...kinds.value], by.value].join("|"));

/** The ways in which things lead from place to place: `flights`, in any order in time or in one. */
const TIMINGS = ["", "POSSIBLY", "CERTAINLY"] as const;
function journeys(): { value: string; name: string }[] {
  const nouns = Object.values(ontology.value.nouns).filter(({ journey }) => journey);
  const names = { "": words.journeys, POSSIBLY: words.inOrder, CERTAINLY: words.surelyInOrder };
  return nouns.flatMap(({ plural }) => TIMINGS.map((timing) => ({ value: `${plural} ${timing}`, name: names[timing](plainName(plural)) })));
}

/** The question for paths, by journeys where they are asked for. */
function question(): typeof Connect {
  const [plural, timing] = by.value.split(" ");
  if (!plural) return Connect;
  return Connect.replace("edgeKinds: $kinds", `${plural}: {}${timing ? `, timing: ${timing}` : ""}`)
    .replace("$kinds: [RelationKind!], ", "")
    .replace(/hops \{\s+certainty/, (head) => `${head}\n journeys: ${plural}(first: 25) { nodes { __typename id label } }`) as typeof Connect;
}

/** All that a path is made of: what is on the way, what its hops lead through, and the relations between. */
function partsOf(path: Path): { things: string[]; relations: string[] } {
  const relations = path.hops.flatMap((hop) => hop.relations);
  const flown = path.hops.flatMap(({ journeys: told }) => told?.nodes ?? []);
  const things = new Set([...path.nodes, ...flown, ...relations.flatMap(({ from, to }) => [from, to])].map(({ id }) => id));
  return { things: [...things], relations: relations.map(({ id }) => id) };
}

/** Puts the path on the canvas, if it is not there, and dims all else. */
async function show(index: number): Promise<void> {
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
  said.value = `${words.path(index + 1)}: ${path.nodes.map(({ label }) => label).join(", ")}`;
}

function find(): Promise<void> {
  return attempt(async () => {
    const sure: Modality[] = ["ACTUAL"];
    const { paths } = await ask(
      question(),
      {
        from: [...ends.from.value],
        to: [...ends.to.value],
        kinds: kinds.value.size ? ([...kinds.value] as RelationKind[]) : null,
        modalities: unsure.value ? [...sure, "EXPECTED", "POSSIBLE", "QUESTIONED"] : sure,
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

function Pick({ which }: { which: "from" | "to" }) {
  const { things } = canvas.value;
  const end = ends[which];
  const add = (ids: readonly string[]): void => void (end.value = [...new Set([...end.value, ...ids])].filter((id) => things.has(id)));
  const named = [...things.values()].sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div class="pick">
      <label for={`path-${which}`}>{words[which]}</label>
      <button disabled={!picked.value.size} class="plain" aria-label={`${words[which]}: ${words.useSelected}`} onClick={() => add([...picked.value])}>
        {words.useSelected}
      </button>
      <ul class="ends">
        {end.value.flatMap((id) => things.get(id) ?? []).map(({ id, noun, label }) => (
          <li key={id}>
            <span class="name"><Sign noun={noun} /> {label}</span>
            <button class="close" aria-label={words.letGoEnd(words[which], label)} onClick={() => (end.value = end.value.filter((each) => each !== id))}>×</button>
          </li>
        ))}
      </ul>
      <select id={`path-${which}`} value="" onChange={({ currentTarget }) => (add([currentTarget.value]), (currentTarget.value = ""))}>
        <option value="">{words.choose}</option>
        {named.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
      </select>
    </div>
  );
}

/** By what the hops may lead. */
function Bounds() {
  const all = ontology.value.links.filter(({ claimed }) => claimed).map(({ type }) => type).sort();
  const turn = (kind: string): void => {
    const some = new Set(kinds.value);
    if (!some.delete(kind)) some.add(kind);
    kinds.value = some;
  };
  return (
    <>
      <label class="line">
        {words.by}
        <select aria-label={words.by} value={by.value} onChange={({ currentTarget }) => (by.value = currentTarget.value)}>
          <option value="">{words.anyRelation}</option>
          {journeys().map(({ value, name }) => <option key={value} value={value}>{name}</option>)}
        </select>
      </label>
      {!by.value && (
        <details>
          <summary>{words.onlyBy}: {words.allowed(kinds.value.size, all.length)}</summary>
          {all.map((kind) => (
            <label key={kind} class="choice">
              <input type="checkbox" checked={kinds.value.has(kind)} onChange={() => turn(kind)} />
              <span class="name">{relationName(kind)}</span>
            </label>
          ))}
        </details>
      )}
      <label class="choice">
        <input type="checkbox" checked={unsure.value} onChange={({ currentTarget }) => (unsure.value = currentTarget.checked)} />
        <span class="name">{words.unsurePaths}</span>
      </label>
    </>
  );
}

/** A hop: its relations, or the things in between that it leads through. */
function Way({ hop, ends: [one, other] }: { hop: Hop; ends: [string | undefined, string | undefined] }) {
  const between = [...hop.relations.flatMap(({ from, to }) => [from, to]), ...(hop.journeys?.nodes ?? [])];
  const passed = new Map(between.map((each) => [each.id, each]));
  for (const end of [one, other]) if (end) passed.delete(end);
  if (passed.size)
    return (
      <>
        {[...passed.values()].map(({ id, label, __typename }) => (
          <button key={id} class="plain hop" onClick={() => (selected.value = id)}><Sign noun={__typename} /> {label}</button>
        ))}
      </>
    );
  return (
    <>
      {hop.relations.map((each) => (
        <button key={each.id} class="plain hop" onClick={() => (selected.value = each.id)}>
          {each.from.id === one ? "↓" : "↑"} {relationName(each.kind)}
        </button>
      ))}
    </>
  );
}

function Steps({ path }: { path: Path }) {
  return (
    <ol class="steps">
      {path.nodes.map((node, index) => {
        const hop = path.hops[index];
        return (
          <li key={node.id}>
            <button class="plain" onClick={() => (selected.value = node.id)}><Sign noun={node.__typename} /> {node.label}</button>
            {hop && <Way hop={hop} ends={[node.id, path.nodes[index + 1]?.id]} />}
          </li>
        );
      })}
    </ol>
  );
}

function Found() {
  if (!answer.value) return null;
  const { paths, hint } = answer.value;
  if (!paths.length) return <p role="status">{unsure.value ? words.noPath : words.noSurePath}</p>;
  return (
    <>
      <div class="stepper">
        <button disabled={at.value === 0} onClick={() => void show(at.value - 1)}>{words.before}</button>
        <span role="status">{words.pathOf(at.value + 1, paths.length)}</span>
        <button disabled={at.value >= paths.length - 1} onClick={() => void show(at.value + 1)}>{words.after}</button>
      </div>
      <ol class="ranked">
        {paths.map((path, index) => (
          <li key={path.nodes.map(({ id }) => id).join()} aria-current={index === at.value}>
            <button class="plain" onClick={() => void show(index)}>
              {words.hops(path.length)} · {path.certainty.toLowerCase()}
            </button>
            {index === at.value && <Steps path={path} />}
          </li>
        ))}
      </ol>
      {hint && <p class="quiet">{hint}</p>}
    </>
  );
}

export function Paths() {
  const ready = [ends.from, ends.to].every(({ value }) => value.some((id) => canvas.value.things.has(id)));
  return (
    <Side which="paths">
      <p class="quiet">{words.pathsHint}</p>
      <Pick which="from" />
      <Pick which="to" />
      <Bounds />
      <button class="primary" disabled={!ready} onClick={() => void find()}>{words.findPaths}</button>
      <Found />
    </Side>
  );
}
