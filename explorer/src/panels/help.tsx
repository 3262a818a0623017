// The keys of the page, each with what it does.
import { helping } from "../look";
import { VERBS } from "../verbs";
import { words } from "../words";

export function Help() {
  const told = [...VERBS.filter(({ key }) => key).map(({ key, name }) => [key.length > 1 ? key : key.toUpperCase(), name]), ["← ↑ → ↓", words.arrows], [words.shiftClick, words.alsoPick], [words.shiftDrag, words.lasso]];
  return (
    <section class="help" role="dialog" aria-label={words.help}>
      <div class="head">
        <h2>{words.help}</h2>
        <button class="close" aria-label={words.close} onClick={() => (helping.value = false)}>×</button>
      </div>
      <dl>
        {told.map(([key, what]) => (
          <div key={key}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
