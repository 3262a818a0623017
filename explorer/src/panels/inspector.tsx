// What is selected -> a side panel: its connections with counts, its facts, and the sentences that say so.
import { useState } from "preact/hooks";
import { doubts, shown, type Relation, type Thing } from "../canvas/canvas";
import { canvas } from "../history";
import { type Claim, evidence, inspect } from "../inspect";
import { plainName, relationName } from "../ontology";
import { collapse, expand, hide, selected } from "../walk";
import { words } from "../words";
import { Passage, Source } from "./passage";
import { Sign } from "./sign";

export function Inspector() {
  const id = selected.value;
  const thing = canvas.value.things.get(id);
  const relation = canvas.value.relations.get(id);
  if (!thing && !relation) return null;
  return (
    <aside id="inspector" aria-label={words.sources}>
      <button class="close" aria-label={words.close} onClick={() => (selected.value = "")}>×</button>
      {thing ? <ThingHead thing={thing} /> : relation && <RelationHead relation={relation} />}
      {thing && <Connections thing={thing} />}
      <Told key={id} id={id} />
    </aside>
  );
}

function ThingHead({ thing }: { thing: Thing }) {
  return (
    <header>
      <p class="kind"><Sign noun={thing.noun} /> {plainName(thing.noun)}</p>
      <h2>{thing.label}</h2>
    </header>
  );
}

function RelationHead({ relation }: { relation: Relation }) {
  const name = (id: string) => (
    <button class="plain" onClick={() => (selected.value = id)}>{canvas.value.things.get(id)?.label}</button>
  );
  return (
    <header>
      <p class="kind">{[relationName(relation.kind), ...doubts(relation)].join(" · ")}</p>
      <h2>{name(relation.from)} <span class="arrow">→</span> {name(relation.to)}</h2>
    </header>
  );
}

function Connections({ thing }: { thing: Thing }) {
  return (
    <section>
      <h3>{words.connections}</h3>
      <div class="chips">
        {thing.counts.map(({ kind, direction, count }) => {
          const rest = count - shown(canvas.value, thing.id, kind, direction);
          return (
            <button
              key={kind + direction}
              class="chip"
              disabled={rest <= 0}
              aria-label={`${words.expand}: ${relationName(kind)}, ${words.directionNames[direction]}, ${count - rest} / ${count}`}
              onClick={() => void expand(thing.id, kind, direction)}
            >
              <span aria-hidden="true">{words.directions[direction]}</span> {relationName(kind)}
              <span class="count">{rest > 0 && rest < count ? `${count - rest}/${count}` : count}</span>
            </button>
          );
        })}
      </div>
      <div class="verbs">
        <button onClick={() => void expand(thing.id)}>{words.expand} <kbd>E</kbd></button>
        <button onClick={() => collapse(thing.id)}>{words.collapse} <kbd>C</kbd></button>
        <button onClick={() => hide(thing.id)}>{words.hide} <kbd>H</kbd></button>
      </div>
    </section>
  );
}

function Told({ id }: { id: string }) {
  const found = evidence.value;
  const [picked, setPicked] = useState("");
  if (found?.of !== id) return <p class="quiet" role="status">…</p>;
  if (!found.claims.length) return <p class="quiet">{words.noSources}</p>;
  const relation = canvas.value.relations.has(id);
  const claims = relation ? found.claims : found.claims.filter((claim) => claim.object === null);
  // Words say more than a row of a table.
  const open = claims.find((claim) => claim.id === picked) ?? claims.find((claim) => claim.span) ?? claims[0];
  return (
    <section>
      <h3>{relation ? words.sources : words.facts}</h3>
      <ul class="claims">
        {claims.map((claim) => (
          <li key={claim.id}>
            <button class="claim" aria-expanded={claim === open} onClick={() => setPicked(claim.id)}>
              {!relation && <Fact claim={claim} />}
              {(relation || claim === open) && claim.statement.text && <q>{claim.statement.text}</q>}
            </button>
            {claim === open && <><Source claim={claim} /><Passage claim={claim} /></>}
          </li>
        ))}
      </ul>
      {found.next && <button onClick={() => void inspect(id, true)}>{words.more}</button>}
    </section>
  );
}

function Fact({ claim }: { claim: Claim }) {
  return (
    <span class="fact">
      <span class="field">{plainName(claim.field)}</span> <span>{valueText(claim.value)}</span>
    </span>
  );
}

/** A value as a line: its own words where it has some. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const parts = value as Record<string, unknown>;
  if (typeof parts["text"] === "string") return parts["text"];
  return Object.values(parts).filter((part) => part !== null).map(valueText).join(", ");
}
