// Words -> a list of things of that name, and the one that is picked onto the canvas.
import { signal } from "@preact/signals";
import { ask, Refused } from "../graphql/request";
import { Search, type SearchQuery } from "../graphql/operations";
import { type Meant, meantBy } from "../names";
import { plainName } from "../ontology";
import { type Verb, VERBS } from "../verbs";
import { failed, open } from "../walk";
import { words } from "../words";
import { Sign } from "./sign";

/** A thing that was found, or a command. */
type Hit = (Meant & { met: string }) | { id: string; label: string; details: string; verb: Verb };
const SHOWN = 12;
const PAUSE = 120;
const text = signal("");
const hits = signal<readonly Hit[] | null>(null);
const total = signal(0);
/** Whether nothing is called so, and what was found looks or sounds alike. */
const alike = signal(false);
const active = signal(0);
let asking: AbortController | undefined;
let pause: ReturnType<typeof setTimeout> | undefined;

function hit({ node, highlights }: SearchQuery["search"]["edges"][number]): Hit[] {
  if (!("label" in node)) return [];
  const met = highlights[0]?.text ?? "";
  return [{ ...meantBy(node), met: met === node.label ? "" : met }];
}

/** What the page can do by that name; `search` is done already. */
function commands(wanted: string): Hit[] {
  const named = VERBS.slice(1).filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
  return named.map((verb) => ({ id: verb.name, label: verb.name, details: "", verb }));
}

async function find(wanted: string): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const mine = asking;
  try {
    const { search } = await ask(Search, { text: wanted, kinds: ["Entity"], first: SHOWN }, { stop: mine.signal, panel: "search" });
    if (mine.signal.aborted) return;
    hits.value = [...search.edges.flatMap(hit), ...commands(wanted)];
    total.value = search.totalCount;
    alike.value = search.edges.length > 0 && search.edges.every(({ match }) => match === "FUZZY");
    active.value = 0;
  } catch (error) {
    if (mine.signal.aborted) return;
    if (!(error instanceof Refused)) throw error;
    failed.value = error;
  }
}

function typed(value: string): void {
  text.value = value;
  clearTimeout(pause);
  if (value.trim()) pause = setTimeout(() => void find(value.trim()), PAUSE);
  else leave();
}

function leave(): void {
  asking?.abort();
  clearTimeout(pause);
  hits.value = null;
}

/** Leaves the box for the canvas, whose keys hold from now on. */
function close(): void {
  leave();
  text.value = "";
  document.getElementById("canvas")?.focus({ preventScroll: true });
}

function pick(picked: Hit | undefined): void {
  if (!picked) return;
  close();
  if ("verb" in picked) picked.verb.run();
  else void open(picked.id, picked.label);
}

function pressed(event: KeyboardEvent): void {
  const many = hits.value?.length ?? 0;
  if (event.key === "Escape") close();
  else if (event.key === "Enter" && text.value.trim()) {
    if (hits.value) pick(hits.value[active.value]);
    else void find(text.value.trim());
  } else if (many && event.key === "ArrowDown") active.value = (active.value + 1) % many;
  else if (many && event.key === "ArrowUp") active.value = (active.value + many - 1) % many;
  else return;
  event.preventDefault();
}

export function SearchBox() {
  const shown = hits.value;
  return (
    <div class="search">
      <input
        id="search"
        type="text"
        role="combobox"
        aria-label={words.search}
        aria-autocomplete="list"
        aria-expanded={shown !== null}
        aria-controls="hits"
        aria-activedescendant={shown?.length ? `hit-${active.value}` : undefined}
        placeholder={words.search}
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={({ currentTarget }) => setTimeout(() => document.activeElement !== currentTarget && leave(), 150)}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id="hits" role="listbox" aria-label={words.search} hidden={!shown}>
        {alike.value && <li role="presentation" class="quiet">{words.noHit(text.value)} {words.alike}</li>}
        {shown?.map((each, index) => (
          <li
            key={each.id}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === active.value}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => (active.value = index)}
            onClick={() => pick(each)}
          >
            {"verb" in each ? <kbd>{each.verb.key.toUpperCase() || "›"}</kbd> : <Sign noun={each.noun} />}
            <span class="texts">
              <span class="name">{each.label}</span>
              {"met" in each && each.met && <span class="met"> {each.met}</span>}
              {each.details && <span class="details">{each.details}</span>}
            </span>
            <span class="noun">{"verb" in each ? words.command : plainName(each.noun)}</span>
          </li>
        ))}
        {shown?.length === 0 && <li role="presentation" class="quiet">{words.noHit(text.value)}</li>}
        {total.value > SHOWN && <li role="presentation" class="quiet">{words.hits(total.value)}</li>}
      </ul>
    </div>
  );
}
