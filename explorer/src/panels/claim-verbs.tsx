// A claim -> what the reader may do about it: say otherwise, deny it, or take back what they wrote by hand.
import { useState } from "preact/hooks";
import { say, takeBack } from "../edit";
import type { ChangeInput } from "../graphql/operations";
import type { Claim } from "../inspect";
import { nounOf, ontology } from "../ontology";
import { reader } from "../saved";
import { sayer } from "../text/saying";
import { words } from "../words";
import { Reason } from "./reason";
import { Say } from "./say";

/** What is written by hand is a document of this kind. */
const NOTE = "NOTE";

/** Whoever wrote it may take it back, and an admin. */
function mayTakeBack({ statement }: Claim): boolean {
  return !reader.value || reader.value.role === "admin" || reader.value.name === sayer(statement);
}

export function ClaimVerbs({ claim }: { claim: Claim }) {
  const [open, setOpen] = useState<"" | "correct" | "deny">("");
  const close = (): void => setOpen("");
  const field = ontology.value.nouns[nounOf(claim.subject)]?.fields[claim.field];
  const document = claim.statement.reportedIn;
  const { object } = claim;
  const ends = object ? [claim.subject, object] : [claim.subject];
  if (open === "correct") return <Say id={claim.subject} field={claim.field} value={claim.value} done={close} />;
  if (open === "deny" && object) {
    const unlink = { from: claim.subject, link: claim.field, to: object };
    return <Reason verb={words.deny} send={(reason) => say(ends, reason, { unlink } as ChangeInput)} done={close} />;
  }
  return (
    <p class="claim-verbs">
      {field && !field.computed && <button class="plain" onClick={() => setOpen("correct")}>{words.correct}</button>}
      {object && claim.polarity === "ASSERTED" && <button class="plain" onClick={() => setOpen("deny")}>{words.deny}</button>}
      {document?.documentKind === NOTE && mayTakeBack(claim) && (
        <button class="plain" onClick={() => void takeBack(document.id, ends)}>{words.takeBack}</button>
      )}
    </p>
  );
}
