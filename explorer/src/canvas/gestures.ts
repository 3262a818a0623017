// Pointers and the wheel over a drawing -> how it is moved and zoomed: one finger or the mouse moves it, two fingers pinch it.
import type { Point } from "./place";

/** How far a pointer may go and still press what it went down on. */
const STILL = 4;
const WHEEL = 400;

export interface Moves {
  /** By how many pixels. */
  pan: (x: number, y: number) => void;
  /** How many times as near, about a point of the drawing, in pixels from its left upper corner. */
  zoom: (factor: number, at: Point) => void;
  /** What is pressed and can be carried by itself: how it follows by so many pixels, and what is done where it is dropped. */
  carry?: (pressed: Element) => { by: (x: number, y: number) => void; drop: () => void } | undefined;
}

/** Listens until what is returned is called. */
export function gestures(box: SVGElement, { pan, zoom, carry }: Moves): () => void {
  const held = new Map<number, Point>();
  let gone = 0;
  let carried: ReturnType<NonNullable<Moves["carry"]>>;
  const inside = ({ x, y }: Point): Point => {
    const { left, top } = box.getBoundingClientRect();
    return { x: x - left, y: y - top };
  };
  const begin = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (!held.size) {
      gone = 0;
      carried = carry?.(event.target as Element);
    }
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const move = (event: PointerEvent): void => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    gone = Math.max(gone, Math.hypot(dx, dy));
    if (gone <= STILL) return;
    held.set(event.pointerId, now);
    if (carried && !other) return carried.by(dx, dy);
    // Of two fingers each moves the point between them by half of its way.
    pan(other ? dx / 2 : dx, other ? dy / 2 : dy);
    if (!other) return;
    const [was, is] = [before, now].map((each) => Math.max(1, Math.hypot(each.x - other.x, each.y - other.y)));
    zoom((is ?? 1) / (was ?? 1), inside({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
  };
  const end = ({ pointerId }: PointerEvent): void => {
    if (!held.delete(pointerId) || held.size) return;
    if (gone > STILL) carried?.drop();
    carried = undefined;
  };
  // What was moved was not pressed.
  const click = (event: MouseEvent): void => {
    if (gone > STILL) event.stopPropagation();
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / WHEEL), inside({ x: event.clientX, y: event.clientY }));
  };
  box.addEventListener("pointerdown", begin);
  box.addEventListener("click", click, { capture: true });
  box.addEventListener("wheel", wheel, { passive: false });
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
  return () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
  };
}
