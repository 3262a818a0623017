// The canvas -> two tables that show and do the same as the drawing.
import { lineOf, shown, type Thing } from "../canvas/canvas";
import { plainName } from "../ontology";
import { alsoPick, pick, picked, scene, selected } from "../look";
import { expand, hide } from "../walk";
import { words } from "../words";
import { Sign } from "./sign";

function left(thing: Thing): string {
  const all = thing.counts.reduce((sum, { count }) => sum + count, 0);
  const here = thing.counts.reduce((sum, { kind, direction }) => sum + shown(scene.value, new Set([thing.id]), kind, direction), 0);
  return `${here} / ${all}`;
}

function Pick({ id, children }: { id: string; children: string }) {
  return (
    <button class="plain" aria-pressed={selected.value === id} onClick={() => (selected.value = id)}>{children}</button>
  );
}

export function Tables() {
  const { things, relations } = scene.value;
  const name = (id: string) => things.get(id)?.label ?? id;
  if (!things.size) return <div id="tables"><p class="quiet">{words.none}</p></div>;
  return (
    <div id="tables" tabIndex={0} role="region" aria-label={words.views.table}>
      <table>
        <caption>{words.things} ({things.size})</caption>
        <thead>
          <tr>
            <th scope="col">
              <input type="checkbox" aria-label={words.verbs.pickAll} checked={picked.value.size === things.size}
                onChange={({ currentTarget }) => pick(currentTarget.checked ? [...things.keys()] : [])} />
            </th>
            <th scope="col">{words.columns.noun}</th>
            <th scope="col">{words.columns.name}</th>
            <th scope="col">{words.columns.shown}</th>
            <th scope="col"><span class="unseen">{words.expand}</span></th>
          </tr>
        </thead>
        <tbody>
          {[...things.values()].map((thing) => (
            <tr key={thing.id} class={picked.value.has(thing.id) ? "selected" : ""}>
              <td>
                <input type="checkbox" aria-label={`${words.verbs.pick}: ${thing.label}`} checked={picked.value.has(thing.id)}
                  onChange={() => alsoPick(thing.id)} />
              </td>
              <td class="kind"><Sign noun={thing.noun} /> {plainName(thing.noun)}</td>
              <th scope="row"><Pick id={thing.id}>{thing.label}</Pick>{thing.details && <span class="details"> {thing.details}</span>}</th>
              <td class="number">{left(thing)}</td>
              <td class="verbs">
                <button aria-label={`${words.expand}: ${thing.label}`} onClick={() => void expand([thing.id])}>{words.expand}</button>
                <button aria-label={`${words.hide}: ${thing.label}`} onClick={() => hide([thing.id])}>{words.hide}</button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{words.relations} ({relations.size})</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.from}</th>
            <th scope="col">{words.columns.relation}</th>
            <th scope="col">{words.columns.to}</th>
          </tr>
        </thead>
        <tbody>
          {[...relations.values()].map((relation) => (
            <tr key={relation.id} class={relation.id === selected.value ? "selected" : ""}>
              <td>{name(relation.from)}</td>
              <th scope="row"><Pick id={relation.id}>{lineOf(relation)}</Pick></th>
              <td>{name(relation.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
