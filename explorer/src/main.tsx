// The document -> the running page: theme, keys, and the address kept in step with the view.
import { effect, untracked } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { key, locked } from "./graphql/request";
import { done, redo, turnTo, undo } from "./history";
import { followChanges } from "./live";
import { camera } from "./look";
import { loadOntology } from "./ontology";
import { takeDrops } from "./panels/reading";
import { theme } from "./palette";
import { learn } from "./saved";
import { restore, written } from "./share";
import { leave, VERBS } from "./verbs";

document.documentElement.dataset["theme"] = theme.value;

function verbOf(event: KeyboardEvent): (() => void) | undefined {
  if (event.key === "Escape") return leave;
  if (!event.ctrlKey && !event.metaKey) return VERBS.find(({ key, control }) => key && !control && key === event.key)?.run;
  const key = event.key.toLowerCase();
  return key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : undefined;
}

/** What keys are typed into. */
const TYPED = "input:not([type=checkbox]), textarea, select";

addEventListener("keydown", (event) => {
  const [target] = event.composedPath();
  if (target instanceof HTMLElement && (target.isContentEditable || target.closest(TYPED))) return;
  const verb = event.altKey ? undefined : verbOf(event);
  if (!verb) return;
  event.preventDefault();
  verb();
});

await loadOntology();
const root = document.getElementById("app");
if (root) render(<App />, root);
await restore(location.hash);
followChanges();
effect(() => {
  void key.value;
  if (!locked.value) untracked(learn);
});
takeDrops();
let shownAt = location.hash;
addEventListener("hashchange", () => {
  if (location.hash !== shownAt) void restore(location.hash);
});
/** This page among those that the browser's own history may hold, whose steps are gone. */
const page = performance.timeOrigin;
let stepsAt = done.value;
let returning = false;
// The browser's way back and forth is that of undo and redo.
addEventListener("popstate", ({ state }: PopStateEvent) => {
  const told = state as { page: number; steps: number } | null;
  if (told?.page !== page) return;
  returning = true;
  turnTo(told.steps);
  returning = false;
});
effect(() => {
  const told = written(camera.value);
  shownAt = told ? `#${told}` : "";
  const state = { page, steps: done.value };
  if (done.value !== stepsAt && !returning) history.pushState(state, "", shownAt || location.pathname);
  else if (shownAt !== location.hash || !history.state) history.replaceState(state, "", shownAt || location.pathname);
  stepsAt = done.value;
});
