// What is selected -> what is said of it, and by whom.
import { effect, signal, untracked } from "@preact/signals";
import { ask, Refused } from "./graphql/request";
import { Named, RelationTold, type RelationKind, ThingTold, type ThingToldQuery, type ToldFragment, Words } from "./graphql/operations";
import { canvas } from "./history";
import { selected } from "./look";
import { type Meant, meantBy } from "./names";
import { failed } from "./walk";

export type Claim = ToldFragment;
/** On what claims of a thing disagree, and what it may be the same as. */
type Doubted = Extract<NonNullable<ThingToldQuery["node"]>, { conflicts?: unknown }>;
export type Conflict = NonNullable<Doubted["conflicts"]>["nodes"][number];
export type Candidate = NonNullable<Doubted["candidates"]>["edges"][number];
export interface Evidence {
  of: string;
  conflicts: readonly Conflict[];
  candidates: readonly Candidate[];
  claims: readonly Claim[];
  next: string | null;
  /** What the claims' links lead to, by the ids that the claims know. */
  objects: ReadonlyMap<string, Meant>;
}

/** How many claims are read at once. */
const PAGE = 50;
export const evidence = signal<Evidence | null>(null);
/** Texts of documents that were read, by id. */
const texts = new Map<string, Promise<string>>();

interface Answer {
  conflicts?: readonly Conflict[];
  candidates?: readonly Candidate[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: readonly Claim[];
}

async function told(id: string, after: string | null): Promise<Answer | undefined> {
  const relation = canvas.value.relations.get(id);
  if (!relation) {
    const { node } = await ask(ThingTold, { id, first: PAGE, after, whole: after === null }, { panel: "inspector" });
    if (!node || !("evidence" in node)) return undefined;
    return { ...node.evidence, conflicts: node.conflicts?.nodes ?? [], candidates: node.candidates?.edges ?? [] };
  }
  const kinds = [relation.kind as RelationKind];
  const { neighbourhood } = await ask(
    RelationTold,
    { ends: [relation.from, relation.to], kinds, first: PAGE, after },
    { panel: "inspector" },
  );
  return neighbourhood.relations.find((each) => each.id === id)?.evidence;
}

/** What some ids of claims mean, by id; it may have been judged to be one with something else since. */
export async function meant(named: readonly string[]): Promise<[string, Meant][]> {
  const ids = [...new Set(named)];
  if (!ids.length) return [];
  const { nodes } = await ask(Named, { ids });
  return nodes.flatMap((node, index): [string, Meant][] =>
    node && "label" in node ? [[ids[index] ?? "", meantBy(node)]] : [],
  );
}

/** Reads what is said of a thing or a relation; with `more`, the next page of it. */
export async function inspect(id: string, more = false): Promise<void> {
  const before = more ? evidence.value : null;
  try {
    const answer = await told(id, before?.next ?? null);
    const fresh = answer?.nodes ?? [];
    const objects = canvas.value.things.has(id) ? await meant(fresh.flatMap(({ object }) => object ?? [])) : [];
    if (selected.value !== id) return;
    const next = answer?.pageInfo.hasNextPage ? answer.pageInfo.endCursor : null;
    const { conflicts, candidates } = before ?? { conflicts: answer?.conflicts ?? [], candidates: answer?.candidates ?? [] };
    const claims = [...(before?.claims ?? []), ...fresh];
    evidence.value = { of: id, conflicts, candidates, claims, next, objects: new Map([...(before?.objects ?? []), ...objects]) };
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
