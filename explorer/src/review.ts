// The queue of what a machine was not sure of -> one claim after the other, decided on.
import { signal } from "@preact/signals";
import { decide } from "./edit";
import { type Decision, Waiting, type WaitingQuery } from "./graphql/operations";
import { ask } from "./graphql/request";
import { canvas } from "./history";
import { meant } from "./inspect";
import type { Meant } from "./names";
import { attempt, bring } from "./walk";
import { words } from "./words";

export type Held = WaitingQuery["review"]["nodes"][number];
export interface Queue {
  claims: readonly Held[];
  more: boolean;
  /** What the claims speak of, and what they lead to. */
  things: ReadonlyMap<string, Meant>;
}

const PAGE = 50;
export const queue = signal<Queue | null>(null);
/** The claim that is looked at. */
export const current = signal("");

/** Reads what waits. */
export function readQueue(): Promise<void> {
  return attempt(async () => {
    const { review } = await ask(Waiting, { first: PAGE }, { panel: "review" });
    const things = new Map(await meant(review.nodes.flatMap(({ subject, object }) => [subject, object ?? subject])));
    queue.value = { claims: review.nodes, more: review.pageInfo.hasNextPage, things };
    if (!review.nodes.some(({ id }) => id === current.value)) current.value = review.nodes[0]?.id ?? "";
  });
}

/** The claim after another; after the last, the first. */
function after(claim: string): string {
  const claims = queue.value?.claims ?? [];
  const at = claims.findIndex(({ id }) => id === claim);
  return claims[(at + 1) % (claims.length || 1)]?.id ?? "";
}

/** Goes on to the next claim. */
export function skip(): void {
  current.value = after(current.value);
}

/** Decides on a claim; what it speaks of enters the canvas. Whether it was done. */
export async function settle(claim: Held, decision: Decision, reason: string, instead: { value?: unknown; to?: string } = {}): Promise<boolean> {
  const ends = [claim.subject, instead.to ?? claim.object].flatMap((id) => id ?? []);
  const ids = ends.map((id) => queue.value?.things.get(id)?.id ?? id);
  const next = after(claim.id);
  if (!(await decide(ids, { claim: claim.id, decision, reason, ...instead }))) return false;
  current.value = next;
  const fresh = ids.filter((id) => !canvas.value.things.has(id));
  if (decision !== "REJECT" && fresh.length) await bring(words.sides.review, fresh);
  await readQueue();
  return true;
}
