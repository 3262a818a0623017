// The text of an article -> the graph, and what it speaks of onto the canvas.
import { useState } from "preact/hooks";
import { doable } from "../edit";
import { ask } from "../graphql/request";
import { Ingest } from "../graphql/operations";
import { attempt, bringDocument, said } from "../walk";
import { words } from "../words";

export function FirstArticle() {
  const [reading, setReading] = useState(false);
  const read = async (form: FormData): Promise<void> => {
    const told = (name: string): string | null => String(form.get(name) ?? "").trim() || null;
    setReading(true);
    await attempt(async () => {
      const input = { text: told("text") ?? "", outlet: told("outlet"), published: told("published") };
      const { ingest } = await ask(Ingest, { input });
      if (!ingest) return;
      said.value = words.readIt(ingest.changes.statementsAdded);
      await bringDocument(ingest.documentId, words.ingest);
    });
    setReading(false);
  };
  if (!doable.value) return <p class="quiet">{words.onlyReader}</p>;
  return (
    <form
      class="article"
      onSubmit={(event) => {
        event.preventDefault();
        void read(new FormData(event.currentTarget));
      }}
    >
      <label>{words.article}<textarea name="text" required rows={7} /></label>
      <div class="fields">
        <label>{words.outlet}<input name="outlet" autocomplete="off" /></label>
        <label>{words.published}<input name="published" type="date" /></label>
        <button class="primary" disabled={reading}>{reading ? words.ingesting : words.ingest}</button>
      </div>
    </form>
  );
}
