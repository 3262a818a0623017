// The ontology -> the fields that place and date things of each noun, added to the operations that put things on the canvas.
import type { Ontology } from "../ontology";
import type { Operation } from "./operations";

const PARTS: Record<string, string> = {
  Location: "latitude longitude",
  Period: "start end text precision basis",
};

/** Names of a noun's fields of a type of values. */
export function fieldsOf(ontology: Ontology, noun: string, type: string): string[] {
  return Object.entries(ontology.nouns[noun]?.fields ?? {}).flatMap(([name, field]) => (field.type === type ? [name] : []));
}

/** An operation that asks, wherever it asks for `Known`, for when and where things are too. */
export function withFields<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  ontology: Ontology,
): Operation<Answer, Variables> {
  const wanted = Object.entries(ontology.nouns).flatMap(([noun, { interface: several, labels }]) => {
    if (several || !labels.includes("Entity")) return [];
    const fields = Object.entries(PARTS).flatMap(([type, parts]) =>
      fieldsOf(ontology, noun, type).map((name) => `      ${name} { ${parts} }`),
    );
    return fields.length ? [`  ... on ${noun} {\n${fields.join("\n")}\n  }`] : [];
  });
  return operation.replace("fragment Known on Entity {", (head) => [head, ...wanted].join("\n")) as Operation<Answer, Variables>;
}
