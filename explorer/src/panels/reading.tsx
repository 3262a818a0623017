// Files that are dropped or chosen -> what becomes of each, and the way to what it says.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { doable } from "../edit";
import { turnSide } from "../look";
import { type About, again, type Job, jobs, read } from "../upload";
import { bringDocument } from "../walk";
import { words } from "../words";
import { FirstArticle } from "./first-article";
import { Side } from "./side";

const outlet = signal("");
const published = signal("");
const mapping = signal("");
/** The mappings that the service has. */
const mappings = signal<readonly string[]>([]);

function about(): About {
  return { outlet: outlet.value.trim() || null, published: published.value || null, mapping: mapping.value.trim() };
}

/** Takes files that are dropped anywhere on the page. */
export function takeDrops(): void {
  const files = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragover", (event) => {
    if (files(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!files(event) || !event.dataTransfer) return;
    event.preventDefault();
    turnSide("read", true);
    if (doable.value) read(event.dataTransfer.files, about());
  });
}

function State({ job }: { job: Job }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (job.state !== "reading") return;
    const each = setInterval(() => tick((before) => before + 1), 1000);
    return () => clearInterval(each);
  }, [job.state]);
  if (job.state === "sending") return <span>{words.sending(job.sent)} <progress value={job.sent} aria-label={job.name} /></span>;
  if (job.state === "reading") {
    const seconds = Math.round((Date.now() - job.since) / 1000);
    return <span>{words.readingIt(seconds, job.changes)} <progress aria-label={job.name} /></span>;
  }
  if (job.state === "failed")
    return <span class="wrong">{job.error} <button class="plain" onClick={() => again(job, about())}>{words.again}</button></span>;
  if (job.state === "read")
    return (
      <span>
        {words.readDone(job.statements)}{" "}
        <button class="plain" onClick={() => void bringDocument(job.document, job.name)}>{words.showRead}</button>{" "}
        <button class="plain" onClick={() => turnSide("review", true)}>{words.sides.review}</button>
      </span>
    );
  return <span class="quiet">…</span>;
}

export function Reading() {
  useEffect(() => {
    if (mappings.value.length) return;
    void fetch("/mappings.json").then(async (answer) => {
      if (answer.ok) mappings.value = (await answer.json()) as string[];
    });
  }, []);
  if (!doable.value) return <Side which="read" wide><p>{words.onlyReader}</p></Side>;
  return (
    <Side which="read" wide>
      <p class="quiet">{words.readHint}</p>
      <div class="article">
        <div class="fields">
          <label>{words.outlet}<input autocomplete="off" value={outlet.value} onInput={({ currentTarget }) => (outlet.value = currentTarget.value)} /></label>
          <label>{words.published}<input type="date" value={published.value} onInput={({ currentTarget }) => (published.value = currentTarget.value)} /></label>
        </div>
        <label class="line">
          {words.mapping}
          <select aria-label={words.mapping} value={mapping.value} onChange={({ currentTarget }) => (mapping.value = currentTarget.value)}>
            <option value="">{words.choose}</option>
            {mappings.value.map((each) => <option key={each} value={each}>{each.replaceAll("_", " ")}</option>)}
          </select>
        </label>
        <p class="quiet">{words.mappingHint}</p>
        <label class="files">
          {words.chooseFiles}
          <input type="file" multiple onChange={({ currentTarget }) => {
            read(currentTarget.files ?? [], about());
            currentTarget.value = "";
          }} />
        </label>
      </div>
      {jobs.value.length > 0 && (
        <section aria-label={words.jobs}>
          <ul class="jobs">
            {[...jobs.value].reverse().map((job) => (
              <li key={job.id}><strong>{job.name}</strong><State job={job} /></li>
            ))}
          </ul>
        </section>
      )}
      <details>
        <summary>{words.pasteIt}</summary>
        <FirstArticle />
      </details>
    </Side>
  );
}
