// Two picks -> ranked paths between them, stepped through on the canvas while all else is dimmed.
import { computed, effect, signal } from "@preact/signals";
import { ask } from "../graphql/request";
import { Connect, type ConnectQuery, type Modality } from "../graphql/operations";
import { canvas } from "../history";
import { focus, selected, side, sought, turnSide } from "../look";
import { relationName } from "../ontology";
import { attempt, bring, said } from "../walk";
import { words } from "../words";
import { Sign } from "./sign";

type Path = ConnectQuery["paths"]["paths"][number];
const FIRST = 10;
const LONGEST = 6;
const ends = { from: signal(""), to: signal("") };
const unsure = signal(false);
const answer = signal<{ of: string; paths: readonly Path[]; hint: string } | null>(null);
const at = signal(0);
const asked = computed(() => [ends.from.value, ends.to.value, unsure.value].join("|"));

/** All that a path is made of: what is on the way, what its hops lead through, and the relations between. */
function partsOf(path: Path): { things: string[]; relations: string[] } {
  const relations = path.hops.flatMap((hop) => hop.relations);
  const things = new Set([...path.nodes, ...relations.flatMap(({ from, to }) => [from, to])].map(({ id }) => id));
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
  focus.value = new Set([...things, ...relations]);
  sought.value = things;
  said.value = `${words.path(index + 1)}: ${path.nodes.map(({ label }) => label).join(", ")}`;
}

function find(): Promise<void> {
  return attempt(async () => {
    const sure: Modality[] = ["ACTUAL"];
    const { paths } = await ask(
      Connect,
      {
        from: [ends.from.value],
        to: [ends.to.value],
        kinds: null,
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
  const things = [...canvas.value.things.values()].sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div class="pick">
      <label for={`path-${which}`}>{words[which]}</label>
      <button
        disabled={!canvas.value.things.has(selected.value)}
        class="plain"
        aria-label={`${words[which]}: ${words.useSelected}`}
        onClick={() => (ends[which].value = selected.value)}
      >
        {words.useSelected}
      </button>
      <select id={`path-${which}`} value={ends[which].value} onChange={({ currentTarget }) => (ends[which].value = currentTarget.value)}>
        <option value="">{words.choose}</option>
        {things.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
      </select>
    </div>
  );
}

type Hop = Path["hops"][number];

/** A hop: its relations, or the things in between that it leads through. */
function Way({ hop, ends: [one, other] }: { hop: Hop; ends: [string | undefined, string | undefined] }) {
  const passed = new Map(hop.relations.flatMap(({ from, to }) => [from, to]).map((each) => [each.id, each]));
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
  const ready = [ends.from, ends.to].every(({ value }) => canvas.value.things.has(value)) && ends.from.value !== ends.to.value;
  return (
    <aside class="side" aria-label={words.sides.paths} data-open={side.value}>
      <header>
        <h2>{words.sides.paths}</h2>
        <button class="close" aria-label={words.close} onClick={() => turnSide("")}>×</button>
      </header>
      <p class="quiet">{words.pathsHint}</p>
      <Pick which="from" />
      <Pick which="to" />
      <label class="choice">
        <input type="checkbox" checked={unsure.value} onChange={({ currentTarget }) => (unsure.value = currentTarget.checked)} />
        <span class="name">{words.unsurePaths}</span>
      </label>
      <button class="primary" disabled={!ready} onClick={() => void find()}>{words.findPaths}</button>
      <Found />
    </aside>
  );
}
