// A noun and a name -> things of that noun, on the canvas or found by the name, of which a form takes one.
import { useEffect, useState } from "preact/hooks";
import { Search } from "../graphql/operations";
import { ask } from "../graphql/request";
import { canvas } from "../history";
import { apart, type Meant, meantBy } from "../names";
import { ontology } from "../ontology";
import { attempt } from "../walk";
import { words } from "../words";

const PAUSE = 200;
const MOST = 25;

/** `but`: what it is not; `first`: the name that is looked for until another is written. */
export function Choose({ noun, but, first }: { noun: string; but: readonly string[]; first: string }) {
  const [text, setText] = useState(first);
  const [found, setFound] = useState<readonly Meant[]>([]);
  useEffect(() => {
    let here = true;
    const wanted = text.trim();
    const pause = setTimeout(() => {
      if (!wanted) return setFound([]);
      void attempt(async () => {
        const { search } = await ask(Search, { text: wanted, kinds: [noun], first: MOST }, { panel: "search" });
        if (here) setFound(search.edges.flatMap(({ node }) => ("label" in node ? [meantBy(node)] : [])));
      });
    }, PAUSE);
    return () => {
      here = false;
      clearTimeout(pause);
    };
  }, [text, noun]);
  const fits = (each: string): boolean => each === noun || (ontology.value.nouns[each]?.labels.includes(noun) ?? false);
  const there = text.trim() ? [] : [...canvas.value.things.values()].filter((each) => fits(each.noun));
  const options = [...there, ...found].filter(({ id }) => !but.includes(id));
  const name = apart(options);
  return (
    <>
      <label>{words.findOther}<input type="search" autocomplete="off" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} /></label>
      <label>
        {words.correctTo}
        <select name="to" aria-label={words.correctTo} required>
          <option value="">{words.choose}</option>
          {options.map((each) => <option key={each.id} value={each.id}>{name(each)}</option>)}
        </select>
      </label>
    </>
  );
}
