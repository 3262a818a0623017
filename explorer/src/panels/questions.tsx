// Nouns whose things lead from place to place -> questions about the places that most of them lead to.
import { useEffect, useState } from "preact/hooks";
import { ask, key, Refused } from "../graphql/request";
import type { Operation } from "../graphql/operations";
import { ontology, type Ontology, plainName } from "../ontology";
import { expandFrom } from "../walk";
import { words } from "../words";

const FIRST = 3;

interface Question {
  id: string;
  label: string;
  nouns: string;
  link: string;
}
type Answer = Record<string, { nodes: { id: string; label: string }[] }>;

/** Of each noun that leads somewhere: where most lead to. */
function asking(found: Ontology): { text: string; nouns: string; link: string; plural: string }[] {
  return Object.values(found.nouns).flatMap(({ journey, ways, plural }) => {
    const way = journey && ways[journey.end];
    const target = way && found.nouns[way.target];
    const back = way && found.links.find(({ type }) => type === way.link)?.back;
    if (!target || !back) return [];
    const order = `orderBy: [{${back}: {count: DESC}}], where: {${back}: {count: {gt: 0}}}`;
    return [{ text: `{ ${target.plural}(${order}, first: ${FIRST}) { nodes { id label } } }`, nouns: plural, link: way.link, plural: target.plural }];
  });
}

export function Questions() {
  const [found, setFound] = useState<readonly Question[] | null>(null);
  const given = key.value;
  useEffect(() => {
    const all = asking(ontology.value).map(async ({ text, nouns, link, plural }) => {
      const answer = await ask(text as Operation<Answer, object>, {});
      return (answer[plural]?.nodes ?? []).map(({ id, label }) => ({ id, label, nouns, link }));
    });
    // Questions are an offer; what refuses them is told by the rest of the page.
    Promise.all(all).then((each) => setFound(each.flat()), (error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      setFound([]);
    });
  }, [given]);
  // Until they come, as many lines as there may be: what stands below stays where it is.
  const free = found ? 0 : asking(ontology.value).length * FIRST;
  return (
    <>
      {found?.map(({ id, label, nouns, link }) => {
        const question = words.whatLeadsTo(plainName(nouns), label);
        return (
          <li key={id} class="asked">
            <button class="plain" title={question} onClick={() => void expandFrom(id, label, link, "IN")}>{question}</button>
          </li>
        );
      })}
      {Array.from({ length: free }, (_, index) => <li key={index} class="asked" aria-hidden="true" />)}
    </>
  );
}
