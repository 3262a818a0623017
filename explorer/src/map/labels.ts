// Names at points -> where each can be written without covering another; null where there is no room.
export interface Label {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}
interface Named {
  text: string;
  x: number;
  y: number;
}
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LETTER = 6.9;
const HEIGHT = 15;
const GAP = 10;
const PLACES: ((at: Named) => Label)[] = [
  ({ x, y }) => ({ x: x + GAP, y: y + 4, anchor: "start" }),
  ({ x, y }) => ({ x: x - GAP, y: y + 4, anchor: "end" }),
  ({ x, y }) => ({ x, y: y - GAP, anchor: "middle" }),
  ({ x, y }) => ({ x, y: y + GAP + 11, anchor: "middle" }),
];

function box({ x, y, anchor }: Label, text: string): Box {
  const width = text.length * LETTER;
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HEIGHT + 3, bottom: y + 4 };
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** `width` is that of the drawing: a name that would leave it is written elsewhere. */
export function apart(names: readonly Named[], width: number): (Label | null)[] {
  const taken: Box[] = names.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  return names.map((each, index) => {
    for (const place of PLACES) {
      const label = place(each);
      const found = box(label, each.text);
      if (found.left < 0 || found.right > width) continue;
      if (taken.some((other, of) => of !== index && meet(found, other))) continue;
      taken.push(found);
      return label;
    }
    return null;
  });
}
