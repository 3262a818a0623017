// Commands that change the canvas -> the canvas as it is, with all that can be undone and done again.
import { batch, computed, signal } from "@preact/signals";
import { type Canvas, EMPTY } from "./canvas/canvas";

interface Step {
  name: string;
  before: Canvas;
  after: Canvas;
}

const steps = signal<readonly Step[]>([]);
/** How many of the steps are done. */
export const done = signal(0);
export const canvas = signal<Canvas>(EMPTY);
/** What undo and redo would do, by name; empty where there is nothing. */
export const undoes = computed(() => steps.value[done.value - 1]?.name ?? "");
export const redoes = computed(() => steps.value[done.value]?.name ?? "");

/** Changes the canvas by a command that can be undone. */
export function change(name: string, command: (canvas: Canvas) => Canvas): void {
  const before = canvas.value;
  const after = command(before);
  if (after === before) return;
  steps.value = [...steps.value.slice(0, done.value), { name, before, after }];
  done.value += 1;
  canvas.value = after;
}

export function undo(): void {
  const step = steps.value[done.value - 1];
  if (!step) return;
  done.value -= 1;
  canvas.value = step.before;
}

export function redo(): void {
  const step = steps.value[done.value];
  if (!step) return;
  done.value += 1;
  canvas.value = step.after;
}

/** Goes back or on to where so many steps were done, as far as they are known. */
export function turnTo(many: number): void {
  while (done.value > many) undo();
  while (done.value < Math.min(many, steps.value.length)) redo();
}

/** Tells all states what is known anew, also those that undo leads back to: it is no step of the reader's. */
export function renew(command: (canvas: Canvas) => Canvas): void {
  const known = new Map<Canvas, Canvas>();
  const told = (state: Canvas): Canvas => {
    const found = known.get(state) ?? command(state);
    known.set(state, found);
    return found;
  };
  batch(() => {
    steps.value = steps.value.map(({ name, before, after }) => ({ name, before: told(before), after: told(after) }));
    canvas.value = told(canvas.value);
  });
}
