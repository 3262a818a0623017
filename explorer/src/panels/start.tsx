// How many things there are -> where to begin: a first article where the graph is empty, else a name or a question.
import { useEffect, useState } from "preact/hooks";
import { ask, key, Refused } from "../graphql/request";
import { Begin, type BeginQuery } from "../graphql/operations";
import { turnSide } from "../look";
import { bringDocument, failed } from "../walk";
import { words } from "../words";
import { Changed } from "./changed";
import { FirstArticle } from "./first-article";
import { Questions } from "./questions";

export function Start() {
  const [found, setFound] = useState<BeginQuery | null>(null);
  const given = key.value;
  useEffect(() => {
    ask(Begin, {}, { panel: "start" }).then(setFound, (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      failed.value = error;
    });
  }, [given]);
  if (!found) return null;
  const { entities, documents, latest } = found;
  if (!documents.totalCount)
    return (
      <div class="start">
        <h2>{words.empty}</h2>
        <p>{words.emptyHint}</p>
        <FirstArticle />
      </div>
    );
  return (
    <div class="start">
      <h2>{words.begin}</h2>
      <p>{words.beginHint}</p>
      <p class="quiet">{words.known(entities.totalCount, documents.totalCount)}</p>
      <h3>{words.questions}</h3>
      <ul>
        <li><button class="plain" onClick={() => turnSide("paths")}>{words.howConnected}</button></li>
        <Questions />
      </ul>
      <Changed latest={latest.nodes[0]?.publishedAt ?? ""} />
      <h3>{words.latest}</h3>
      <ul>
        {latest.nodes.map((each) => (
          <li key={each.id}>
            <button class="plain" onClick={() => void bringDocument(each.id, each.title ?? each.id)}>{each.title ?? each.id}</button>
            <span class="quiet"> {[each.outlet, each.publishedAt].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
