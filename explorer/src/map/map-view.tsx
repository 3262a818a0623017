// What is in sight -> a map: places, uncertain places as areas, and great circles as wide as what is said of them.
import { signal } from "@preact/signals";
import { geoCircle, geoGraticule10, geoMercator, geoPath, type GeoPermissibleObjects } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import { gestures } from "../canvas/gestures";
import { focus, scene, selected, veiled } from "../look";
import { ontology } from "../ontology";
import { signOf } from "../palette";
import { words } from "../words";
import { type Arc, chart, type Spot } from "./journeys";
import { apart } from "./labels";

const WORLD = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
const LAND = feature(WORLD, WORLD.objects.land) as GeoPermissibleObjects;
const BORDERS = mesh(WORLD, WORLD.objects.countries, (one, other) => one !== other) as GeoPermissibleObjects;
const GRID = geoGraticule10();
const MARGIN = 90;
/** Around a place, as large as what a finger hits. */
const REACH = 12;
/** The nearest view, in widths of the world. */
const NEAREST = 24;

interface Size {
  width: number;
  height: number;
}
interface Turn {
  zoom: number;
  x: number;
  y: number;
}
const HOME: Turn = { zoom: 1, x: 0, y: 0 };
const turn = signal<Turn>(HOME);

const point = ({ place }: Spot): [number, number] => [place.longitude, place.latitude];

function projected({ width, height }: Size, spots: readonly Spot[], { zoom, x, y }: Turn) {
  const projection = geoMercator();
  const around: GeoPermissibleObjects = spots.length
    ? { type: "MultiPoint", coordinates: spots.map(point) }
    : { type: "Sphere" };
  const margin = Math.min(MARGIN, width / 4, height / 4);
  projection.fitExtent([[margin, margin], [width - margin, height - margin]], around);
  // One point alone fits at any scale.
  const widest = (width / (2 * Math.PI)) * NEAREST;
  if (!Number.isFinite(projection.scale())) {
    projection.scale(widest).center(spots[0] ? point(spots[0]) : [0, 20]).translate([width / 2, height / 2]);
  }
  const nearer = Math.min(1, widest / projection.scale()) * zoom;
  const [left, top] = projection.translate();
  return projection
    .scale(projection.scale() * nearer)
    .translate([(left - width / 2) * nearer + width / 2 + x, (top - height / 2) * nearer + height / 2 + y]);
}

function pick(arc: Arc): void {
  const at = arc.by.indexOf(selected.value);
  selected.value = arc.by[(at + 1) % arc.by.length] ?? "";
}

const isLit = (arc: Arc): boolean => arc.by.includes(selected.value) || [arc.from, arc.to].some(({ thing }) => thing.id === selected.value);
const dim = (...ids: readonly string[]): string => (focus.value && !ids.some((id) => focus.value?.has(id)) ? " dimmed" : "");

function Arcs({ arcs, draw }: { arcs: readonly Arc[]; draw: (what: GeoPermissibleObjects) => string }) {
  return (
    <g>
      {arcs.map((arc) => {
        const shape = draw({ type: "LineString", coordinates: [point(arc.from), point(arc.to)] });
        const name = words.arc(arc.from.thing.label, arc.to.thing.label, arc.by.length, arc.weight, arc.unsure);
        const state = `${arc.unsure ? " unsure" : ""}${isLit(arc) ? " lit" : ""}${dim(...arc.by)}`;
        return (
          <g key={arc.id} class={`arc${state}`} role="button" tabindex={0} aria-label={name} onClick={() => pick(arc)}
            onKeyDown={(event) => event.key === "Enter" && pick(arc)}>
            <title>{name}</title>
            <path class="reach" d={shape} />
            <path class="line" d={shape} stroke-width={1.5 + 1.2 * Math.sqrt(arc.weight)} marker-end="url(#arc-head)" />
          </g>
        );
      })}
    </g>
  );
}

