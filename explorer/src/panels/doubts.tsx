// On what claims of a thing disagree, side by side, and what it may be the same as, to be judged.
import { useState } from "preact/hooks";
import { doable, judge } from "../edit";
import type { Verdict } from "../graphql/operations";
import { type Candidate, type Conflict, evidence } from "../inspect";
import { meantBy } from "../names";
import { plainName } from "../ontology";
import { sayer } from "../text/saying";
import { open } from "../walk";
import { words } from "../words";
import { choicesOf, valueText } from "./claims";
import { Named } from "./named";
import { Reason } from "./reason";
import { Say } from "./say";

type Position = Conflict["positions"][number];

function Side({ id, field, position }: { id: string; field: string; position: Position }) {
  const { statements, node } = position;
  return (
    <div class="position">
      <p class="value">
        {position.polarity === "DENIED" && <span class="doubt">{words.notSo}</span>} {node ? meantBy(node).label : valueText(position.value, choicesOf(id, field))}
      </p>
      <p class="quiet">{words.sayIt(statements.totalCount)}</p>
      <ul>
        {statements.nodes.map((statement, index) => (
          <li key={index}>
            <strong>{sayer(statement)}</strong>
            {statement.text ? <q>{statement.text}</q> : <span class="quiet"> {statement.reportedIn?.title}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Disagreement({ id, conflict, several }: { id: string; conflict: Conflict; several: boolean }) {
  const [settling, setSettling] = useState(false);
  const { field, positions } = conflict;
  const isField = positions.every(({ node }) => !node);
  return (
    <section class="disagreement" aria-label={`${words.disagree} ${words.disagreed(plainName(field))}`}>
      {several && <h4>{words.disagreed(plainName(field))}</h4>}
      <div class="positions">
        {positions.map((position, index) => <Side key={index} id={id} field={field} position={position} />)}
      </div>
      {doable.value && isField && !settling && <button class="plain" onClick={() => setSettling(true)}>{words.settle}</button>}
      {settling && <Say id={id} field={field} value={positions[0]?.value} done={() => setSettling(false)} />}
    </section>
  );
}

/** Whether two things are one, with a reason. */
export function Judging({ one, other }: { one: string; other: string }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  if (verdict)
    return <Reason verb={words.judged[verdict]} send={(reason) => judge(one, other, verdict, reason)} done={() => setVerdict(null)} />;
  return (
    <div class="verbs">
      {(["SAME", "DIFFERENT", "UNSURE"] as const).map((each) => (
        <button key={each} onClick={() => setVerdict(each)}>{words.judged[each]}</button>
      ))}
    </div>
  );
}

function Twin({ id, candidate: { node, reasons, score } }: { id: string; candidate: Candidate }) {
  const it = meantBy(node);
  return (
    <li>
      <button class="plain" onClick={() => void open(it.id, it.label)}><Named it={it} /></button>
      <span class="quiet"> {[...reasons, score?.toFixed(2)].filter(Boolean).join(" · ")}</span>
      {doable.value && <Judging one={id} other={node.id} />}
    </li>
  );
}

export function Doubts({ id }: { id: string }) {
  const found = evidence.value;
  if (found?.of !== id) return null;
  return (
    <>
      {found.conflicts.length > 0 && (
        <details class="doubts">
          <summary>{words.disagree} {found.conflicts.map(({ field }) => words.disagreed(plainName(field))).join(", ")}</summary>
          {found.conflicts.map((each) => <Disagreement key={each.field} id={id} conflict={each} several={found.conflicts.length > 1} />)}
        </details>
      )}
      {found.candidates.length > 0 && (
        <details class="doubts">
          <summary>{words.sameAs} {words.others(found.candidates.length)}</summary>
          <ul class="twins">{found.candidates.map((each) => <Twin key={each.node.id} id={id} candidate={each} />)}</ul>
        </details>
      )}
    </>
  );
}
