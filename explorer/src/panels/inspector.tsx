// What is selected -> a side panel: its connections with counts, its facts, and the sentences that say so.
import { useState } from "preact/hooks";
import { doubts, shown, type Relation, type Thing } from "../canvas/canvas";
import { canvas } from "../history";
import { type Claim, evidence, inspect } from "../inspect";
import { ontology, plainName, relationName } from "../ontology";
import { selected } from "../look";
import { collapse, expand, hide } from "../walk";
import { saying } from "../text/saying";
import { words } from "../words";
import { Passage, Source } from "./passage";
import { Sign } from "./sign";

export function Inspector() {
  const id = selected.value;
  const thing = canvas.value.things.get(id);
  const relation = canvas.value.relations.get(id);
  if (!thing && !relation) return null;
  return (
    <aside id="inspector" aria-label={words.inspector}>
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
              onClick={() => void expand(thing.id, kind, direction)}
            >
              <span aria-hidden="true">{words.directions[direction]}</span> {relationName(kind)}
              <span class="unseen"> {words.directionNames[direction]} </span>
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
  const groups = relation
    ? [{ name: words.sources, claims: found.claims }]
    : [
        { name: words.facts, claims: found.claims.filter(({ object }) => object === null) },
        { name: words.links, claims: found.claims.filter(({ object }) => object !== null) },
      ];
  // Words say more than a row of a table.
  const order = groups.flatMap(({ claims }) => claims);
  const open = order.find((claim) => claim.id === picked) ?? order.find((claim) => claim.span) ?? order[0];
  return (
    <section>
      {groups.map(({ name, claims }) => claims.length > 0 && (
        <Claims key={name} name={name} claims={claims} open={open?.id ?? ""} pick={setPicked} bare={relation} />
      ))}
      {found.next && <button onClick={() => void inspect(id, true)}>{words.more}</button>}
    </section>
  );
}

function Claims({ name, claims, open, pick, bare }: {
  name: string;
  claims: readonly Claim[];
  open: string;
  pick: (id: string) => void;
  /** Whether all of them say the same, so that only the words differ. */
  bare: boolean;
}) {
  return (
    <>
      <h3>{name}</h3>
      <ul class="claims">
        {claims.map((claim) => (
          <li key={claim.id}>
            <button class="claim" aria-expanded={claim.id === open} onClick={() => pick(claim.id)}>
              {!bare && <Fact claim={claim} />}
              {bare && <strong>{saying(claim)}</strong>}
              {bare && claim.id !== open && claim.statement.text && <q>{claim.statement.text}</q>}
            </button>
            {claim.id === open && <><Source claim={claim} named={!bare} /><Passage claim={claim} /></>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ claim }: { claim: Claim }) {
  const meant = evidence.value?.objects.get(claim.object ?? "");
  return (
    <span class="fact">
      <span class="field">{plainName(claim.field)}</span> <span>{claim.object === null ? valueText(claim.value, choicesOf(claim)) : meant?.label ?? claim.object}</span>
    </span>
  );
}

/** What a field can be, where that is a list. */
function choicesOf({ field, subject }: Claim): readonly string[] {
  const { nouns, values } = ontology.value;
  return values[nouns[subject.split(":")[0] ?? ""]?.fields[field]?.type ?? ""]?.choices ?? [];
}

/** A value as a line: its own words where it has some. */
export function valueText(value: unknown, choices: readonly string[] = []): string {
  if (Array.isArray(value)) return value.map((each) => valueText(each, choices)).join(", ");
  if (typeof value === "string" && choices.includes(value)) return relationName(value);
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const parts = value as Record<string, unknown>;
  if (typeof parts["text"] === "string") return parts["text"];
  return Object.values(parts).filter((part) => part !== null).map((part) => valueText(part)).join(", ");
}
