// Views that people saved under a name -> a list to open them from, and a name for the one that is seen.
import { useEffect, useState } from "preact/hooks";
import { doable } from "../edit";
import { canvas } from "../history";
import { forget, openSaved, reader, readSaved, save, saved } from "../saved";
import { words } from "../words";
import { Side } from "./side";

export function SavedViews() {
  const [name, setName] = useState("");
  useEffect(() => void readSaved(), []);
  const mine = (author: string): boolean => doable.value && (reader.value?.role === "admin" || reader.value?.name === author);
  return (
    <Side which="saved">
      <p class="quiet">{words.savedHint}</p>
      {doable.value && (
        <form
          class="saving"
          onSubmit={(event) => {
            event.preventDefault();
            void save(name.trim()).then(() => setName(""));
          }}
        >
          <label class="line">
            {words.saveAs}
            <input required maxLength={80} autocomplete="off" value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} />
          </label>
          <button class="primary" disabled={!canvas.value.things.size}>{words.save}</button>
        </form>
      )}
      {saved.value && !saved.value.length && <p class="quiet" role="status">{words.noneSaved}</p>}
      <ul class="results">
        {saved.value?.map((each) => (
          <li key={each.name}>
            <span class="names">
              <button class="plain" onClick={() => openSaved(each)}>{each.name}</button>
              <span class="quiet">{each.author} · {each.at.slice(0, 10)}</span>
            </span>
            {mine(each.author) && <button class="close" aria-label={words.forget(each.name)} onClick={() => void forget(each.name)}>×</button>}
          </li>
        ))}
      </ul>
    </Side>
  );
}
