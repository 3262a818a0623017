// The page: search and verbs above, canvas or table below, the inspector beside it.
import { signal } from "@preact/signals";
import { EMPTY } from "./canvas/canvas";
import { key, locked } from "./graphql/request";
import { canvas, change, redo, redoes, undo, undoes } from "./history";
import { theme, turnTheme } from "./palette";
import { GraphCanvas } from "./panels/graph-canvas";
import { Inspector } from "./panels/inspector";
import { SearchBox } from "./panels/search-box";
import { Start } from "./panels/start";
import { Tables } from "./panels/table";
import { failed, restore, said, sought } from "./walk";
import { words } from "./words";

export const view = signal<"graph" | "table">("graph");

export function fit(): void {
  sought.value = [...canvas.value.things.keys()];
}

function Bar() {
  const empty = !canvas.value.things.size;
  return (
    <header class="bar">
      <h1>{words.title}</h1>
      <SearchBox />
      <div class="tools" role="toolbar" aria-label={words.title}>
        <button onClick={undo} disabled={!undoes.value} title={undoes.value}>{words.undo}</button>
        <button onClick={redo} disabled={!redoes.value} title={redoes.value}>{words.redo}</button>
        <button onClick={fit} disabled={empty}>{words.fit}</button>
        <button onClick={() => change(words.clear, () => EMPTY)} disabled={empty}>{words.clear}</button>
        <button aria-pressed={view.value === "graph"} onClick={() => (view.value = "graph")}>{words.graph}</button>
        <button aria-pressed={view.value === "table"} onClick={() => (view.value = "table")}>{words.table}</button>
        <button onClick={turnTheme}>{words.theme[theme.value]}</button>
      </div>
    </header>
  );
}

function Locked() {
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        key.value = String(new FormData(event.currentTarget).get("key") ?? "");
        failed.value = null;
        void restore(location.hash);
      }}
    >
      <h2><label for="key">{words.key}</label></h2>
      <p>{words.keyHint}</p>
      <input id="key" name="key" type="password" autocomplete="off" /> <button>{words.enter}</button>
    </form>
  );
}

export function App() {
  const empty = !canvas.value.things.size;
  const error = failed.value;
  return (
    <>
      <Bar />
      <div class="stage">
        <div class={`views ${view.value}`}>
          <GraphCanvas />
          {view.value === "table" && <Tables />}
          {locked.value ? <Locked /> : empty && <Start />}
        </div>
        <Inspector />
      </div>
      <p class="unseen" role="status">{said.value}</p>
      {error && (
        <p class="error" role="alert">
          {error.message} {error.hint} <button onClick={() => (failed.value = null)}>{words.close}</button>
        </p>
      )}
    </>
  );
}
