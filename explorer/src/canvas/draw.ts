// Sigma's labels, drawn for either theme: names below the nodes, letters in them, a ring around the selected one.
import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { shortened } from "../names";

interface Marks {
  key: string;
  monogram?: string;
  ink?: string;
  selected?: boolean;
  pinned?: boolean;
}
type Shown = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;
export interface Ink {
  text: string;
  ground: string;
  accent: string;
  line: string;
  faint: string;
  quiet: string;
  dim: string;
}

/** The colours that the style sheet holds. */
export function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: read("--text"),
    ground: read("--ground"),
    accent: read("--accent"),
    line: read("--line"),
    faint: read("--faint"),
    quiet: read("--quiet"),
    dim: read("--border"),
  };
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];
const CELL = 64;

/** The boxes of what was written in this frame, by the squares of the canvas that they lie in. */
export class Taken {
  private cells = new Map<number, (readonly [Box, string])[]>();

  clear(): void {
    this.cells.clear();
  }

  /** Takes boxes for an owner, unless one of them meets what another owner has taken. */
  take(boxes: readonly Box[], owner: string, always = false): boolean {
    if (!always && boxes.some((box) => this.meets(box, owner))) return false;
    for (const box of boxes) for (const cell of cellsOf(box)) this.cells.set(cell, [...(this.cells.get(cell) ?? []), [box, owner]]);
    return true;
  }

  private meets([left, top, right, bottom]: Box, owner: string): boolean {
    return cellsOf([left, top, right, bottom]).some((cell) =>
      this.cells.get(cell)?.some(([[l, t, r, b], other]) => other !== owner && left < r && l < right && top < b && t < bottom),
    );
  }
}

function cellsOf([left, top, right, bottom]: Box): number[] {
  const found = [];
  for (let x = Math.floor(left / CELL); x * CELL < right; x += 1) for (let y = Math.floor(top / CELL); y * CELL < bottom; y += 1) found.push(x * 10_000 + y);
  return found;
}

/** The letters in a node, its name below it, and a ring around the one that is selected. */
export function label(colours: () => Ink, names: Taken) {
  return (context: CanvasRenderingContext2D, data: Shown, settings: Settings): void => {
    const { monogram, ink: letters, selected, pinned } = data as Shown & Marks;
    const { text, ground, accent } = colours();
    context.textAlign = "center";
    if (selected) {
      context.beginPath();
      context.arc(data.x, data.y, data.size + 4, 0, Math.PI * 2);
      context.lineWidth = 2.5;
      context.strokeStyle = accent;
      context.stroke();
    }
    // A pin: a dot at the upper right, in the ground's colour with a rim, so that it is seen on any colour.
    if (pinned) {
      context.beginPath();
      context.arc(data.x + data.size * 0.75, data.y - data.size * 0.75, 4, 0, Math.PI * 2);
      context.fillStyle = text;
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = ground;
      context.stroke();
    }
    if (monogram) {
      context.fillStyle = letters ?? ground;
      context.font = `600 ${Math.round(data.size * 0.9)}px ${settings.labelFont}`;
      context.fillText(monogram, data.x, data.y + data.size * 0.32);
    }
    if (data.label) {
      context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = ground;
      const name = shortened(data.label);
      const half = context.measureText(name).width / 2;
      const { x, y, size } = data;
      const tall = settings.labelSize;
      const places: [number, number][] = [[x, y + size + tall + 2], [x, y - size - 6], [x + size + half + 4, y + 4], [x - size - half - 4, y + 4]];
      const free = ([middle, line]: [number, number], always = false): boolean =>
        names.take([[middle - half, line - tall, middle + half, line + 3]], (data as Shown & Marks).key, always);
      const wide = context.canvas.width / devicePixelRatio;
      const whole = ([middle]: [number, number]): boolean => middle > half && middle + half < wide;
      // Below it, or else above it, beside it, or not at all; cut by the edge only where it stands nowhere else.
      const found = places.find((place) => whole(place) && free(place)) ?? places.slice(0, 2).find((place) => free(place)) ?? (selected && free([x, y + size + tall + 2], true) ? places[0] : undefined);
      if (found) {
        context.strokeText(name, ...found);
        context.fillStyle = text;
        context.fillText(name, ...found);
      }
    }
    context.textAlign = "left";
  };
}

interface End {
  x: number;
  y: number;
  size: number;
}
/** How much of a node's name stands below it. */
const NAME = 20;
const AROUND = 5;

/** Where along a line its name may stand: in the middle, or else nearer to an end. */
const ALONG = [0.5, 0.28, 0.72];

/** The name of a relation along its line, between what the names of both ends leave free; none where it does not fit, or would cover a name. */
export function edgeLabel(colours: () => Ink, names: Taken) {
  return (context: CanvasRenderingContext2D, data: { key?: string; label: string | null; forceLabel?: boolean }, from: End, to: End, settings: Settings): void => {
    if (!data.label) return;
    const { ground, quiet } = colours();
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = Math.hypot(dx, dy);
    const below = NAME * Math.abs(dy / (length || 1));
    const begin = from.size + AROUND + (dy > 0 ? below : 0);
    const end = length - to.size - 2 * AROUND - (dy < 0 ? below : 0);
    const tall = settings.edgeLabelSize;
    context.font = `${settings.edgeLabelWeight} ${tall}px ${settings.edgeLabelFont}`;
    const width = context.measureText(data.label).width;
    if (width > end - begin) return;
    const angle = Math.atan2(dy, dx);
    const turn = Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle;
    /** The middle of what is written, and the squares that it covers. */
    const standing = (share: number): { x: number; y: number; boxes: Box[] } => {
      const middle = (begin + width / 2 + (end - begin - width) * share) / length;
      const [x, y] = [from.x + dx * middle, from.y + dy * middle];
      const [over, across] = [x + Math.sin(turn) * (tall / 2), y - Math.cos(turn) * (tall / 2)];
      const boxes = Array.from({ length: Math.ceil(width / tall) }, (_, index): Box => {
        const away = (index + 0.5) * tall - width / 2;
        const [h, v] = [over + Math.cos(turn) * away, across + Math.sin(turn) * away];
        return [h - tall / 2, v - tall / 2, h + tall / 2, v + tall / 2];
      });
      return { x, y, boxes };
    };
    const places = ALONG.map(standing);
    const found = places.find(({ boxes }) => names.take(boxes, data.key ?? data.label ?? "")) ?? (data.forceLabel ? places[0] : undefined);
    if (!found) return;
    context.save();
    context.translate(found.x, found.y);
    context.rotate(turn);
    context.textAlign = "center";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = ground;
    context.strokeText(data.label, 0, -4);
    context.fillStyle = quiet;
    context.fillText(data.label, 0, -4);
    context.restore();
  };
}
