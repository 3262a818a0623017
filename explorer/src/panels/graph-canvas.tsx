// The canvas -> sigma: draws it, tells what is clicked, moves the camera to what is sought.
import { useEffect, useRef } from "preact/hooks";
import { effect } from "@preact/signals";
import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import { cameraOf, FRAME, PADDING } from "../canvas/camera";
import { moved, nameless } from "../canvas/canvas";
import { edgeLabel, ink, label, Taken } from "../canvas/draw";
import { lasso } from "../canvas/lasso";
import { mirror } from "../canvas/mirror";
import { drawer } from "../canvas/webgl";
import { canvas, change } from "../history";
import { Later } from "../later";
import { aim, alsoPick, camera, drawing, drawnAs, focus, pick, picked, scene, selected, sought, veiled } from "../look";
import { marks } from "../measures";
import { signs, theme } from "../palette";
import { said } from "../walk";
import { words } from "../words";

/** Up to how many things each has its letters and, where there is room, its name; of more, sigma picks some. */
const NAMED = 300;
/** Up to how many relations arrows are drawn where the processor imitates a graphics card. */
const ARROWS = 500;
/** How much of a disc no name may cover: its letters. */
const DISC = 0.6;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The one drawing that needs no WebGL is loaded where there is none. */
const loadPlain = () => import("./plain-graph").then(({ PlainGraph }) => PlainGraph);
const drawnBy = drawer();

function begin(container: HTMLElement): () => void {
  const graph = new MultiDirectedGraph();
  let colours = ink();
  const names = new Taken();
  let plain = false;
  let begun = false;
  /** Before the first name of a frame, when all things have their places: no name covers one. */
  const reserve = (): void => {
    if (begun) return;
    begun = true;
    names.clear();
    if (graph.order > NAMED) return;
    graph.forEachNode((id) => {
      const drawn = sigma.getNodeDisplayData(id);
      if (!drawn) return;
      const [{ x, y }, size] = [sigma.framedGraphToViewport(drawn), sigma.scaleSize(drawn.size) * DISC];
      names.take([[x - size, y - size, x + size, y + size]], id, true);
    });
  };
  const software = drawnBy === "software";
  /** What the camera was moved to see, until the reader moves it. */
  let seen: readonly string[] = [];
  const letGo = (): void => void (seen = []);
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    enableEdgeEvents: true,
    renderEdgeLabels: true,
    zIndex: true,
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.3,
    labelFont: "system-ui, sans-serif",
    edgeLabelFont: "system-ui, sans-serif",
    labelSize: 12,
    edgeLabelSize: 11,
    labelRenderedSizeThreshold: 4,
    labelDensity: 4,
    labelGridCellSize: 90,
    stagePadding: PADDING,
    minEdgeThickness: 1.8,
    defaultEdgeType: "arrow",
    edgeProgramClasses: { arrow: EdgeArrowProgram, curved: EdgeCurvedArrowProgram, line: EdgeLineProgram },
    defaultDrawNodeLabel: label(() => (reserve(), colours), names),
    defaultDrawEdgeLabel: edgeLabel(() => (reserve(), colours), names),
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (id, data) => ({ ...data, selected: standing(id).every((each) => picked.value.has(each)), pinned: standing(id).every((each) => canvas.value.pinned.has(each)), forceLabel: graph.order <= NAMED }),
    // What the selected is related to by stands out.
    edgeReducer: (id, data) => ({ ...data, ...(selected.value && graph.hasNode(selected.value) && graph.hasExtremity(id, selected.value) ? { color: colours.accent } : {}), ...(plain ? { type: "line" } : {}), ...(id === selected.value ? { color: colours.accent, size: 3, zIndex: 1, forceLabel: true } : {}) }),
  });
  sigma.setCustomBBox({ x: FRAME, y: FRAME });
  // Sigma draws a node that is pointed at once more, over its letters.
  const again = sigma.getCanvases()["hoverNodes"];
  if (again) again.style.display = "none";
  sigma.on("beforeRender", () => (begun = false));
  sigma.getMouseCaptor().on("mousedown", letGo);
  sigma.getMouseCaptor().on("wheel", letGo);
  drag(sigma, graph);
  const endLasso = lasso(sigma, container);
  let settled: ReturnType<typeof setTimeout> | undefined;
  sigma.getCamera().on("updated", ({ x, y, ratio }) => {
    clearTimeout(settled);
    settled = setTimeout(() => (camera.value = { x, y, ratio }), 120);
  });
  sigma.on("clickNode", ({ node, event }) => {
    const bundle = drawing.value.members.get(node);
    if (bundle) pick(event.original.shiftKey ? [...new Set([...picked.value, ...bundle])] : bundle);
    else if (event.original.shiftKey) alsoPick(node);
    else pick([node]);
  });
  sigma.on("clickEdge", ({ edge }) => {
    const bundle = drawing.value.members.get(edge);
    if (bundle) pick(bundle);
    else selected.value = edge;
  });
  sigma.on("clickStage", ({ event }) => event.original.shiftKey || pick([]));
  for (const kind of ["Node", "Edge"] as const) {
    sigma.on(`enter${kind}`, () => (container.style.cursor = "pointer"));
    sigma.on(`leave${kind}`, () => (container.style.cursor = ""));
  }
  const ends = [
    effect(() => {
      document.documentElement.dataset["theme"] = theme.value;
      colours = ink();
      sigma.setSetting("labelColor", { color: colours.text });
      sigma.setSetting("edgeLabelColor", { color: colours.quiet });
      void signs.value;
      plain = drawing.value.scene.relations.size > ARROWS && software;
      sigma.setSetting("hideEdgesOnMove", plain);
      // Names cost more than all else: of many things few are named, and none while the canvas moves.
      const crowded = drawing.value.scene.things.size > NAMED;
      sigma.setSetting("hideLabelsOnMove", crowded);
      sigma.setSetting("renderEdgeLabels", !crowded);
      sigma.setSetting("labelDensity", crowded ? 1 : 4);
      mirror(veiled.value ? nameless(drawing.value.scene) : drawing.value.scene, graph, colours, focus.value && new Set(drawnAs(focus.value)), marks.value);
    }),
    effect(() => {
      void selected.value;
      void picked.value;
      void canvas.value.pinned;
      sigma.refresh({ skipIndexation: true });
    }),
    effect(() => {
      seen = sought.value;
      if (seen.length) look(sigma, seen);
    }),
    effect(() => {
      if (!aim.value) return;
      seen = [];
      sigma.getCamera().setState(aim.value);
    }),
  ];
  // Tests and readers of the page ask where things are drawn.
  Object.assign(container, {
    whereIs: (id: string) => {
      const drawn = sigma.getNodeDisplayData(id);
      return drawn && sigma.framedGraphToViewport(drawn);
    },
    looksLike: (id: string) => sigma.getNodeDisplayData(id) ?? sigma.getEdgeDisplayData(id),
  });
  const resized = new ResizeObserver(() => {
    sigma.resize();
    sigma.refresh({ skipIndexation: true });
    // A panel that opens or closes leaves in view what was in view.
    if (seen.length) look(sigma, seen);
  });
  resized.observe(container);
  return () => {
    ends.forEach((end) => end());
    endLasso();
    clearTimeout(settled);
    resized.disconnect();
    sigma.kill();
  };
}

