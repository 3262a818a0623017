// What the page can do -> one list of names and keys, for the keyboard, the search box and the help.
import { EMPTY } from "./canvas/canvas";
import { change, redo, undo } from "./history";
import { asking, bundling, fit, focus, helping, pick, picked, scene, selected, timeline, turnSide, veiled, view, VIEWS } from "./look";
import { turnTheme } from "./palette";
import { LAYOUTS } from "./canvas/arrange";
import { arrange, collapse, expand, hide, pin } from "./walk";
import { words } from "./words";

export interface Verb {
  name: string;
  /** The key alone that does it, or the keys as they are told where a control key is held. */
  key: string;
  control?: boolean;
  run: () => void;
}

const ofPicked = (verb: (ids: readonly string[]) => unknown) => (): void => {
  if (picked.value.size) verb([...picked.value]);
};

export function clear(): void {
  change(words.clear, () => EMPTY);
  selected.value = "";
  focus.value = null;
}

/** Closes what is open, the uppermost first. */
export function leave(): void {
  if (helping.value) helping.value = false;
  else if (asking.value) asking.value = false;
  else pick([]);
}

const { verbs } = words;
export const VERBS: readonly Verb[] = [
  { name: verbs.search, key: "/", run: () => document.getElementById("search")?.focus() },
  ...VIEWS.map((which, index) => ({ name: words.views[which], key: String(index + 1), run: () => void (view.value = which) })),
  { name: verbs.expand, key: "e", run: ofPicked(expand) },
  { name: verbs.collapse, key: "c", run: ofPicked(collapse) },
  { name: verbs.hide, key: "h", run: ofPicked(hide) },
  { name: verbs.pin, key: "i", run: ofPicked(pin) },
  { name: verbs.pickAll, key: "a", run: () => pick([...scene.value.things.keys()]) },
  ...LAYOUTS.map((layout) => ({ name: words.arrange(words.layouts[layout]), key: "", run: () => arrange(layout) })),
  { name: verbs.fit, key: "f", run: fit },
  { name: words.sides.filters, key: "l", run: () => turnSide("filters") },
  { name: words.sides.paths, key: "p", run: () => turnSide("paths") },
  { name: words.sides.measures, key: "m", run: () => turnSide("measures") },
  { name: words.sides.read, key: "r", run: () => turnSide("read") },
  { name: words.sides.review, key: "v", run: () => turnSide("review") },
  { name: words.sides.saved, key: "s", run: () => turnSide("saved") },
  { name: words.bundles, key: "b", run: () => void (bundling.value = !bundling.value) },
  { name: words.timeline, key: "t", run: () => void (timeline.value = !timeline.value) },
  { name: words.query, key: "g", run: () => void (asking.value = !asking.value) },
  { name: words.undo, key: "Ctrl Z", control: true, run: undo },
  { name: words.redo, key: "Ctrl Y", control: true, run: redo },
  { name: verbs.names, key: "n", run: () => void (veiled.value = !veiled.value) },
  { name: verbs.theme, key: "d", run: turnTheme },
  { name: verbs.clear, key: "x", run: clear },
  { name: words.help, key: "?", run: () => void (helping.value = !helping.value) },
  { name: verbs.leave, key: "Esc", run: leave },
];
