// The document -> the running page: theme, keys, and the address kept in step with the view.
import { effect } from "@preact/signals";
import { render } from "preact";
import * as address from "./address";
import { App, fit } from "./app";
import { canvas, redo, undo } from "./history";
import { loadOntology } from "./ontology";
import { theme } from "./palette";
import { collapse, expand, hide, restore, selected } from "./walk";

document.documentElement.dataset["theme"] = theme.value;

const VERBS: Record<string, () => void> = {
  "/": () => document.getElementById("search")?.focus(),
  f: fit,
  e: () => canvas.value.things.has(selected.value) && void expand(selected.value),
  c: () => canvas.value.things.has(selected.value) && collapse(selected.value),
  h: () => canvas.value.things.has(selected.value) && hide(selected.value),
  Escape: () => (selected.value = ""),
};

addEventListener("keydown", (event) => {
  if (event.target instanceof HTMLElement && event.target.closest("input, textarea")) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === "z") (event.shiftKey ? redo : undo)();
  else if (control && event.key.toLowerCase() === "y") redo();
  else if (control || event.altKey || !VERBS[event.key]) return;
  else VERBS[event.key]?.();
  event.preventDefault();
});

await loadOntology();
const root = document.getElementById("app");
if (root) render(<App />, root);
await restore(location.hash);
addEventListener("hashchange", () => void restore(location.hash));
effect(() => {
  const written = address.write(canvas.value, selected.value);
  if (written !== location.hash.slice(1)) history.replaceState(null, "", written ? `#${written}` : location.pathname);
});
