// The subscription to changes -> what others write, told calmly; what it means for the canvas arrives, and nothing that is placed moves.
import { effect, signal } from "@preact/signals";
import { own } from "./edit";
import { Changes, type ChangesSubscription } from "./graphql/operations";
import { key, locked } from "./graphql/request";
import { canvas } from "./history";
import { inspect } from "./inspect";
import { selected } from "./look";
import { ontology, things } from "./ontology";
import { heard } from "./upload";
import { bring, refresh } from "./walk";
import { words } from "./words";

type ChangeSet = ChangesSubscription["changes"];
type Change = ChangeSet["changes"][number];
export interface News {
  author: string;
  many: number;
  /** Things that are new, and are not on the canvas. */
  fresh: readonly string[];
}

/** How long changes are gathered before the page follows them. */
const PAUSE = 400;
/** How many new things come onto the canvas unasked. */
const UNASKED = 25;
const SLOWEST = 30_000;

export const news = signal<News | null>(null);
/** Whether the page is told of changes. */
export const following = signal(false);

let since: string | null = null;
let gathered: ChangeSet[] = [];
let pause: ReturnType<typeof setTimeout> | undefined;

/** Things at the other end of new edges of what is on the canvas. */
function newcomers(changes: readonly Change[]): Set<string> {
  const { things: here } = canvas.value;
  const ends = changes.flatMap(({ kind, fromId, toId }) => (kind === "CREATED" && fromId && toId ? [[fromId, toId] as const] : []));
  return new Set(ends.flatMap(([from, to]) => (here.has(from) === here.has(to) ? [] : here.has(from) ? [to] : [from])));
}

async function follow(sets: readonly ChangeSet[]): Promise<void> {
  const changes = sets.flatMap((each) => each.changes);
  if (!changes.length) return;
  const { things: here } = canvas.value;
  const touched = new Set(changes.flatMap(({ id, fromId, toId }) => [id, fromId, toId]).filter((id) => id && here.has(id)) as string[]);
  const others = sets.filter(({ at }) => !own.has(at ?? ""));
  const told = others.flatMap((each) => each.changes);
  const arriving = newcomers(told);
  const author = [...new Set(others.flatMap((each) => each.author ?? []))].join(", ");
  if (touched.size) await refresh([...touched]);
  if (arriving.size && arriving.size <= UNASKED) await bring(words.live(author), [...arriving], { quiet: true });
  if (selected.value && (touched.has(selected.value) || changes.some(({ link }) => link === null))) await inspect(selected.value);
  if (!told.length) return;
  const nouns = new Set(things(ontology.value));
  const created = told.filter(({ kind, noun }) => kind === "CREATED" && noun && nouns.has(noun));
  const fresh = created.map(({ id }) => id).filter((id) => !canvas.value.things.has(id));
  const gone = new Set(changes.filter(({ kind }) => kind === "REMOVED").map(({ id }) => id));
  const all = [...new Set([...(news.value?.fresh ?? []), ...fresh])];
  news.value = { author, many: told.length + (news.value?.many ?? 0), fresh: all.filter((id) => !gone.has(id)) };
}

function hear(told: ChangeSet): void {
  since = told.sequence;
  gathered.push(told);
  heard(told.changes.length);
  clearTimeout(pause);
  pause = setTimeout(() => {
    const sets = gathered;
    gathered = [];
    void follow(sets);
  }, PAUSE);
}

interface Message {
  type: string;
  payload?: unknown;
}

/** One connection by graphql-transport-ws, and the next one after a while where it is lost. */
function connect(token: string, wait: number): () => void {
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws");
  let again: ReturnType<typeof setTimeout> | undefined;
  let next = wait;
  let stop = (): void => undefined;
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const subscribe = (): void => send({ id: "changes", type: "subscribe", payload: { query: Changes, variables: { since } } });
  socket.onopen = () => send({ type: "connection_init", payload: token ? { authorization: `Bearer ${token}` } : {} });
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(String(data)) as Message;
    if (type === "ping") send({ type: "pong" });
    if (type === "connection_ack") subscribe();
    const answer = payload as { data?: ChangesSubscription; errors?: unknown } | undefined;
    if (type === "next" && answer?.data) {
      following.value = true;
      next = 1_000;
      hear(answer.data.changes);
    }
    // Whatever went wrong, all that stands is asked for anew, and followed from now on.
    if (type === "error" || (type === "next" && answer?.errors)) {
      since = null;
      void refresh([...canvas.value.things.keys()]);
      socket.close();
    }
  };
  socket.onclose = () => {
    following.value = false;
    again = setTimeout(() => (stop = connect(token, Math.min(SLOWEST, next * 2))), next);
  };
  return () => {
    socket.onclose = null;
    clearTimeout(again);
    socket.close();
    stop();
  };
}

/** Follows changes for as long as the page is open, and the service lets it. */
export function followChanges(): void {
  let end = (): void => undefined;
  effect(() => {
    const token = key.value;
    end();
    end = locked.value ? () => undefined : connect(token, 1_000);
  });
  addEventListener("pagehide", () => end());
}

/** Puts what is new on the canvas. */
export function show(): void {
  const { fresh, author } = news.value ?? { fresh: [], author: "" };
  news.value = null;
  if (fresh.length) void bring(words.live(author), fresh);
}
