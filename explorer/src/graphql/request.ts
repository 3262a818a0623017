// An operation and its variables -> its answer, from the service that this page came from.
import { signal } from "@preact/signals";
import type { Operation } from "./operations";

/** Why there is no answer: what happened, and what to do. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The service's key, where it asks for one; kept for as long as the page is open, and nowhere else. */
export const key = signal("");
/** Whether the service refused for want of a key. */
export const locked = signal(false);

/** An error as the service tells it. */
export interface Fault {
  message: string;
  extensions?: { code?: string; hint?: string };
}

/** The first of some errors, as what is thrown. */
export function refusal([first]: readonly Fault[]): Refused {
  return new Refused(first?.message ?? "", first?.extensions?.hint ?? "", first?.extensions?.code ?? "");
}

/** What is thrown where nobody answers. */
export function unanswered(): Refused {
  return new Refused("The service does not answer.", "See whether `contrail serve` still runs.", "OFFLINE");
}

/** The headers of a request: what it holds, and the key, where there is one. */
export function headersOf(type: string): Record<string, string> {
  return { "content-type": type, ...(key.value ? { authorization: `Bearer ${key.value}` } : {}) };
}

export interface Asked {
  query: string;
  variables: unknown;
}
/** The last request of each panel. */
export const asked = signal<ReadonlyMap<string, Asked>>(new Map());

/** One request. Throws Refused. */
export async function ask<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  { stop, panel }: { stop?: AbortSignal; panel?: string } = {},
): Promise<Answer> {
  if (panel) asked.value = new Map(asked.value).set(panel, { query: operation, variables });
  const headers = headersOf("application/json");
  const body = JSON.stringify({ query: operation, variables });
  const response = await fetch("/graphql", { method: "POST", headers, body, signal: stop ?? null }).catch((error: unknown) => {
    throw stop?.aborted ? error : unanswered();
  });
  locked.value = response.status === 401;
  const answer = (await response.json()) as { data?: Answer; errors?: Fault[] };
  if (answer.errors?.length || !answer.data) throw refusal(answer.errors ?? []);
  return answer.data;
}
