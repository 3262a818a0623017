// The last question of any panel -> an editor in which it can be changed and asked, its answer, and its things on the canvas.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, asked, Refused } from "../graphql/request";
import type { Operation } from "../graphql/operations";
import { asking } from "../look";
import { ontology, things } from "../ontology";
import { bring } from "../walk";
import { words } from "../words";
import { edit, type Editor } from "./editor";
import { idsIn } from "./ids";

const BLANK = "{\n  entities(first: 10) {\n    totalCount\n    nodes {\n      id\n      label\n    }\n  }\n}\n";
const panel = signal("");
const variables = signal("{}");
const answer = signal<{ text: string; ids: string[] } | null>(null);

const shown = (value: unknown): string => JSON.stringify(value, null, 2);

export function QueryPanel() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [running, setRunning] = useState(false);
  const run = async (): Promise<void> => {
    if (!editor.current) return;
    setRunning(true);
    try {
      const given: unknown = JSON.parse(variables.value || "{}");
      const data = await ask(editor.current.text() as Operation<unknown, unknown>, given);
      answer.value = { text: shown(data), ids: idsIn(data, things(ontology.value)) };
    } catch (error) {
      if (!(error instanceof Refused || error instanceof SyntaxError)) throw error;
      const hint = error instanceof Refused ? error.hint : words.badVariables;
      answer.value = { text: [error.message, hint].filter(Boolean).join("\n"), ids: [] };
    }
    setRunning(false);
  };
  const take = (name: string): void => {
    const last = asked.value.get(name);
    panel.value = name;
    variables.value = last ? shown(last.variables) : "{}";
    editor.current?.write(last?.query ?? BLANK);
    answer.value = null;
  };
  useEffect(() => {
    if (!host.current) return;
    const first = panel.value || [...asked.value.keys()].at(-1) || "";
    editor.current = edit(host.current, () => void run());
    take(first);
    return () => editor.current?.end();
  }, []);
  return (
    <section class="query" aria-label={words.query}>
      <header>
        <h2>{words.query}</h2>
        <label>
          <span class="quiet">{words.behind}</span>{" "}
          <select value={panel.value} onChange={({ currentTarget }) => take(currentTarget.value)}>
            {[...asked.value.keys()].map((name) => <option key={name} value={name}>{words.panels[name] ?? name}</option>)}
            <option value="">{words.ownQuery}</option>
          </select>
        </label>
        <span class="tools">
          {answer.value && answer.value.ids.length > 0 && (
            <button onClick={() => void bring(words.query, answer.value?.ids ?? [])}>{words.ontoCanvas(answer.value.ids.length)}</button>
          )}
          <a href="/graphiql" target="_blank" rel="noopener">GraphiQL</a>
          <button class="primary" disabled={running} onClick={() => void run()}>{words.run}</button>
          <button class="close" aria-label={words.close} onClick={() => (asking.value = false)}>×</button>
        </span>
      </header>
      <div class="panes">
        <div class="editor" ref={host} />
        <textarea aria-label={words.variables} spellcheck={false} value={variables.value}
          onInput={({ currentTarget }) => (variables.value = currentTarget.value)} />
        <pre tabIndex={0} role="region" aria-label={words.answer}>{answer.value?.text ?? words.noAnswer}</pre>
      </div>
    </section>
  );
}
