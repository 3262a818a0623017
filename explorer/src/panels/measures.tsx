// What is central, what holds together, what is alike -> lists, and sizes and colours on the canvas.
import { useState } from "preact/hooks";
import { canvas } from "../history";
import { type Analysis, isGroup, isPair, measure, measureIt, noun, unmark, whole } from "../measures";
import { selected } from "../look";
import { meantBy } from "../names";
import { ontology, plainName, things } from "../ontology";
import { bring, open } from "../walk";
import { words } from "../words";
import { Named } from "./named";
import { Side } from "./side";
import { Surges } from "./surges";

type Result = Analysis["results"][number];
/** How many lines the list shows; all of them count for sizes. */
const LISTED = 50;

function Open({ node }: { node: Result["node"] }) {
  if (!node) return null;
  const it = meantBy(node);
  return (
    <button class="plain" aria-pressed={selected.value === it.id} onClick={() => void open(it.id, it.label)}>
      <Named it={it} />
    </button>
  );
}

function Line({ result, group, pair }: { result: Result; group: boolean; pair: boolean }) {
  const ids = result.members?.nodes.map(({ id }) => id) ?? [];
  const name = words.group(result.rank, result.size);
  if (group)
    return (
      <li>
        <button class="plain" onClick={() => void bring(name, ids)}>{name}</button>
        <span class="quiet">{result.node && meantBy(result.node).label} …</span>
      </li>
    );
  return (
    <li>
      <span class="names"><Open node={result.node} />{pair && <Open node={result.other} />}</span>
      {result.score !== null && <span class="count">{Number(result.score.toPrecision(3))}</span>}
    </li>
  );
}

function Results() {
  const { measured } = canvas.value;
  if (measured?.of !== "measure") return null;
  const { measure: which, told } = measured;
  const listed = told.results.slice(0, LISTED);
  return (
    <section>
      <p>{told.definition}</p>
      <p class="quiet">{words.measuredOf(told.graph.nodes, told.graph.edges, told.exact)}</p>
      {!told.totalCount && <p role="status">{words.noResult}</p>}
      <ol class="results">
        {listed.map((each) => <Line key={each.rank} result={each} group={isGroup(which)} pair={isPair(which)} />)}
      </ol>
      {told.totalCount > 0 && <p class="quiet" role="status">{words.measuredOut(listed.length, told.totalCount)}</p>}
      <button onClick={unmark}>{words.unmark}</button>
    </section>
  );
}

export function Measures() {
  const [working, setWorking] = useState(false);
  const work = async (): Promise<void> => {
    setWorking(true);
    await measureIt();
    setWorking(false);
  };
  return (
    <Side which="measures">
      <label class="line">
        {words.measure}
        <select aria-label={words.measure} value={measure.value} onChange={({ currentTarget }) => (measure.value = currentTarget.value as typeof measure.value)}>
          {Object.entries(words.measures).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </select>
      </label>
      <label class="line">
        {words.scope}
        <select aria-label={words.scope} value={whole.value ? "all" : "canvas"} onChange={({ currentTarget }) => (whole.value = currentTarget.value === "all")}>
          {Object.entries(words.scopes).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </select>
      </label>
      <label class="line">
        {words.ranked}
        <select aria-label={words.ranked} value={noun.value} onChange={({ currentTarget }) => (noun.value = currentTarget.value)}>
          <option value="">{words.allKinds}</option>
          {things(ontology.value).map((each) => <option key={each} value={each}>{plainName(each)}</option>)}
        </select>
      </label>
      <button class="primary" disabled={working || (!whole.value && !canvas.value.things.size)} onClick={() => void work()}>{working ? words.computing : words.compute}</button>
      <Results />
      <Surges />
    </Side>
  );
}
