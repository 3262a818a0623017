// Two ends -> the panel in which paths between them are asked for, ranked and stepped through.
import { useRef, useState } from "preact/hooks";
import type { End } from "../canvas/canvas";
import { canvas } from "../history";
import { picked, selected } from "../look";
import { apart, meantBy } from "../names";
import { ontology, relationName } from "../ontology";
import { answer, at, find, type Hop, journeys, type Path, setEnd, setWays, show } from "../paths";
import { words } from "../words";
import { Named } from "./named";
import { Side } from "./side";
import { Sign } from "./sign";

function Pick({ which }: { which: End }) {
  const { things, ends } = canvas.value;
  const add = (ids: readonly string[]): void => setEnd(which, [...new Set([...ends[which], ...ids])]);
  return (
    <div class="pick">
      <label for={`path-${which}`}>{words[which]}</label>
      <button disabled={!picked.value.size} class="plain" aria-label={`${words[which]}: ${words.useSelected}`} onClick={() => add([...picked.value])}>
        {words.useSelected}
      </button>
      <ul class="ends">
        {ends[which].flatMap((id) => things.get(id) ?? []).map(({ id, noun, label, details }) => (
          <li key={id}>
            <span class="name" title={[label, details].filter(Boolean).join(" · ")}><Sign noun={noun} /> {label}</span>
            <button class="close" aria-label={words.letGoEnd(words[which], label)} onClick={() => setEnd(which, ends[which].filter((each) => each !== id))}>×</button>
          </li>
        ))}
      </ul>
      <Another which={which} add={(id) => add([id])} />
    </div>
  );
}

/** The list of what is on the canvas. What is clicked in it is added at once; keys go through it, and Enter adds. */
function Another({ which, add }: { which: End; add: (id: string) => void }) {
  const list = useRef<HTMLSelectElement>(null);
  const keyed = useRef(false);
  const [found, setFound] = useState("");
  const { things } = canvas.value;
  const chosen = things.get(found);
  const all = [...things.values()].sort((one, other) => one.label.localeCompare(other.label));
  const name = apart(all);
  const take = (id: string): void => {
    add(id);
    setFound("");
    if (list.current) list.current.value = "";
    list.current?.focus();
  };
  return (
    <div class="new">
      <select
        ref={list}
        id={`path-${which}`}
        value={chosen?.id ?? ""}
        onPointerDown={() => (keyed.current = false)}
        onKeyDown={(event) => {
          keyed.current = true;
          if (event.key !== "Enter" || !chosen) return;
          event.preventDefault();
          take(chosen.id);
        }}
        onChange={({ currentTarget: { value } }) => (keyed.current || !value ? setFound(value) : take(value))}
      >
        <option value="">{words.choose}</option>
        {all.map((each) => <option key={each.id} value={each.id}>{name(each)}</option>)}
      </select>
      {chosen && <button aria-label={words.addEnd(words[which], chosen.label)} onClick={() => take(chosen.id)}>{words.add}</button>}
    </div>
  );
}

/** By what the hops may lead. */
function Bounds() {
  const all = ontology.value.links.filter(({ claimed }) => claimed).map(({ type }) => type).sort();
  const { by, kinds, unsure } = canvas.value.ways;
  const turn = (kind: string): void => {
    const some = new Set(kinds);
    if (!some.delete(kind)) some.add(kind);
    setWays({ kinds: some });
  };
  return (
    <>
      <label class="line">
        {words.by}
        <select aria-label={words.by} value={by} onChange={({ currentTarget }) => setWays({ by: currentTarget.value })}>
          <option value="">{words.anyRelation}</option>
          {journeys().map(({ value, name }) => <option key={value} value={value}>{name}</option>)}
        </select>
      </label>
      {!by && (
        <details>
          <summary>{words.onlyBy}: {words.allowed(kinds.size, all.length)}</summary>
          {all.map((kind) => (
            <label key={kind} class="choice">
              <input type="checkbox" checked={kinds.has(kind)} onChange={() => turn(kind)} />
              <span class="name">{relationName(kind)}</span>
            </label>
          ))}
        </details>
      )}
      <label class="choice">
        <input type="checkbox" checked={unsure} onChange={({ currentTarget }) => setWays({ unsure: currentTarget.checked })} />
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
        {[...passed.values()].map(meantBy).map((it) => (
          <button key={it.id} class="plain hop" onClick={() => (selected.value = it.id)}><Named it={it} /></button>
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
            <button class="plain" onClick={() => (selected.value = node.id)}><Named it={meantBy(node)} /></button>
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
  if (!paths.length) return <p role="status">{canvas.value.ways.unsure ? words.noPath : words.noSurePath}</p>;
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
  const { things, ends } = canvas.value;
  const ready = [ends.from, ends.to].every((end) => end.some((id) => things.has(id)));
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