/** What a drawn thing stands for: itself, or all of a bundle. */
function standing(id: string): readonly string[] {
  return drawing.value.members.get(id) ?? [id];
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
    const there = drawing.value.scene.things.get(id);
    if (!there) return;
    const { x, y } = graph.getNodeAttributes(id) as { x: number; y: number };
    if (x !== there.x || y !== there.y) change(there.label, (before) => moved(before, standing(id), x - there.x, y - there.y));
  };
  sigma.on("upNode", drop);
  sigma.on("upStage", drop);
}

/** Moves the camera so that all of these are in view, if they are not. */
function look(sigma: Sigma, ids: readonly string[]): void {
  sigma.refresh();
  const drawn = drawnAs(ids).flatMap((id) => sigma.getNodeDisplayData(id) ?? []);
  if (!drawn.length) return;
  const aim = cameraOf(drawn, sigma.getDimensions());
  if (still.matches) sigma.getCamera().setState(aim);
  else void sigma.getCamera().animate(aim, { duration: 350 });
}

const WAYS: Record<string, [number, number]> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

/** By the arrows to the next thing that way: one that the selected is related to, if there is one. */
function step(event: KeyboardEvent): void {
  const way = WAYS[event.key];
  if (!way) return;
  event.preventDefault();
  const { things, relations } = scene.value;
  const here = things.get(selected.value);
  if (!here) {
    selected.value = things.keys().next().value ?? "";
    return;
  }
  const near = new Set([...relations.values()].flatMap(({ from, to }) => (from === here.id ? [to] : to === here.id ? [from] : [])));
  const cost = ({ id, x, y }: { id: string; x: number; y: number }): number => {
    const [along, across] = [(x - here.x) * way[0] + (y - here.y) * way[1], (x - here.x) * way[1] - (y - here.y) * way[0]];
    return along <= 0 ? Infinity : (along + 2 * Math.abs(across)) * (near.has(id) ? 1 : 4);
  };
  const [next] = [...things.values()].filter((each) => cost(each) < Infinity).sort((one, other) => cost(one) - cost(other));
  if (!next) return;
  selected.value = next.id;
  said.value = words.stands(next.label, next.counts.length);
}

export function GraphCanvas() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => (container.current && drawnBy !== "none" ? begin(container.current) : undefined), []);
  return (
    <div id="canvas" ref={container} role="application" tabIndex={0} aria-label={words.canvas} onKeyDown={step}>
      {drawnBy === "none" && <Later load={loadPlain} />}
    </div>
  );
}
