// Things of which it is not on the canvas where they lead -> a line that says why a view leaves them out, and a way to bring it.
import { leadingOff } from "../canvas/way";
import { canvas } from "../history";
import { bundling, drawing, scene, view } from "../look";
import { ontology, plainName } from "../ontology";
import { showEnds } from "../walk";
import { words } from "../words";

export function Lead() {
  const map = view.value === "map";
  if (!scene.value.things.size || !(map || (view.value === "graph" && bundling.value))) return null;
  // What is filtered out of sight is on the canvas all the same: to bring it again would show nothing.
  const off = leadingOff(canvas.value, ontology.value).filter(({ id }) => scene.value.things.has(id));
  const [first] = off;
  if (!first) return map || drawing.value.members.size ? null : <p class="notice" role="status">{words.noBundle}</p>;
  const alike = off.every(({ noun }) => noun === first.noun) ? ontology.value.nouns[first.noun] : undefined;
  return (
    <p class="notice" role="status">
      {words.leadingOff(off.length, plainName(alike?.single ?? words.thing), plainName(alike?.plural ?? words.anything), map)}
      <button class="plain" onClick={() => void showEnds(off)}>{words.showEnds(off.length)}</button>
    </p>
  );
}
