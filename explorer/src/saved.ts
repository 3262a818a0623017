// Named views, kept by the service for everybody -> listed, opened, saved, forgotten; with them comes who the reader is.
import { signal } from "@preact/signals";
import { doable } from "./edit";
import { key, Refused } from "./graphql/request";
import { camera } from "./look";
import { attempt, said, written } from "./walk";
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
  errors?: { message: string; extensions?: { hint?: string; code?: string } }[];
}

export const saved = signal<readonly Saved[] | null>(null);
/** Who the service says that the reader is. */
export const reader = signal<{ name: string; role: string } | null>(null);

async function send(method: string, name = "", body: string | null = null): Promise<void> {
  const headers: Record<string, string> = { "content-type": "application/octet-stream" };
  if (key.value) headers["authorization"] = `Bearer ${key.value}`;
  const answer = await fetch(`/graphql/views${name ? `?name=${encodeURIComponent(name)}` : ""}`, { method, headers, body });
  const told = (await answer.json()) as Told;
  const [error] = told.errors ?? [];
  if (error) throw new Refused(error.message, error.extensions?.hint ?? "", error.extensions?.code ?? "");
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
