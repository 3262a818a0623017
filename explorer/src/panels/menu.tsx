// A button and what it offers -> a list that opens below it.
import { useState } from "preact/hooks";

export function Menu({ name, disabled, choices }: { name: string; disabled: boolean; choices: readonly (readonly [string, () => void])[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div
      class="menu"
      onKeyDown={(event) => {
        if (!open || event.key !== "Escape") return;
        event.stopPropagation();
        setOpen(false);
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget as Node | null) || setOpen(false)}
    >
      <button aria-expanded={open} aria-haspopup="true" disabled={disabled} onClick={() => setOpen(!open)}>{name}</button>
      {open && (
        <ul>
          {choices.map(([choice, run]) => (
            <li key={choice}><button onClick={() => (setOpen(false), run())}>{choice}</button></li>
          ))}
        </ul>
      )}
    </div>
  );
}
