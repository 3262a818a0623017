// Files of the reader -> sent, read by the service one after the other, and what came of each.
import { signal } from "@preact/signals";
import { own } from "./edit";
import { Ingest, Load } from "./graphql/operations";
import { ask, type Fault, headersOf, Refused, refusal, unanswered } from "./graphql/request";

export interface Job {
  id: number;
  name: string;
  file: File;
  state: "waits" | "sending" | "reading" | "read" | "failed";
  /** How much of it is sent, from 0 to 1. */
  sent: number;
  /** When the service began to read it. */
  since: number;
  /** How many changes of the graph were told since. */
  changes: number;
  statements: number;
  document: string;
  error: string;
}
export interface About {
  outlet: string | null;
  published: string | null;
  mapping: string;
}

const TABLE = /\.(csv|tsv|jsonl)(\.gz)?$/i;
const MAPPING = /\.ya?ml$/i;
export const jobs = signal<readonly Job[]>([]);
let last = 0;
let line: Promise<void> = Promise.resolve();

function change(id: number, more: Partial<Job>): void {
  jobs.value = jobs.value.map((each) => (each.id === id ? { ...each, ...more } : each));
}

/** Counts what is told to change while something is read. */
export function heard(changes: number): void {
  const reading = jobs.value.find(({ state }) => state === "reading");
  if (reading && changes) change(reading.id, { changes: reading.changes + changes });
}

/** Sends a file; the id that it is known by. Throws Refused. */
function send(file: File, told: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/graphql/uploads?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(headersOf("application/octet-stream"))) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => told(total ? loaded / total : 0);
    request.onload = () => {
      const answer = request.response as { id?: string; errors?: Fault[] } | null;
      if (answer?.id) resolve(answer.id);
      else reject(refusal(answer?.errors ?? [{ message: String(request.status) }]));
    };
    request.onerror = () => reject(unanswered());
    request.send(file);
  });
}

async function work(job: Job, { outlet, published, mapping }: About, mappingFile: File | undefined): Promise<void> {
  try {
    change(job.id, { state: "sending", sent: 0, error: "" });
    const mappingUpload = TABLE.test(job.name) && mappingFile ? await send(mappingFile, () => undefined) : null;
    const upload = await send(job.file, (sent) => change(job.id, { sent }));
    change(job.id, { state: "reading", since: Date.now(), changes: 0 });
    const answer = TABLE.test(job.name)
      ? (await ask(Load, { input: mappingUpload ? { upload, mappingUpload } : { upload, mapping } }, { panel: "read" })).load
      : (await ask(Ingest, { input: { upload, outlet, published } }, { panel: "read" })).ingest;
    if (!answer) return;
    own.add(answer.at);
    change(job.id, { state: "read", statements: answer.changes.statementsAdded, document: answer.documentId });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    change(job.id, { state: "failed", error: [error.message, error.hint].filter(Boolean).join(" ") });
  }
}

/** Has files read, one after the other. A mapping among them is for the tables among them. */
export function read(files: Iterable<File>, about: About): void {
  const all = [...files];
  const mappingFile = all.find(({ name }) => MAPPING.test(name));
  const fresh = all.filter(({ name }) => !MAPPING.test(name)).map((file): Job => {
    last += 1;
    return { id: last, name: file.name, file, state: "waits", sent: 0, since: 0, changes: 0, statements: 0, document: "", error: "" };
  });
  jobs.value = [...jobs.value, ...fresh];
  for (const job of fresh) line = line.then(() => work(job, about, mappingFile));
}

/** Tries a file again that was not read. */
export function again(job: Job, about: About): void {
  line = line.then(() => work(job, about, undefined));
}
