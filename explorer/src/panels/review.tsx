// What waits for review -> each claim on its text, to be accepted, corrected or rejected.
import { useEffect, useState } from "preact/hooks";
import { doable } from "../edit";
import { nounOf, ontology, plainName } from "../ontology";
import { current, type Held, queue, readQueue, settle, skip } from "../review";
import { words } from "../words";
import { Choose } from "./choose";
import { choicesOf, valueText } from "./claims";
import { Passage, Source } from "./passage";
import { Inputs, valueIn } from "./say";
import { Side } from "./side";
import { Sign } from "./sign";

const SAME = "same";

function nameOf(id: string): string {
  return queue.value?.things.get(id)?.label ?? id;
}

/** A claim as one line: what it speaks of, what it says. */
function Line({ claim }: { claim: Held }) {
  const { subject, field, value, object } = claim;
  return (
    <>
      <Sign noun={nounOf(subject)} /> <strong>{nameOf(subject)}</strong>{" "}
      <span class="quiet">{field === SAME ? words.sameThing : plainName(field)}</span>{" "}
      {object ? nameOf(object) : valueText(value, choicesOf(subject, field))}
      {object && queue.value?.things.get(object)?.details && <span class="details"> {queue.value.things.get(object)?.details}</span>}
    </>
  );
}

/** What it is instead: a value of the field, or another thing. */
function Instead({ claim }: { claim: Held }) {
  if (!claim.object) return <Inputs id={claim.subject} field={claim.field} value={claim.value} />;
  const noun = nounOf(claim.subject);
  const target = claim.field === SAME ? noun : (ontology.value.nouns[noun]?.ways[claim.field]?.target ?? "Entity");
  return <Choose noun={target} but={[claim.subject, claim.object]} first={claim.field === SAME ? (claim.text ?? "") : ""} />;
}

function Card({ claim }: { claim: Held }) {
  const [correcting, setCorrecting] = useState(false);
  const [busy, setBusy] = useState(false);
  const done = async (work: Promise<boolean>): Promise<void> => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  const reason = (form: FormData): string => String(form.get("reason") ?? "").trim() || words.checked;
  const correct = (form: FormData): Promise<boolean> => {
    const to = String(form.get("to") ?? "");
    const instead = claim.object ? { to } : { value: valueIn(claim.subject, claim.field, form) };
    return settle(claim, "CORRECT", reason(form), instead);
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const verb = (event.submitter as HTMLButtonElement | null)?.value;
        void done(verb === "REJECT" ? settle(claim, "REJECT", reason(form)) : verb === "CORRECT" ? correct(form) : settle(claim, "ACCEPT", reason(form)));
      }}
    >
      <p class="quiet">{[words.sureOf(claim.score), claim.method].filter(Boolean).join(" · ")}</p>
      <Source claim={claim} named />
      <Passage claim={claim} />
      {doable.value && correcting && <Instead claim={claim} />}
      {doable.value && <label>{words.because}<input name="reason" autocomplete="off" placeholder={words.checked} /></label>}
      {doable.value && <div class="verbs">
        {correcting ? (
          <>
            <button class="primary" value="CORRECT" disabled={busy}>{words.correct}</button>
            <button type="button" onClick={() => setCorrecting(false)}>{words.cancel}</button>
          </>
        ) : (
          <>
            <button class="primary" value="ACCEPT" disabled={busy}>{words.accept}</button>
            <button type="button" onClick={() => setCorrecting(true)}>{words.correct}</button>
            <button value="REJECT" disabled={busy}>{words.reject}</button>
            <button type="button" onClick={skip}>{words.skip}</button>
          </>
        )}
      </div>}
    </form>
  );
}

export function Review() {
  useEffect(() => void readQueue(), []);
  const found = queue.value;
  return (
    <Side which="review" wide>
      <p class="quiet">{words.reviewHint}{!doable.value && ` ${words.onlyReader}`}</p>
      {found && <p role="status">{found.claims.length ? words.waiting(found.claims.length, found.more) : words.nothingWaits}</p>}
      <ul class="held">
        {found?.claims.map((claim) => (
          <li key={claim.id}>
            <button class="claim" aria-expanded={claim.id === current.value} onClick={() => (current.value = claim.id)}><Line claim={claim} /></button>
            {claim.id === current.value && <Card claim={claim} />}
          </li>
        ))}
      </ul>
    </Side>
  );
}
