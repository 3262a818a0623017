// What was written, by the reader or by others -> a line that says so, and never takes the canvas away.
import { takeBack, written } from "../edit";
import { following, news, show } from "../live";
import { words } from "../words";
import { Lead } from "./lead";

export function Notice() {
  const told = news.value;
  const mine = written.value;
  return (
    <div class="notices">
      <Lead />
      {mine && (
        <p class="notice" role="status">
          {words.written} <button class="plain" onClick={() => void takeBack(mine.document, mine.ids)}>{words.takeBack}</button>
          <button class="close" aria-label={words.close} onClick={() => (written.value = null)}>×</button>
        </p>
      )}
      {told && (
        <p class="notice" role="status">
          {words.changed(told.author, told.many)}
          {told.fresh.length > 0 && <button class="plain" onClick={show}>{words.showFresh(told.fresh.length)}</button>}
          <button class="close" aria-label={words.close} onClick={() => (news.value = null)}>×</button>
        </p>
      )}
      <i class={`pulse${following.value ? " on" : ""}`} role="img" aria-label={following.value ? words.following : words.notFollowing}
        title={following.value ? words.following : words.notFollowing} />
    </div>
  );
}
