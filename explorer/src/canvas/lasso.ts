// A line drawn with shift held -> the things within it, picked.
import type Sigma from "sigma";
import { drawing, pick, picked } from "../look";
import type { Point } from "./place";

/** Whether a point lies within a closed line: a ray from it crosses the line an odd number of times. */
function within({ x, y }: Point, line: readonly Point[]): boolean {
  let inside = false;
  for (const [index, one] of line.entries()) {
    const other = line[(index || line.length) - 1];
    if (!other || one.y > y === other.y > y) continue;
    if (x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) inside = !inside;
  }
  return inside;
}

/** The things of the canvas that are drawn within a line on the screen. */
function inside(sigma: Sigma, line: readonly Point[]): string[] {
  const { scene, members } = drawing.value;
  const found = [...scene.things.keys()].filter((id) => {
    const drawn = sigma.getNodeDisplayData(id);
    return drawn && within(sigma.framedGraphToViewport(drawn), line);
  });
  return found.flatMap((id) => members.get(id) ?? [id]);
}

/** Lets things be picked by a line around them; those that are picked already stay so. Returns what ends it. */
export function lasso(sigma: Sigma, container: HTMLElement): () => void {
  const layer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = layer.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "polygon"));
  layer.classList.add("lasso");
  container.append(layer);
  let line: Point[] = [];
  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = container.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const draw = (): void => shape.setAttribute("points", line.map(({ x, y }) => `${x},${y}`).join(" "));
  const begin = (event: PointerEvent): void => {
    if (!event.shiftKey || event.button !== 0) return;
    line = [at(event)];
    sigma.getCamera().disable();
  };
  const move = (event: PointerEvent): void => {
    if (!line.length) return;
    line.push(at(event));
    draw();
  };
  const end = (): void => {
    if (!line.length) return;
    sigma.getCamera().enable();
    const found = line.length > 3 ? inside(sigma, line) : [];
    line = [];
    draw();
    if (found.length) pick([...new Set([...picked.value, ...found])]);
  };
  container.addEventListener("pointerdown", begin, { capture: true });
  container.addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  return () => removeEventListener("pointerup", end);
}
