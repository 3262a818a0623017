// A field of a noun, from the ontology -> inputs for a value of it, and the value that they give.
import { useState } from "preact/hooks";
import { say } from "../edit";
import type { ChangeInput } from "../graphql/operations";
import { nounOf, ontology, plainName, relationName, type Value } from "../ontology";
import { words } from "../words";
import { Reason } from "./reason";

interface Part {
  name: string;
  scalar: string;
  /** What it can be, where that is a list. */
  choices: readonly string[];
}

const bare = (type: string): string => type.replace(/[![\]]/g, "");

/** The inputs that a value of a type takes: one for each of its parts, or one alone, without a name. */
function partsOf(value: Value): Part[] {
  if (!value.outputs.length) return [{ name: "", scalar: value.name, choices: value.choices }];
  const given = value.outputs.filter(([name]) => !value.derived.includes(name));
  return given.map(([name, scalar]) => ({ name, scalar, choices: ontology.value.values[bare(scalar)]?.choices ?? [] }));
}

function read({ scalar, choices }: Part, told: string): unknown {
  const type = bare(scalar);
  if (choices.length || !told) return told || null;
  if (type === "Int" || type === "Float") return Number(told);
  return type === "Boolean" ? told === "true" : told;
}

/** What a form says of a field; null where it says nothing. */
function valueOf(parts: readonly Part[], many: boolean, form: FormData): unknown {
  const told = parts.map((part): [string, unknown] => [part.name, read(part, String(form.get(`value-${part.name}`) ?? "").trim())]);
  if (told.every(([, value]) => value === null)) return null;
  const value = told[0]?.[0] === "" ? told[0][1] : Object.fromEntries(told);
  return many ? [value] : value;
}

function Input({ part, label, value }: { part: Part; label: string; value: unknown }) {
  const type = bare(part.scalar);
  const name = `value-${part.name}`;
  const told = value === null || value === undefined ? "" : String(value);
  const choices = type === "Boolean" ? ["true", "false"] : part.choices;
  const optional = !part.scalar.endsWith("!");
  return (
    <label>
      {label}
      {choices.length ? (
        <select name={name} value={told}>
          {optional && <option value="" />}
          {choices.map((each) => <option key={each} value={each}>{type === "Boolean" ? words[each === "true" ? "yes" : "no"] : relationName(each)}</option>)}
        </select>
      ) : (
        <input name={name} defaultValue={told} autocomplete="off" required={!optional}
          inputMode={type === "Int" || type === "Float" ? "decimal" : "text"} pattern={type === "Int" ? "-?[0-9]+" : undefined} />
      )}
    </label>
  );
}

/** A field's type as the ontology tells it, with the inputs that it takes. */
function fieldOf(id: string, name: string): { many: boolean; doc: string; parts: Part[] } | null {
  const field = ontology.value.nouns[nounOf(id)]?.fields[name];
  const type = field && ontology.value.values[field.type];
  return type ? { many: field.many, doc: field.doc, parts: partsOf(type) } : null;
}

/** The inputs for a value of a thing's field, filled with one. */
export function Inputs({ id, field, value }: { id: string; field: string; value: unknown }) {
  const known = fieldOf(id, field);
  if (!known) return null;
  const partOf = (part: Part): unknown => (part.name ? (value as Record<string, unknown> | undefined)?.[part.name] : value);
  return (
    <div class="parts">
      {known.parts.map((part) => <Input key={part.name} part={part} label={part.name ? plainName(part.name) : plainName(field)} value={partOf(part)} />)}
    </div>
  );
}

/** The value that a form with a field's inputs gives; of a field of many, one of them. */
export function valueIn(id: string, field: string, form: FormData): unknown {
  const known = fieldOf(id, field);
  return known && valueOf(known.parts, false, form);
}

/** Says what a field of a thing is, beside what others say. */
export function Say({ id, field: first, value, done }: { id: string; field?: string; value?: unknown; done: () => void }) {
  const known = ontology.value.nouns[nounOf(id)];
  const fields = Object.entries(known?.fields ?? {}).filter(([, each]) => !each.computed);
  const [name, setName] = useState(first ?? fields[0]?.[0] ?? "");
  const field = fieldOf(id, name);
  if (!known || !field) return null;
  const send = (reason: string, form: FormData): Promise<boolean> => {
    const set = { [known.single]: { [name]: valueOf(field.parts, field.many, form) } };
    return say([id], reason, { update: { id, set } } as unknown as ChangeInput);
  };
  return (
    <Reason verb={words.sayThis} send={send} done={done}>
      {!first && (
        <label>
          {words.field}
          <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
            {fields.map(([each]) => <option key={each} value={each}>{plainName(each)}</option>)}
          </select>
        </label>
      )}
      <p class="quiet">{field.doc}</p>
      <Inputs key={name} id={id} field={name} value={name === first ? value : undefined} />
    </Reason>
  );
}
