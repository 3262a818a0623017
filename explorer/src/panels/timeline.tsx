// What of the canvas is dated -> a histogram with a window that can be drawn, slid and played.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Thing, Told } from "../canvas/canvas";
import { inSight } from "../canvas/filter";
import { canvas, change } from "../history";
import { scene, selected } from "../look";
import { type Bin, histogram } from "../time/bins";
import { day, overlap, type Span } from "../time/period";
import { words } from "../words";

const PACE = 900;
const playing = signal(false);
/** What is drawn while it is dragged; it becomes a change when it is let go. */
const drawn = signal<[number, number] | null>(null);

function setWindow(from: number | null, to: number | null): void {
  const { filters } = canvas.value;
  if (filters.from === from && filters.to === to) return;
  change(words.period, (before) => ({ ...before, filters: { ...before.filters, from, to } }));
}

/** The bins that the window begins and ends in. */
function windowOf(bins: readonly Bin[], from: number | null, to: number | null): [number, number] {
  const first = bins.findIndex((bin) => bin.to >= (from ?? -Infinity));
  const last = bins.findLastIndex((bin) => bin.from <= (to ?? Infinity));
  return [Math.max(0, first), last < 0 ? bins.length - 1 : last];
}

function Bars({ bins, spans }: { bins: readonly Bin[]; spans: readonly Span[] }) {
  const most = Math.max(1, ...bins.map(({ sure, unsure }) => sure + unsure));
  const { filters } = canvas.value;
  const [first, last] = drawn.value ?? windowOf(bins, filters.from, filters.to);
  const share = (count: number): string => `${(count / most) * 100}%`;
  return (
    <div class="bins" aria-hidden="true">
      {bins.map(({ from, to, sure, unsure }, index) => (
        <div key={from} class={`bin${index < first || index > last ? " out" : ""}`} title={words.bin(day(from), sure, unsure)}>
          <i class="unsure" style={{ height: share(unsure) }} />
          <i class="sure" style={{ height: share(sure) }} />
          {spans.some((each) => overlap(each, { from, to })) && <i class="marked" />}
        </div>
      ))}
    </div>
  );
}

function Thumb({ which, bins, at, set }: { which: "from" | "to"; bins: readonly Bin[]; at: number; set: (at: number) => void }) {
  const bin = bins[at];
  if (!bin) return null;
  const keys: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bins.length - 1 };
  return (
    <div
      class={`thumb ${which}`}
      role="slider"
      tabIndex={0}
      aria-label={words[which]}
      aria-valuemin={0}
      aria-valuemax={bins.length - 1}
      aria-valuenow={at}
      aria-valuetext={day(which === "from" ? bin.from : bin.to)}
      style={{ left: `${((which === "from" ? at : at + 1) / bins.length) * 100}%` }}
      onKeyDown={(event) => {
        const to = keys[event.key];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        set(Math.max(0, Math.min(bins.length - 1, to)));
      }}
    />
  );
}

export function Timeline() {
  const area = useRef<HTMLDivElement>(null);
  const all = inSight(canvas.value, { ...canvas.value.filters, from: null, to: null });
  const dated: Told[] = [...all.things.values(), ...all.relations.values()].filter(({ spans }) => spans.length);
  const bins = histogram(dated.flatMap(({ spans }) => spans.slice(0, 1)));
  const { filters } = canvas.value;
  const [first, last] = windowOf(bins, filters.from, filters.to);
  const picked = canvas.value.things.get(selected.value) ?? canvas.value.relations.get(selected.value);
  const set = (from: number, to: number): void => {
    const whole = from <= 0 && to >= bins.length - 1;
    setWindow(whole ? null : (bins[from]?.from ?? null), whole ? null : (bins[to]?.to ?? null));
  };
  useEffect(() => {
    if (!playing.value) return;
    const step = setTimeout(() => {
      const whole = first === 0 && last === bins.length - 1;
      if (!whole && last >= bins.length - 1) playing.value = false;
      else set(whole ? 0 : first + 1, whole ? Math.max(0, Math.ceil(bins.length / 6) - 1) : last + 1);
    }, PACE);
    return () => clearTimeout(step);
  });
  const binAt = (x: number): number => {
    const box = area.current?.getBoundingClientRect();
    return box ? Math.max(0, Math.min(bins.length - 1, Math.floor(((x - box.left) / box.width) * bins.length))) : 0;
  };
  const begin = (event: PointerEvent): void => {
    if ((event.target as HTMLElement).closest(".thumb")) return;
    const from = binAt(event.clientX);
    area.current?.setPointerCapture(event.pointerId);
    drawn.value = [from, from];
    const move = ({ clientX }: PointerEvent): void => {
      const to = binAt(clientX);
      drawn.value = [Math.min(from, to), Math.max(from, to)];
    };
    const end = (): void => {
      area.current?.removeEventListener("pointermove", move);
      if (drawn.value) set(...drawn.value);
      drawn.value = null;
    };
    area.current?.addEventListener("pointermove", move);
    area.current?.addEventListener("pointerup", end, { once: true });
  };
  return (
    <section class="timeline" aria-label={words.timeline}>
      <header>
        <h2>{words.timeline}</h2>
        <span class="quiet">{words.dated(dated.length, all.things.size + all.relations.size)}</span>
        <span class="legend"><i class="sure" /> {words.onThatDay} <i class="unsure" /> {words.unsure}</span>
        <span class="tools">
          {(filters.from !== null || filters.to !== null) && <button onClick={() => setWindow(null, null)}>{words.allTime}</button>}
          <button aria-pressed={playing.value} disabled={!bins.length} onClick={() => (playing.value = !playing.value)}>
            {playing.value ? words.pause : words.play}
          </button>
        </span>
      </header>
      {bins.length > 0 && (
        <>
          <div class="bars" ref={area} onPointerDown={begin}>
            <Bars bins={bins} spans={picked?.spans ?? []} />
            <Thumb which="from" bins={bins} at={first} set={(at) => set(Math.min(at, last), last)} />
            <Thumb which="to" bins={bins} at={last} set={(at) => set(first, Math.max(at, first))} />
          </div>
          <p class="scale">
            <span>{day(bins[0]?.from ?? 0)}</span>
            <span class="window">{day(bins[first]?.from ?? 0)} – {day(bins[last]?.to ?? 0)}</span>
            <span>{day(bins.at(-1)?.to ?? 0)}</span>
          </p>
        </>
      )}
      <ul class="unseen">
        {[...scene.value.things.values()].filter(({ spans }) => spans.length).map((each: Thing) => (
          <li key={each.id}>{each.label}: {each.spans.map(({ from, to }) => [from, to].map((at) => (at === null ? "?" : day(at))).join(" – ")).join(", ")}</li>
        ))}
      </ul>
    </section>
  );
}
