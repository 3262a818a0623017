// Named views, kept by the service for everybody -> listed, opened, saved, forgotten; with them comes who the reader is.
import { signal } from "@preact/signals";
import { doable } from "./edit";
import { type Fault, headersOf, refusal, unanswered } from "./graphql/request";
import { camera } from "./look";
import { written } from "./share";
import { attempt, said } from "./walk";
import { words } from "./words";

export interface Saved {
  name: string;
  author: string;
  at: string;
  address: string;
}
interface Told {
  name: string;
  role: string;
  views: Saved[];
  errors?: Fault[];
}

export const saved = signal<readonly Saved[] | null>(null);
/** Who the service says that the reader is. */
export const reader = signal<{ name: string; role: string } | null>(null);

async function send(method: string, name = "", body: string | null = null): Promise<void> {
  const headers = headersOf("application/octet-stream");
  const answer = await fetch(`/graphql/views${name ? `?name=${encodeURIComponent(name)}` : ""}`, { method, headers, body }).catch(() => {
    throw unanswered();
  });
  const told = (await answer.json()) as Told;
  if (told.errors?.length) throw refusal(told.errors);
  saved.value = told.views;
  reader.value = { name: told.name, role: told.role };
  doable.value = told.role !== "reader";
}

/** Learns, without a word, who the reader is; whatever goes wrong is told when something is asked for. */
export function learn(): void {
  send("GET").catch(() => undefined);
}

/** Reads the list. */
export function readSaved(): Promise<void> {
  return attempt(() => send("GET"));
}

/** Keeps what is seen under a name. */
export function save(name: string): Promise<void> {
  return attempt(async () => {
    await send("PUT", name, written(camera.value));
    said.value = words.savedAs(name);
  });
}

export function forget(name: string): Promise<void> {
  return attempt(() => send("DELETE", name));
}

/** Opens a view, as its address does. */
export function openSaved({ address }: Saved): void {
  location.hash = address;
}
