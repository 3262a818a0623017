// A field of a noun, from the ontology -> inputs for a value of it, and the value that they give.
import { useState } from "preact/hooks";
import { say } from "../edit";
import type { ChangeInput } from "../graphql/operations";
import { ontology, plainName, relationName, type Value } from "../ontology";
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

/** Says what a field of a thing is, beside what others say. */
export function Say({ id, field: first, value, done }: { id: string; field?: string; value?: unknown; done: () => void }) {
  const [noun = ""] = id.split(":");
  const known = ontology.value.nouns[noun];
  const fields = Object.entries(known?.fields ?? {}).filter(([, each]) => !each.computed);
  const [name, setName] = useState(first ?? fields[0]?.[0] ?? "");
  const field = known?.fields[name];
  const type = field && ontology.value.values[field.type];
  if (!known || !field || !type) return null;
  const parts = partsOf(type);
  const before = name === first ? value : undefined;
  const partOf = (part: Part): unknown => (part.name ? (before as Record<string, unknown> | undefined)?.[part.name] : before);
  const send = (reason: string, form: FormData): Promise<boolean> => {
    const set = { [known.single]: { [name]: valueOf(parts, field.many, form) } };
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
      <div class="parts" key={name}>
        {parts.map((part) => <Input key={part.name} part={part} label={part.name ? plainName(part.name) : plainName(name)} value={partOf(part)} />)}
      </div>
    </Reason>
  );
}
