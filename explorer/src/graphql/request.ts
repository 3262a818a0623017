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

interface Told {
  message: string;
  extensions?: { code?: string; hint?: string };
}

function told(errors: Told[]): Refused {
  const [first] = errors;
  return new Refused(first?.message ?? "", first?.extensions?.hint ?? "", first?.extensions?.code ?? "");
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
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (key.value) headers["authorization"] = `Bearer ${key.value}`;
  const body = JSON.stringify({ query: operation, variables });
  const response = await fetch("/graphql", { method: "POST", headers, body, signal: stop ?? null }).catch((error: unknown) => {
    if (stop?.aborted) throw error;
    throw new Refused("The service does not answer.", "See whether `contrail serve` still runs.", "OFFLINE");
  });
  locked.value = response.status === 401;
  const answer = (await response.json()) as { data?: Answer; errors?: Told[] };
  if (answer.errors?.length || !answer.data) throw told(answer.errors ?? []);
  return answer.data;
}
