// The canvas -> plain lines and discs, where the browser draws no WebGL: picked, moved and zoomed like the other drawing.
import { effect, signal } from "@preact/signals";
import { MultiDirectedGraph } from "graphology";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { cameraOf, drawnAt, FRAME, framed, scaleOf, type Size } from "../canvas/camera";
import { moved, nameless } from "../canvas/canvas";
import { ink } from "../canvas/draw";
import { gestures } from "../canvas/gestures";
import { type DrawnRelation, type DrawnThing, mirror } from "../canvas/mirror";
import type { Point } from "../canvas/place";
import { canvas, change } from "../history";
import { aim, alsoPick, type Camera, camera, drawing, drawnAs, focus, pick, picked, selected, sought, veiled } from "../look";
import { marks } from "../measures";
import { shortened } from "../names";
import { theme } from "../palette";
import { words } from "../words";

const HOME: Camera = { x: 0.5, y: 0.5, ratio: 1 };
const at = signal<Camera>(HOME);
/** A node that is carried, and by how many pixels. */
const carried = signal<Point & { id: string }>({ id: "", x: 0, y: 0 });
/** As in the other drawing: what is further away is smaller, but less so than the distances. */
const SHRINKS = 0.3;
/** The camera is told once it stands still. */
const SETTLES = 120;

function choose(id: string, more: boolean): void {
  const bundle = drawing.value.members.get(id);
  if (bundle) pick(more ? [...new Set([...picked.value, ...bundle])] : bundle);
  else if (!canvas.value.things.has(id)) selected.value = id;
  else if (more) alsoPick(id);
  else pick([id]);
}

/** What a drawn thing stands for: itself, or all of a bundle. */
function standing(id: string): readonly string[] {
  return drawing.value.members.get(id) ?? [id];
}

/** Where a node that was carried is dropped is one change that can be undone. */
function drop(size: Size): void {
  const { id, x, y } = carried.value;
  carried.value = { id: "", x: 0, y: 0 };
  const [low, high] = FRAME;
  const unit = (high - low) / scaleOf(at.value, size);
  const there = drawing.value.scene.things.get(id);
  if (there) change(there.label, (before) => moved(before, standing(id), x * unit, -y * unit));
}

/** A line from rim to rim, bent where others lead between the same two; nothing where the rims meet. */
function line(one: Point, other: Point, rims: readonly [number, number], curvature: number): string {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = Math.hypot(dx, dy);
  const bend = { x: one.x + dx / 2 + dy * curvature, y: one.y + dy / 2 - dx * curvature };
  const half = Math.hypot(bend.x - one.x, bend.y - one.y);
  if (length < rims[0] + rims[1]) return "";
  const rim = (from: Point, away: number): string => `${from.x + ((bend.x - from.x) / half) * away} ${from.y + ((bend.y - from.y) / half) * away}`;
  return `M${rim(one, rims[0])} Q${bend.x} ${bend.y} ${rim(other, rims[1])}`;
}

function begin(box: SVGSVGElement, size: Size): () => void {
  const zoom = (factor: number, { x, y }: Point): void => {
    const { x: left, y: top, ratio } = at.value;
    const next = Math.max(0.02, Math.min(50, ratio / factor));
    const [one, other] = [ratio, next].map((each) => scaleOf({ ...at.value, ratio: each }, size));
    const away = 1 / (one ?? 1) - 1 / (other ?? 1);
    at.value = { x: left + (x - size.width / 2) * away, y: top - (y - size.height / 2) * away, ratio: next };
  };
  const pan = (x: number, y: number): void => {
    const scale = scaleOf(at.value, size);
    at.value = { ...at.value, x: at.value.x - x / scale, y: at.value.y + y / scale };
  };
  let settled: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    gestures(box, {
      pan,
      zoom,
      carry: (pressed) => {
        const id = pressed.closest<SVGElement>(".node")?.dataset["id"];
        return id ? { by: (x, y) => (carried.value = { id, x: carried.value.x + x, y: carried.value.y + y }), drop: () => drop(size) } : undefined;
      },
    }),
    effect(() => {
      const points = drawnAs(sought.value).flatMap((id) => drawing.peek().scene.things.get(id) ?? []);
      if (points.length) at.value = cameraOf(points.map(framed), size);
    }),
    effect(() => void (aim.value && (at.value = aim.value))),
    effect(() => {
      const now = at.value;
      clearTimeout(settled);
      settled = setTimeout(() => (camera.value = now), SETTLES);
    }),
  ];
  return () => {
    clearTimeout(settled);
    ends.forEach((end) => end());
  };
}

export function PlainGraph() {
  const box = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const graph = useMemo(() => new MultiDirectedGraph(), []);
  useEffect(() => {
    const around = box.current?.parentElement;
    if (!around) return;
    const resized = new ResizeObserver(() => setSize({ width: around.clientWidth, height: around.clientHeight }));
    resized.observe(around);
    return () => resized.disconnect();
  }, []);
  useEffect(() => (box.current && size.width ? begin(box.current, size) : undefined), [size]);
  const { scene } = drawing.value;
  const colours = (void theme.value, ink());
  mirror(veiled.value ? nameless(scene) : scene, graph, colours, focus.value && new Set(drawnAs(focus.value)), marks.value);
  const place = (id: string): Point => {
    const { x, y } = drawnAt(framed(graph.getNodeAttributes(id) as DrawnThing), at.value, size);
    return id === carried.value.id ? { x: x + carried.value.x, y: y + carried.value.y } : { x, y };
  };
  useEffect(() => {
    if (box.current?.parentElement) Object.assign(box.current.parentElement, { whereIs: (id: string) => (graph.hasNode(id) ? place(id) : undefined) });
  });
  const shrink = at.value.ratio ** SHRINKS;
  const rim = (id: string): number => (graph.getNodeAttributes(id) as DrawnThing).size / shrink + 2;
  return (
    <svg id="plain" ref={box} width={size.width} height={size.height} aria-hidden="true" onClick={({ target }) => target === box.current && pick([])}>
      <marker id="plain-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
        <path class="head" d="M0 0 L8 4 L0 8 Z" />
      </marker>
      {graph.mapEdges((id, edge, from, to) => {
        const way = line(place(from), place(to), [rim(from), rim(to)], (edge["curvature"] as number | undefined) ?? 0);
        const { color, label, size: width } = edge as unknown as DrawnRelation;
        const lit = id === selected.value || from === selected.value || to === selected.value;
        return (
          <g key={id} class={lit ? "edge lit" : "edge"} onClick={() => choose(id, false)}>
            <title>{label}</title>
            <path class="reach" d={way} />
            <path d={way} stroke={lit ? colours.accent : color} stroke-width={width / 1.5} marker-end="url(#plain-head)" />
          </g>
        );
      })}
      {graph.mapNodes((id, node) => {
        const { x, y } = place(id);
        const { size: radius, label, color, ink: letters, monogram } = node as unknown as DrawnThing;
        const r = radius / shrink;
        return (
          <g key={id} class={standing(id).every((each) => picked.value.has(each)) ? "node lit" : "node"} data-id={id} onClick={({ shiftKey }) => choose(id, shiftKey)}>
            <circle cx={x} cy={y} r={r} fill={color} />
            <text class="letters" x={x} y={y + r * 0.32} fill={letters} font-size={r * 0.9}>{monogram}</text>
            <text x={x} y={y + r + 14}>{shortened(label)}</text>
          </g>
        );
      })}
      <text class="told" x={14} y={20}>{words.plainly}</text>
    </svg>
  );
}
