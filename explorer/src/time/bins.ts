// Stretches of time -> a histogram by day, week, month or year.
import { DAY, overlap, type Span } from "./period";

export type Unit = "day" | "week" | "month" | "year";
export interface Bin {
  from: number;
  to: number;
  /** How many are told to be within it, and how many may or may not be. */
  sure: number;
  unsure: number;
}

const MOST = 120;

/** The first moment of the day, week (from Monday), month or year that holds a moment. */
export function floor(at: number, unit: Unit): number {
  const date = new Date(at);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === "year") return Date.UTC(year, 0, 1);
  if (unit === "month") return Date.UTC(year, month, 1);
  return Date.UTC(year, month, unit === "week" ? day - ((date.getUTCDay() + 6) % 7) : day);
}

/** The first moment of the one after. */
export function next(at: number, unit: Unit): number {
  const date = new Date(at);
  if (unit === "year") return Date.UTC(date.getUTCFullYear() + 1, 0, 1);
  if (unit === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return at + (unit === "week" ? 7 : 1) * DAY;
}

/** Weeks, unless there would be fewer than six or too many of them. */
export function unitOf(from: number, to: number): Unit {
  const days = (to - from) / DAY;
  if (days <= 42) return "day";
  if (days <= MOST * 7) return "week";
  return days <= MOST * 31 ? "month" : "year";
}

/** The histogram of all that has a known end; empty where nothing has. */
export function histogram(spans: readonly Span[], unit?: Unit): Bin[] {
  const ends = spans.flatMap(({ from, to }) => [from, to]).filter((each) => each !== null);
  if (!ends.length) return [];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const by = unit ?? unitOf(first, last);
  const bins: Bin[] = [];
  for (let from = floor(first, by); from <= last; from = next(from, by)) {
    bins.push({ from, to: next(from, by) - 1, sure: 0, unsure: 0 });
  }
  for (const each of spans)
    for (const bin of bins)
      if (overlap(each, bin)) {
        const within = each.from !== null && each.to !== null && each.from >= bin.from && each.to <= bin.to;
        if (within) bin.sure += 1;
        else bin.unsure += 1;
      }
  return bins;
}
