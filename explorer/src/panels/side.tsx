// A panel's content -> the panel at the left, with its name and the button that closes it.
import type { ComponentChildren } from "preact";
import { type SIDES, turnSide } from "../look";
import { words } from "../words";

export function Side({ which, wide, children }: { which: (typeof SIDES)[number]; wide?: boolean; children: ComponentChildren }) {
  return (
    <aside class={wide ? "side wide" : "side"} aria-label={words.sides[which]}>
      <header>
        <h2>{words.sides[which]}</h2>
        <button class="close" aria-label={words.close} onClick={() => turnSide("")}>×</button>
      </header>
      {children}
    </aside>
  );
}
