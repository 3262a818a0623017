// Some things -> how many relations of each kind and direction they have, to be expanded, and what else can be done with them.
import { counted, shown, type Thing } from "../canvas/canvas";
import { canvas } from "../history";
import { relationName } from "../ontology";
import { collapse, expand, hide, pin } from "../walk";
import { words } from "../words";

export function Connections({ things }: { things: readonly Thing[] }) {
  const ids = things.map(({ id }) => id);
  const several = new Set(ids);
  const { pinned } = canvas.value;
  return (
    <section>
      <h3>{words.connections}</h3>
      <div class="chips">
        {counted(things).map(({ kind, direction, count }) => {
          const rest = count - shown(canvas.value, several, kind, direction);
          const name = (
            <>
              <span aria-hidden="true">{words.directions[direction]}</span> {relationName(kind)}
              <span class="unseen"> {words.directionNames[direction]} </span>
            </>
          );
          // What is whole on the canvas is told, and no button: there is nothing more to bring.
          if (rest <= 0)
            return <span key={kind + direction} class="chip whole" title={words.allShown}>{name}<span class="count">{count}</span></span>;
          return (
            <button key={kind + direction} class="chip" onClick={() => void expand(ids, kind, direction)}>
              {name}
              <span class="count">{rest < count ? `${count - rest}/${count}` : count}</span> <span class="more" aria-hidden="true">+</span>
            </button>
          );
        })}
      </div>
      <div class="verbs">
        <button onClick={() => void expand(ids)}>{words.expand} <kbd>E</kbd></button>
        <button onClick={() => collapse(ids)}>{words.collapse} <kbd>C</kbd></button>
        <button onClick={() => hide(ids)}>{words.hide} <kbd>H</kbd></button>
        <button onClick={() => pin(ids)}>{ids.every((id) => pinned.has(id)) ? words.unpin : words.pin} <kbd>I</kbd></button>
      </div>
    </section>
  );
}
