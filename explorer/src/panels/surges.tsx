// A stretch of time -> where and when more or less led than before, as a list, and as size and colour on the canvas.
import { useState } from "preact/hooks";
import { traveller } from "../changes";
import { canvas } from "../history";
import { period, surgeIt, unmark } from "../measures";
import { meantBy } from "../names";
import { ontology, plainName } from "../ontology";
import { bring } from "../walk";
import { words } from "../words";
import { Named } from "./named";

export function Surges() {
  const noun = traveller(ontology.value);
  const [working, setWorking] = useState(false);
  const { measured } = canvas.value;
  if (!noun) return null;
  const { start, end } = period.value;
  const found = measured?.of === "surges" ? measured.told : null;
  const ends = found?.flatMap(({ key }) => key.end.node?.id ?? []) ?? [];
  return (
    <form
      class="surges"
      onSubmit={(event) => {
        event.preventDefault();
        setWorking(true);
        void surgeIt().then(() => setWorking(false));
      }}
    >
      <h3>{words.surges(plainName(noun.plural))}</h3>
      <div class="fields">
        <label>{words.from}<input type="date" required value={start} onInput={({ currentTarget }) => (period.value = { ...period.value, start: currentTarget.value })} /></label>
        <label>{words.to}<input type="date" required value={end} onInput={({ currentTarget }) => (period.value = { ...period.value, end: currentTarget.value })} /></label>
      </div>
      <button disabled={working}>{working ? words.computing : words.findSurges}</button>
      {found && !found.length && <p class="quiet" role="status">{words.noSurges}</p>}
      <ol class="results">
        {found?.flatMap(({ key: { end: { node } }, surges }) =>
          surges.map(({ at, direction, certainty, before, after }) => (
            <li key={`${node?.id} ${at}`}>
              <button type="button" class="plain" onClick={() => void bring(node?.label ?? "", [...(node ? [node.id] : []), ...after.journeys.map(({ id }) => id)])}>
                {node ? <Named it={meantBy(node)} /> : "?"}
              </button>
              <span class="quiet">{words.surge(direction, at, before.rate, after.rate, certainty)}</span>
            </li>
          )),
        )}
      </ol>
      {found && found.length > 0 && (
        <p class="verbs">
          <button type="button" onClick={() => void bring(words.showSurges, ends)}>{words.showSurges}</button>
          <button type="button" onClick={unmark}>{words.unmark}</button>
        </p>
      )}
    </form>
  );
}
