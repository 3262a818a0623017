// The canvas -> plain lines and discs, where the browser draws no WebGL: picked, moved and zoomed like the other drawing.
import { effect, signal } from "@preact/signals";
import { MultiDirectedGraph } from "graphology";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { cameraOf, drawnAt, framed, scaleOf, type Size } from "../canvas/camera";
import { nameless } from "../canvas/canvas";
import { ink } from "../canvas/draw";
import { gestures } from "../canvas/gestures";
import { mirror } from "../canvas/mirror";
import type { Point } from "../canvas/place";
import { canvas } from "../history";
import { aim, alsoPick, type Camera, camera, drawing, drawnAs, focus, pick, picked, selected, sought, veiled } from "../look";
import { marks } from "../measures";
import { theme } from "../palette";
import { words } from "../words";

const HOME: Camera = { x: 0.5, y: 0.5, ratio: 1 };
const at = signal<Camera>(HOME);
/** As in the other drawing: what is further away is smaller, but less so than the distances. */
const SHRINKS = 0.3;
/** The camera is told once it stands still. */
const SETTLES = 120;

interface Node extends Point {
  size: number;
  label: string;
  color: string;
  ink: string;
  monogram: string;
}
interface Edge {
  color: string;
  label: string;
  size: number;
}

function choose(id: string, more: boolean): void {
  const bundle = drawing.value.members.get(id);
  if (bundle) pick(more ? [...new Set([...picked.value, ...bundle])] : bundle);
  else if (!canvas.value.things.has(id)) selected.value = id;
  else if (more) alsoPick(id);
  else pick([id]);
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
    gestures(box, { pan, zoom }),
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
  const { scene, members } = drawing.value;
  const colours = (void theme.value, ink());
  mirror(veiled.value ? nameless(scene) : scene, graph, colours, focus.value && new Set(drawnAs(focus.value)), marks.value);
  const place = (id: string): Point => drawnAt(framed(graph.getNodeAttributes(id) as Node), at.value, size);
  const standing = (id: string): readonly string[] => members.get(id) ?? [id];
  useEffect(() => {
    if (box.current?.parentElement) Object.assign(box.current.parentElement, { whereIs: (id: string) => (graph.hasNode(id) ? place(id) : undefined) });
  });
  const shrink = at.value.ratio ** SHRINKS;
  return (
    <svg id="plain" ref={box} width={size.width} height={size.height} aria-hidden="true" onClick={({ target }) => target === box.current && pick([])}>
      {graph.mapEdges((id, edge, from, to) => {
        const [{ x: x1, y: y1 }, { x: x2, y: y2 }] = [place(from), place(to)];
        const { color, label, size: width } = edge as unknown as Edge;
        const lit = id === selected.value || from === selected.value || to === selected.value;
        return (
          <g key={id} class={lit ? "edge lit" : "edge"} onClick={() => choose(id, false)}>
            <title>{label}</title>
            <line class="reach" x1={x1} y1={y1} x2={x2} y2={y2} />
            <line x1={x1} y1={y1} x2={x2} y2={y2} stroke={lit ? colours.accent : color} stroke-width={width / 1.5} />
          </g>
        );
      })}
      {graph.mapNodes((id, node) => {
        const { x, y } = place(id);
        const { size: radius, label, color, ink: letters, monogram } = node as unknown as Node;
        const r = radius / shrink;
        return (
          <g key={id} class={standing(id).every((each) => picked.value.has(each)) ? "node lit" : "node"} onClick={({ shiftKey }) => choose(id, shiftKey)}>
            <circle cx={x} cy={y} r={r} fill={color} />
            <text class="letters" x={x} y={y + r * 0.32} fill={letters} font-size={r * 0.9}>{monogram}</text>
            <text x={x} y={y + r + 14}>{label}</text>
          </g>
        );
      })}
      <text class="told" x={14} y={20}>{words.plainly}</text>
    </svg>
  );
}
