// Things as the service tells them -> what the page calls them, so that none is taken for another.

/** How many letters of a name are drawn. */
export const LETTERS = 34;

export interface Meant {
  id: string;
  noun: string;
  label: string;
  /** What tells it from others of its label; empty where the label says all. */
  details: string;
}

/** Its label; where that is no more than its noun, what tells it from others of it. */
export function meantBy({ id, __typename: noun, label, details }: { id: string; __typename: string; label: string; details: string }): Meant {
  return label === noun && details ? { id, noun, label: details, details: "" } : { id, noun, label, details };
}

/** How each of some things is called in a list of plain text: with its details, and with its id, where others are called alike. */
export function apart(all: readonly Meant[]): (one: Meant) => string {
  const whole = ({ label, details }: Meant): string => [label, details].filter(Boolean).join(" · ");
  const counts = new Map<string, number>();
  const count = (text: string): void => void counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const one of all) for (const text of new Set([one.label, whole(one)])) count(text);
  return (one) => {
    const several = (text: string): boolean => (counts.get(text) ?? 0) > 1;
    return !several(one.label) ? one.label : !several(whole(one)) ? whole(one) : `${whole(one)} · ${one.id}`;
  };
}

/** A name that is too long, cut where least is lost: first what comes after its first part, then both ends of a way alike. */
export function shortened(name: string, most = LETTERS): string {
  if (name.length <= most) return name;
  const [first = "", ...others] = name.split(" · ");
  let fits = first;
  for (const part of others) {
    if (`${fits} · ${part}`.length > most) break;
    fits = `${fits} · ${part}`;
  }
  if (fits.length <= most) return fits;
  const ends = first.split(" → ");
  let room = most - 3 * (ends.length - 1);
  const cut = new Map<string, string>();
  // The shortest first: what it leaves free is for the longer ones.
  for (const [index, end] of [...ends].sort((one, other) => one.length - other.length).entries()) {
    const share = Math.max(2, Math.floor(room / (ends.length - index)));
    cut.set(end, end.length <= share ? end : `${end.slice(0, share - 1).trimEnd()}…`);
    room -= Math.min(share, end.length);
  }
  return ends.map((end) => cut.get(end)).join(" → ");
}
