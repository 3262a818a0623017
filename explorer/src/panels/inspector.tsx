// What is selected -> a side panel: its connections with counts, its facts, and the sentences that say so.
import { useState } from "preact/hooks";
import { lineOf, type Relation, type Thing } from "../canvas/canvas";
import { doable } from "../edit";
import { canvas } from "../history";
import { type Claim, evidence, inspect } from "../inspect";
import { plainName } from "../ontology";
import { alsoPick, pick, picked, selected } from "../look";
import { saying } from "../text/saying";
import { words } from "../words";
import { Claims } from "./claims";
import { Connections } from "./connections";
import { Doubts, Judging } from "./doubts";
import { Named } from "./named";
import { Say } from "./say";
import { Sign } from "./sign";

export function Inspector() {
  const id = selected.value;
  const { things, relations } = canvas.value;
  const [thing, relation] = [things.get(id), relations.get(id)];
  const several = [...picked.value].flatMap((each) => things.get(each) ?? []);
  if (!thing && !relation) return null;
  return (
    <aside id="inspector" aria-label={words.inspector}>
      <button class="close" aria-label={words.close} onClick={() => pick([])}>×</button>
      {several.length > 1 ? <Several things={several} /> : thing ? <ThingHead thing={thing} /> : relation && <RelationHead relation={relation} />}
      {thing && <Connections things={several.length > 1 ? several : [thing]} />}
      {several.length < 2 && (
        <>
          <Doubts key={`doubts ${id}`} id={id} />
          <Told key={id} id={id} />
        </>
      )}
    </aside>
  );
}

/** Things that are picked together: each can be let go, and two can be judged. */
function Several({ things }: { things: readonly Thing[] }) {
  const [one, other] = things;
  return (
    <header>
      <p class="kind">{words.pickedOnes}</p>
      <h2>{words.several(things.length)}</h2>
      <ul class="picked">
        {things.map((each) => (
          <li key={each.id}>
            <button class="plain" onClick={() => pick([each.id])}><Named it={each} /></button>
            <button class="close" aria-label={words.letGo(each.label)} onClick={() => alsoPick(each.id)}>×</button>
          </li>
        ))}
      </ul>
      {doable.value && things.length === 2 && one && other && (
        <section>
          <h3>{words.judge}</h3>
          <Judging one={one.id} other={other.id} />
        </section>
      )}
    </header>
  );
}

function ThingHead({ thing }: { thing: Thing }) {
  return (
    <header>
      <p class="kind"><Sign noun={thing.noun} /> {plainName(thing.noun)}</p>
      <h2>{thing.label}</h2>
      {thing.details && <p class="details">{thing.details}</p>}
    </header>
  );
}

function RelationHead({ relation }: { relation: Relation }) {
  const name = (id: string) => (
    <button class="plain" onClick={() => (selected.value = id)}>{canvas.value.things.get(id)?.label}</button>
  );
  return (
    <header>
      <p class="kind">{lineOf(relation)}</p>
      <h2>{name(relation.from)} <span class="arrow">→</span> {name(relation.to)}</h2>
    </header>
  );
}

function Told({ id }: { id: string }) {
  const found = evidence.value;
  const [chosen, setChosen] = useState("");
  const [adding, setAdding] = useState(false);
  if (found?.of !== id) return <p class="quiet" role="status">…</p>;
  const relation = canvas.value.relations.has(id);
  const denied = relation && found.claims.some(({ polarity }) => polarity === "DENIED");
  const groups = denied
    ? [
        { name: words.sayers, claims: found.claims.filter(({ polarity }) => polarity !== "DENIED") },
        { name: words.deniers, claims: found.claims.filter(({ polarity }) => polarity === "DENIED") },
      ]
    : relation
      ? [{ name: words.sources, claims: found.claims }]
      : [
          { name: words.facts, claims: found.claims.filter(({ object }) => object === null) },
          { name: words.links, claims: found.claims.filter(({ object }) => object !== null) },
        ];
  // Words say more than a row of a table.
  const order = groups.flatMap(({ claims }) => claims);
  const open = order.find((claim) => claim.id === chosen) ?? order.find((claim) => claim.span) ?? order[0];
  return (
    <section>
      {!found.claims.length && <p class="quiet">{words.noSources}</p>}
      {denied && <Sides groups={groups} />}
      {groups.map(({ name, claims }) => claims.length > 0 && (
        <Claims key={name} name={name} claims={claims} open={open?.id ?? ""} pick={setChosen} bare={relation} />
      ))}
      {found.next && <button onClick={() => void inspect(id, true)}>{words.more}</button>}
      {doable.value && !relation && !adding && <p><button class="plain" onClick={() => setAdding(true)}>{words.addFact}</button></p>}
      {adding && <Say id={id} done={() => setAdding(false)} />}
    </section>
  );
}

/** Who says so beside who denies it, at one glance. */
function Sides({ groups }: { groups: readonly { name: string; claims: readonly Claim[] }[] }) {
  return (
    <div class="positions">
      {groups.map(({ name, claims }) => (
        <div key={name} class="position">
          <p class="value">{name}</p>
          <ul>
            {[...new Set(claims.map(saying))].map((each) => <li key={each}><strong>{each}</strong></li>)}
          </ul>
        </div>
      ))}
    </div>
  );
}
