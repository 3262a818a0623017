// Sigma's labels, drawn for either theme: names below the nodes, letters in them, a ring around the selected one.
import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";

interface Marks {
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

/** The boxes of the names that were drawn in this frame. */
export class Taken {
  private boxes: [number, number, number, number][] = [];

  clear(): void {
    this.boxes = [];
  }

  /** Takes a box, unless it meets one that is taken. */
  take(left: number, top: number, right: number, bottom: number, always: boolean): boolean {
    const meets = this.boxes.some(([l, t, r, b]) => left < r && l < right && top < b && t < bottom);
    if (meets && !always) return false;
    this.boxes.push([left, top, right, bottom]);
    return true;
  }
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
      const name = data.label.length > 34 ? `${data.label.slice(0, 33)}…` : data.label;
      const half = context.measureText(name).width / 2;
      const free = (y: number, always: boolean): boolean => names.take(data.x - half, y - settings.labelSize, data.x + half, y + 3, always);
      const [below, above] = [data.y + data.size + settings.labelSize + 2, data.y - data.size - 6];
      // Below it, or else above it, or not at all.
      const y = free(below, false) ? below : free(above, false) ? above : selected && free(below, true) ? below : null;
      if (y !== null) {
        context.strokeText(name, data.x, y);
        context.fillStyle = text;
        context.fillText(name, data.x, y);
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

/** The name of a relation along its line, between what the names of both ends leave free; none where it does not fit. */
export function edgeLabel(colours: () => Ink) {
  return (context: CanvasRenderingContext2D, data: { label: string | null }, from: End, to: End, settings: Settings): void => {
    if (!data.label) return;
    const { ground, quiet } = colours();
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = Math.hypot(dx, dy);
    const below = NAME * Math.abs(dy / (length || 1));
    const begin = from.size + AROUND + (dy > 0 ? below : 0);
    const end = length - to.size - 2 * AROUND - (dy < 0 ? below : 0);
    context.font = `${settings.edgeLabelWeight} ${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
    if (context.measureText(data.label).width > end - begin) return;
    const middle = (begin + end) / 2 / length;
    const angle = Math.atan2(dy, dx);
    context.save();
    context.translate(from.x + dx * middle, from.y + dy * middle);
    context.rotate(Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle);
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
