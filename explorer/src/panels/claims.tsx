// Claims -> a list of what is said, each with its words, its source, and what the reader may do about it.
import { doable } from "../edit";
import { type Claim, evidence } from "../inspect";
import { nounOf, ontology, plainName, relationName } from "../ontology";
import { saying } from "../text/saying";
import { ClaimVerbs } from "./claim-verbs";
import { Passage, Source } from "./passage";

export function Claims({ name, claims, open, pick, bare }: {
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
            {claim.id === open && <><Source claim={claim} named={!bare} /><Passage claim={claim} />{doable.value && <ClaimVerbs claim={claim} />}</>}
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
      <span class="field">{plainName(claim.field)}</span> <span>{claim.object === null ? valueText(claim.value, choicesOf(claim.subject, claim.field)) : meant?.label ?? claim.object}</span>
    </span>
  );
}

/** What a field of a thing can be, where that is a list. */
export function choicesOf(id: string, field: string): readonly string[] {
  const { nouns, values } = ontology.value;
  return values[nouns[nounOf(id)]?.fields[field]?.type ?? ""]?.choices ?? [];
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
