// A day -> what changed from place to place since, each line the way to what it rests on.
import { useState } from "preact/hooks";
import { changedSince, type Changed as Change, traveller } from "../changes";
import { meantBy } from "../names";
import { ontology } from "../ontology";
import { DAY, day } from "../time/period";
import { attempt, bring } from "../walk";
import { words } from "../words";

/** The days before the latest document that are asked about at first. */
const BACK = 14;

function range({ low, high }: Change["a"]): string {
  return high === null ? words.atLeast(low) : low === high ? String(low) : `${low}–${high}`;
}

function Line({ change: { key, change, a, b } }: { change: Change }) {
  const [from, to] = [key.begin.node, key.end.node];
  const name = `${from ? meantBy(from).label : words.somewhere} → ${to ? meantBy(to).label : words.somewhere}`;
  const ids = [from?.id, to?.id, ...[...b.journeys, ...a.journeys].map(({ id }) => id)].filter((id) => id !== undefined);
  return (
    <li>
      <button class="plain" onClick={() => void bring(name, ids)}>{name}</button>
      <span class="quiet">{words.changes[change]}: {range(a)} → {range(b)}</span>
    </li>
  );
}

export function Changed({ latest }: { latest: string }) {
  const noun = traveller(ontology.value);
  const end = /^\d{4}-\d\d-\d\d/.exec(latest)?.[0] ?? day(Date.now());
  const [since, setSince] = useState(day(Date.parse(end) - BACK * DAY));
  const [found, setFound] = useState<Change[] | null>(null);
  if (!noun) return null;
  return (
    <form
      class="changed"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => setFound((await changedSince(noun, since, end)).filter(({ a, b }) => a.high !== 0 || b.high !== 0)));
      }}
    >
      <label>{words.changedSince} <input type="date" required value={since} onInput={({ currentTarget }) => setSince(currentTarget.value)} /></label>{" "}
      <button>{words.askIt}</button>
      {found && <p class="quiet" role="status">{found.length ? words.until(end) : words.nothingChanged(end)}</p>}
      {found && <ul>{found.map((each, index) => <Line key={index} change={each} />)}</ul>}
    </form>
  );
}
