// What is selected -> what is said of it, and by whom.
import { effect, signal, untracked } from "@preact/signals";
import { ask, Refused } from "./graphql/request";
import { RelationTold, type RelationKind, ThingTold, type ToldFragment, Words } from "./graphql/operations";
import { canvas } from "./history";
import { failed, selected } from "./walk";

export type Claim = ToldFragment;
export interface Evidence {
  of: string;
  claims: readonly Claim[];
  next: string | null;
}

/** How many claims are read at once. */
const PAGE = 50;
export const evidence = signal<Evidence | null>(null);
/** Texts of documents that were read, by id. */
const texts = new Map<string, Promise<string>>();

interface Answer {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: readonly Claim[];
}

async function told(id: string, after: string | null): Promise<Answer | undefined> {
  const relation = canvas.value.relations.get(id);
  if (!relation) {
    const { node } = await ask(ThingTold, { id, first: PAGE, after });
    return node && "evidence" in node ? node.evidence : undefined;
  }
  const kinds = [relation.kind as RelationKind];
  const { neighbourhood } = await ask(RelationTold, { ends: [relation.from, relation.to], kinds, first: PAGE, after });
  return neighbourhood.relations.find((each) => each.id === id)?.evidence;
}

/** Reads what is said of a thing or a relation; with `more`, the next page of it. */
export async function inspect(id: string, more = false): Promise<void> {
  const before = more ? evidence.value : null;
  try {
    const answer = await told(id, before?.next ?? null);
    if (selected.value !== id) return;
    const next = answer?.pageInfo.hasNextPage ? answer.pageInfo.endCursor : null;
    evidence.value = { of: id, claims: [...(before?.claims ?? []), ...(answer?.nodes ?? [])], next };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    failed.value = error;
  }
}

/** The whole text of a document; empty for a table. */
export function textOf(document: string): Promise<string> {
  const known = texts.get(document);
  if (known) return known;
  const asked = ask(Words, { id: document }).then(({ node }) => (node && "text" in node ? (node.text ?? "") : ""));
  texts.set(document, asked);
  asked.catch(() => texts.delete(document));
  return asked;
}

effect(() => {
  const id = selected.value;
  if (evidence.peek()?.of !== id) evidence.value = null;
  if (id) untracked(() => void inspect(id));
});