function Spots({ spots, width, project, draw }: {
  width: number;
  spots: readonly Spot[];
  project: (at: [number, number]) => [number, number] | null;
  draw: (what: GeoPermissibleObjects) => string;
}) {
  const places = spots.map((spot) => ({ spot, at: project(point(spot)) ?? [0, 0] as [number, number] }));
  const labels = apart(places.map(({ spot, at }) => ({ text: spot.thing.label, x: at[0], y: at[1] })), width);
  return (
    <g>
      {places.map(({ spot, at: [x, y] }, index) => {
        const { thing, about } = spot;
        const label = labels[index];
        const lit = thing.id === selected.value ? " lit" : "";
        const chosen = (): void => void (selected.value = thing.id);
        return (
          <g key={thing.id} class={`spot${lit}${dim(thing.id)}`} role="button" tabindex={0} data-id={thing.id}
            aria-label={about ? words.uncertainPlace(thing.label) : thing.label} onClick={chosen}
            onKeyDown={(event) => event.key === "Enter" && chosen()}>
            {about > 0 && <path class="area" d={draw(geoCircle().center(point(spot)).radius(about)())} />}
            <circle class="reach" cx={x} cy={y} r={REACH} />
            <circle cx={x} cy={y} r={about ? 4 : 6} fill={about ? "none" : signOf(thing.noun).colour} />
            {label && !veiled.value && <text x={label.x} y={label.y} text-anchor={label.anchor}>{thing.label}</text>}
          </g>
        );
      })}
    </g>
  );
}

export function MapView() {
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const box = area.current;
    if (!box) return;
    const measured = new ResizeObserver(() => setSize({ width: box.clientWidth, height: box.clientHeight }));
    measured.observe(box);
    return () => measured.disconnect();
  }, []);
  const found = useMemo(() => chart(scene.value, ontology.value), [scene.value, ontology.value]);
  const spots = [...found.spots.values()];
  return (
    <div id="map" ref={area}>
      {size && size.width > 0 && <Drawing size={size} spots={spots} arcs={found.arcs} />}
      <div class="zoom">
        <button aria-label={words.zoomIn} onClick={() => zoomBy(1.5)}>+</button>
        <button aria-label={words.zoomOut} onClick={() => zoomBy(1 / 1.5)}>−</button>
        <button onClick={() => (turn.value = HOME)}>{words.fit}</button>
      </div>
      {!spots.length && <p class="quiet nothing">{words.nothingPlaced}</p>}
      {found.lost.length > 0 && <p class="quiet lost">{words.lost(found.lost.map(({ label }) => label))}</p>}
    </div>
  );
}

function zoomBy(factor: number, x = 0, y = 0): void {
  const { zoom, x: left, y: top } = turn.value;
  const next = Math.max(0.1, Math.min(60, zoom * factor));
  const real = next / zoom;
  turn.value = { zoom: next, x: x - (x - left) * real, y: y - (y - top) * real };
}

function Drawing({ size, spots, arcs }: { size: Size; spots: readonly Spot[]; arcs: readonly Arc[] }) {
  const projection = projected(size, spots, turn.value);
  const path = geoPath(projection);
  const draw = (what: GeoPermissibleObjects): string => path(what) ?? "";
  const box = useRef<SVGSVGElement>(null);
  useEffect(() => box.current ? gestures(box.current, {
    pan: (x, y) => (turn.value = { ...turn.value, x: turn.value.x + x, y: turn.value.y + y }),
    zoom: (factor, { x, y }) => zoomBy(factor, x - size.width / 2, y - size.height / 2),
  }) : undefined, [size]);
  return (
    <svg ref={box} width={size.width} height={size.height} role="group" aria-label={words.views.map}>
      <defs>
        <marker id="arc-head" viewBox="0 0 8 8" refX="9" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
          <path class="head" d="M0 0L8 4L0 8z" />
        </marker>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch" x1="0" y1="0" x2="0" y2="7" />
        </pattern>
      </defs>
      <path class="grid" d={draw(GRID)} />
      <path class="land" d={draw(LAND)} />
      <path class="borders" d={draw(BORDERS)} />
      <Arcs arcs={arcs} draw={draw} />
      <Spots spots={spots} width={size.width} project={projection} draw={draw} />
    </svg>
  );
}
