// A year or all of the time that is known -> where and when more or less led than before, as a list.
import { useState } from "preact/hooks";
import { type Surged, surgesTo, traveller } from "../changes";
import { ontology, plainName } from "../ontology";
import { attempt, bring } from "../walk";
import { words } from "../words";
import { Sign } from "./sign";

export function Surges() {
  const noun = traveller(ontology.value);
  const [start, setStart] = useState("");
  const [end, setEnd] = useState("");
  const [found, setFound] = useState<Surged[] | null>(null);
  if (!noun) return null;
  return (
    <form
      class="surges"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => setFound(await surgesTo(noun, { start, end })));
      }}
    >
      <h3>{words.surges(plainName(noun.plural))}</h3>
      <div class="fields">
        <label>{words.from}<input type="date" required value={start} onInput={({ currentTarget }) => setStart(currentTarget.value)} /></label>
        <label>{words.to}<input type="date" required value={end} onInput={({ currentTarget }) => setEnd(currentTarget.value)} /></label>
      </div>
      <button>{words.findSurges}</button>
      {found && !found.length && <p class="quiet" role="status">{words.noSurges}</p>}
      <ol class="results">
        {found?.flatMap(({ key: { end: { node } }, surges }) =>
          surges.map(({ at, direction, certainty, before, after }) => (
            <li key={`${node?.id} ${at}`}>
              <button class="plain" onClick={() => void bring(node?.label ?? "", [...(node ? [node.id] : []), ...after.journeys.map(({ id }) => id)])}>
                {node && <Sign noun={node.__typename} />} {node?.label ?? "?"}
              </button>
              <span class="quiet">{words.surge(direction, at, before.rate, after.rate, certainty)}</span>
            </li>
          )),
        )}
      </ol>
    </form>
  );
}
