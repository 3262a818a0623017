// The canvas -> what can be left out of sight, with counts of what is and would be in sight.
import { type Choice, choices, type Facet, filtering, turned } from "../canvas/filter";
import { NO_FILTERS } from "../canvas/canvas";
import { canvas, change } from "../history";
import { scene } from "../look";
import { plainName, relationName } from "../ontology";
import { words } from "../words";
import { Side } from "./side";
import { Sign } from "./sign";

const FACETS: [Facet, (value: string) => string][] = [["nouns", plainName], ["kinds", relationName], ["sources", String]];

function Group({ facet, found }: { facet: Facet; found: Choice[] }) {
  return (
    <fieldset>
      <legend>{words.facets[facet]}</legend>
      {found.map((each) => (
        <label key={each.value} class="choice">
          <input
            type="checkbox"
            checked={each.on}
            onChange={() => change(each.name, (before) => turned(before, facet, each.value))}
          />
          {facet === "nouns" && <Sign noun={each.value} />}
          <span class="name" title={each.name}>{each.name}</span>
          <span class="count">{each.count}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Degree() {
  const { degree } = canvas.value.filters;
  return (
    <fieldset>
      <legend>{words.degree}</legend>
      <label class="choice">
        <input
          type="number"
          min={0}
          value={degree}
          aria-label={words.degree}
          onChange={({ currentTarget }) => {
            const least = Math.max(0, Math.trunc(currentTarget.valueAsNumber) || 0);
            change(words.degree, (before) => ({ ...before, filters: { ...before.filters, degree: least } }));
          }}
        />
        <span class="quiet">{words.orMore}</span>
      </label>
    </fieldset>
  );
}

export function Facets() {
  const all = canvas.value;
  const partial = [...all.things.values(), ...all.relations.values()].some((each) => each.partial);
  return (
    <Side which="filters">
      <p class="quiet" role="status">{words.inSight(scene.value.things.size, all.things.size)}</p>
      {filtering(all.filters) && (
        <button onClick={() => change(words.showAll, (before) => ({ ...before, filters: NO_FILTERS }))}>{words.showAll}</button>
      )}
      {FACETS.map(([facet, name]) => {
        const found = choices(all, facet, name);
        return found.length > 0 && <Group key={facet} facet={facet} found={found} />;
      })}
      {partial && <p class="quiet">{words.partial}</p>}
      <Degree />
    </Side>
  );
}
