// Nouns of the ontology -> a colour and a monogram each, so that colour is never the only sign.
import { computed, signal } from "@preact/signals";
import { ontology, things } from "./ontology";

export type Theme = "light" | "dark";
export interface Sign {
  colour: string;
  ink: string;
  monogram: string;
}

/** Hues that stay apart for most eyes, in the order in which nouns take them. */
const HUES = [212, 28, 152, 275, 2, 48, 188, 322, 95, 240, 15, 130];

const dark = matchMedia("(prefers-color-scheme: dark)");
export const theme = signal<Theme>((localStorage.getItem("theme") as Theme | null) ?? (dark.matches ? "dark" : "light"));

/** Turns light to dark and back, and remembers it. */
export function turnTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem("theme", theme.value);
}

/** Two letters for each name, no two alike. */
export function monograms(names: string[]): Map<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const name of names) {
    const capitals = name.replace(/[^A-Z]/g, "");
    const rest = [...name.slice(1)].map((letter) => name.charAt(0) + letter.toLowerCase());
    const free = [...(capitals.length > 1 ? [capitals.slice(0, 2)] : []), ...rest].find((each) => !taken.has(each));
    const monogram = free ?? name.slice(0, 3);
    taken.add(monogram);
    found.set(name, monogram);
  }
  return found;
}

/** Each noun's sign in the theme that holds. */
export const signs = computed<Map<string, Sign>>(() => {
  const names = things(ontology.value);
  const letters = monograms(names);
  const [saturation, lightness, ink] = theme.value === "dark" ? [48, 66, "#10151c"] : [52, 38, "#ffffff"];
  return new Map(
    names.map((name, index) => {
      const hue = HUES[index % HUES.length] ?? 0;
      return [name, { colour: hex(hue, saturation, lightness), ink, monogram: letters.get(name) ?? "" }];
    }),
  );
});

/** The colour of a group by its number; after as many as there are hues, they begin anew. */
export function hueOf(group: number): string {
  const [saturation, lightness] = theme.value === "dark" ? [48, 66] : [52, 38];
  return hex(HUES[group % HUES.length] ?? 0, saturation, lightness);
}

const UNKNOWN: Sign = { colour: "#7a8694", ink: "#ffffff", monogram: "?" };

export function signOf(noun: string): Sign {
  return signs.value.get(noun) ?? UNKNOWN;
}

/** Sigma reads colours as #rrggbb only. */
function hex(hue: number, saturation: number, lightness: number): string {
  const chroma = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100);
  const part = (n: number): string => {
    const k = (n + hue / 30) % 12;
    const value = lightness / 100 - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value).toString(16).padStart(2, "0");
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}
