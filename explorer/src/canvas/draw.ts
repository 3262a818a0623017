// Sigma's labels, drawn for either theme: names below the nodes, letters in them, a ring around the selected one.
import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";

type Shown = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;
export interface Ink {
  text: string;
  ground: string;
  accent: string;
}

/** The colours that the style sheet holds. */
export function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return { text: read("--text"), ground: read("--ground"), accent: read("--accent") };
}

/** The letters in a node, its name below it, and a ring around the one that is selected. */
export function label(colours: () => Ink) {
  return (context: CanvasRenderingContext2D, data: Shown, settings: Settings): void => {
    const { monogram, ink: letters, selected } = data as Shown & { monogram?: string; ink?: string; selected?: boolean };
    const { text, ground, accent } = colours();
    context.textAlign = "center";
    if (selected) {
      context.beginPath();
      context.arc(data.x, data.y, data.size + 4, 0, Math.PI * 2);
      context.lineWidth = 2.5;
      context.strokeStyle = accent;
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
      const y = data.y + data.size + settings.labelSize + 2;
      context.strokeText(name, data.x, y);
      context.fillStyle = text;
      context.fillText(name, data.x, y);
    }
    context.textAlign = "left";
  };
}
