// What the reader writes -> a mutation, and all that shows it asked for anew; each write can be taken back.
import { effect, signal } from "@preact/signals";
import { ask, key, Refused } from "./graphql/request";
import { Decide, type DoneFragment, Judge, type ReviewInput, TakeBack, type ChangeInput, type Verdict, Write } from "./graphql/operations";
import { inspect } from "./inspect";
import { selected } from "./look";
import { attempt, refresh, said } from "./walk";
import { words } from "./words";

export interface Done {
  /** The document that holds it. */
  document: string;
  /** Things that it speaks of. */
  ids: readonly string[];
}

/** Moments of the reader's own writes, by which they are told from those of others. */
export const own = new Set<string>();
/** What was written last, for as long as it can be taken back. */
export const written = signal<Done | null>(null);

/** Whether the reader may write, as far as is known: a service that refuses it once is not asked again. */
export const doable = signal(true);

effect(() => {
  void key.value;
  doable.value = true;
});

/** Sends a write; whether it was done. What it speaks of is asked for anew. */
async function send(ids: readonly string[], work: () => Promise<DoneFragment | null>, kept = true): Promise<boolean> {
  let done = false;
  await attempt(async () => {
    const answer = await work().catch((error: unknown) => {
      if (error instanceof Refused && error.code === "FORBIDDEN") doable.value = false;
      throw error;
    });
    if (!answer) return;
    done = true;
    own.add(answer.at);
    written.value = kept ? { document: answer.documentId, ids } : null;
    said.value = kept ? words.written : words.takenBack;
    await refresh(ids);
    if (selected.value) await inspect(selected.value);
  });
  return done;
}

/** Says something by hand, as a statement of the reader's own. */
export function say(ids: readonly string[], reason: string, change: ChangeInput): Promise<boolean> {
  const input = { source: { statement: reason }, changes: [change] };
  return send(ids, async () => (await ask(Write, { input }, { panel: "edit" })).write);
}

/** Judges whether two things are one. */
export function judge(one: string, other: string, verdict: Verdict, reason: string): Promise<boolean> {
  return send([one, other], async () => (await ask(Judge, { input: { one, other, verdict, reason } }, { panel: "edit" })).judge);
}

/** Takes back what a document says. */
export function takeBack(document: string, ids: readonly string[]): Promise<boolean> {
  return send(ids, async () => (await ask(TakeBack, { input: { document } }, { panel: "edit" })).retract, false);
}

/** Decides on what a machine was not sure of. */
export function decide(ids: readonly string[], input: ReviewInput): Promise<boolean> {
  return send(ids, async () => (await ask(Decide, { input }, { panel: "review" })).review);
}
