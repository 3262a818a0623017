// How many things there are -> where to begin: the sample or a first article where the graph is empty, else search.
import { useEffect, useState } from "preact/hooks";
import { ask, key, Refused } from "../graphql/request";
import { Begin, type BeginQuery } from "../graphql/operations";
import { failed } from "../walk";
import { words } from "../words";

export function Start() {
  const [found, setFound] = useState<BeginQuery | null>(null);
  const given = key.value;
  useEffect(() => {
    ask(Begin, {}).then(setFound, (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      failed.value = error;
    });
  }, [given]);
  if (!found) return null;
  const { entities, documents } = found;
  if (!documents.totalCount)
    return (
      <main class="start">
        <h2>{words.empty}</h2>
        <p>{words.emptyHint}</p>
        {words.emptyCommands.map((command) => <pre key={command}>{command}</pre>)}
      </main>
    );
  return (
    <main class="start">
      <h2>{words.begin}</h2>
      <p>{words.beginHint}</p>
      <p class="quiet">{words.known(entities.totalCount, documents.totalCount)}</p>
      <h3>{words.latest}</h3>
      <ul>
        {documents.nodes.map((each) => (
          <li key={each.id}>
            {each.title ?? each.id}
            <span class="quiet"> {[each.outlet, each.publishedAt].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </main>
  );
}
