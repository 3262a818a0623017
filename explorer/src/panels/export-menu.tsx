// What is in sight -> a file of the format that is picked.
import { useState } from "preact/hooks";
import { FORMATS, save } from "../export/formats";
import { scene } from "../look";
import { attempt } from "../walk";
import { words } from "../words";

export function ExportMenu() {
  const [open, setOpen] = useState(false);
  return (
    <div class="menu" onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <button aria-expanded={open} aria-haspopup="true" disabled={!scene.value.things.size} onClick={() => setOpen(!open)}>
        {words.export}
      </button>
      {open && (
        <ul>
          {Object.keys(FORMATS).map((name) => (
            <li key={name}>
              <button
                onClick={() => {
                  setOpen(false);
                  void attempt(() => save(name, scene.value));
                }}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
