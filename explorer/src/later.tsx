// A part of the page that is loaded when it is first shown.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

const loaded = new Map<() => Promise<ComponentType>, ComponentType>();

export function Later({ load }: { load: () => Promise<ComponentType> }) {
  const [, ready] = useState(loaded.has(load));
  useEffect(() => {
    let here = true;
    if (!loaded.has(load))
      void load().then((part) => {
        loaded.set(load, part);
        if (here) ready(true);
      });
    return () => void (here = false);
  }, [load]);
  const Part = loaded.get(load);
  return Part ? <Part /> : <p class="quiet" role="status">…</p>;
}
