// The canvas -> sigma: draws it, tells what is clicked, moves the camera to what is sought.
import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { moved } from "../canvas/canvas";
import { ink, label } from "../canvas/draw";
import { mirror } from "../canvas/mirror";
import { canvas, change } from "../history";
import { signs, theme } from "../palette";
import { selected, sought } from "../walk";
import { words } from "../words";

/** The frame that coordinates are drawn in; it never changes, so that nothing that is placed moves. */
const FRAME: [number, number] = [-150, 150];
const still = matchMedia("(prefers-reduced-motion: reduce)");

function begin(container: HTMLElement): () => void {
  const graph = new MultiDirectedGraph();
  let colours = ink();
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    enableEdgeEvents: true,
    renderEdgeLabels: true,
    zIndex: true,
    labelFont: "system-ui, sans-serif",
    edgeLabelFont: "system-ui, sans-serif",
    labelSize: 12,
    edgeLabelSize: 11,
    labelRenderedSizeThreshold: 4,
    labelDensity: 4,
    labelGridCellSize: 90,
    stagePadding: 40,
    minEdgeThickness: 1.4,
    defaultEdgeType: "arrow",
    edgeProgramClasses: { arrow: EdgeArrowProgram, curved: EdgeCurvedArrowProgram },
    defaultDrawNodeLabel: label(() => colours),
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (id, data) => ({ ...data, selected: id === selected.value, forceLabel: true }),
    edgeReducer: (id, data) => (id === selected.value ? { ...data, color: colours.accent, size: 3, zIndex: 1, forceLabel: true } : data),
  });
  sigma.setCustomBBox({ x: FRAME, y: FRAME });
  // Sigma draws a node that is pointed at once more, over its letters.
  const again = sigma.getCanvases()["hoverNodes"];
  if (again) again.style.display = "none";
  drag(sigma, graph);
  sigma.on("clickNode", ({ node }) => (selected.value = node));
  sigma.on("clickEdge", ({ edge }) => (selected.value = edge));
  sigma.on("clickStage", () => (selected.value = ""));
  for (const kind of ["Node", "Edge"] as const) {
    sigma.on(`enter${kind}`, () => (container.style.cursor = "pointer"));
    sigma.on(`leave${kind}`, () => (container.style.cursor = ""));
  }
  const ends = [
    effect(() => {
      document.documentElement.dataset["theme"] = theme.value;
      colours = ink();
      const style = getComputedStyle(document.documentElement);
      const read = (name: string) => style.getPropertyValue(name).trim();
      sigma.setSetting("labelColor", { color: colours.text });
      sigma.setSetting("edgeLabelColor", { color: read("--quiet") });
      void signs.value;
      mirror(canvas.value, graph, read("--line"), read("--faint"));
    }),
    effect(() => {
      void selected.value;
      sigma.refresh({ skipIndexation: true });
    }),
    effect(() => {
      if (sought.value.length) look(sigma, sought.value);
    }),
  ];
  // Tests and readers of the page ask where things are drawn.
  Object.assign(container, {
    whereIs: (id: string) => {
      const drawn = sigma.getNodeDisplayData(id);
      return drawn && sigma.framedGraphToViewport(drawn);
    },
  });
  const resized = new ResizeObserver(() => sigma.resize());
  resized.observe(container);
  return () => {
    ends.forEach((end) => end());
    resized.disconnect();
    sigma.kill();
  };
}

/** Lets nodes be dragged; where they are dropped is one change that can be undone. */
function drag(sigma: Sigma, graph: MultiDirectedGraph): void {
  let held = "";
  sigma.on("downNode", ({ node }) => (held = node));
  sigma.on("moveBody", ({ event }) => {
    if (!held) return;
    graph.mergeNodeAttributes(held, sigma.viewportToGraph(event));
    event.preventSigmaDefault();
  });
  const drop = (): void => {
    const id = held;
    held = "";
    const there = canvas.value.things.get(id);
    if (!there) return;
    const { x, y } = graph.getNodeAttributes(id) as { x: number; y: number };
    if (x !== there.x || y !== there.y) change(there.label, (before) => moved(before, id, x, y));
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
}

/** Moves the camera so that all of these are in view, if they are not. */
function look(sigma: Sigma, ids: readonly string[]): void {
  sigma.refresh();
  const drawn = ids.flatMap((id) => sigma.getNodeDisplayData(id) ?? []);
  if (!drawn.length) return;
  const { width, height } = sigma.getDimensions();
  const [left, right] = [Math.min(...drawn.map(({ x }) => x)), Math.max(...drawn.map(({ x }) => x))];
  const [low, high] = [Math.min(...drawn.map(({ y }) => y)), Math.max(...drawn.map(({ y }) => y))];
  const short = Math.min(width, height);
  const ratio = Math.max(0.35, ((right - left) * short * 1.35) / width, ((high - low) * short * 1.4) / height);
  const aim = { x: (left + right) / 2, y: (low + high) / 2, ratio };
  if (still.matches) sigma.getCamera().setState(aim);
  else void sigma.getCamera().animate(aim, { duration: 350 });
}

export function GraphCanvas() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => (container.current ? begin(container.current) : undefined), []);
  return <div id="canvas" ref={container} role="img" aria-label={words.canvas} />;
}
