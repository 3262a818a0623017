// Dates as they are told, cut to what is known -> the first and the last moment that they can mean.
export interface Told {
  start: string | null;
  end: string | null;
  text: string | null;
  precision: string | null;
  basis: string;
}
/** A stretch of time in milliseconds; an end that is not known is null. */
export interface Span {
  from: number | null;
  to: number | null;
  /** Whether the words say it to the day, with both ends. */
  sure: boolean;
}

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** The day of a moment, as it is written. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** "2024-12" -> the first and the last millisecond of December 2024; null for what is no date. */
export function moments(text: string): [number, number] | null {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T[\d:.]+)?)?)?(Z)?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1)];
  if (parts[4]) {
    const length = parts[4].length > 6 ? 1_000 : 60_000;
    const at = Date.parse(`${text.replace(/Z$/, "")}Z`);
    return Number.isNaN(at) ? null : [at, at + length - 1];
  }
  const begin = Date.UTC(year, month, day);
  const end = parts[3] ? begin + DAY : parts[2] ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1);
  return [begin, end - 1];
}

export function span(told: Told): Span | null {
  const from = told.start ? (moments(told.start)?.[0] ?? null) : null;
  const to = told.end ? (moments(told.end)?.[1] ?? null) : null;
  if (from === null && to === null) return null;
  return { from, to, sure: from !== null && to !== null && to - from < DAY };
}

/** Whether two stretches share a moment; an unknown end may be any. */
export function overlap(one: Span, other: { from: number | null; to: number | null }): boolean {
  return (one.from ?? -Infinity) <= (other.to ?? Infinity) && (other.from ?? -Infinity) <= (one.to ?? Infinity);
}
