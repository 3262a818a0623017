// A claim -> who says or denies it.
import type { ToldFragment } from "../graphql/operations";
import { words } from "../words";

interface Statement {
  saidBy: { nodes: readonly { label: string }[] };
  reportedIn: { outlet: string | null } | null;
}

/** Who makes a statement: those who are named, or else who published it. */
export function sayer({ saidBy, reportedIn }: Statement): string {
  return saidBy.nodes.map(({ label }) => label).join(", ") || reportedIn?.outlet || words.own;
}

export function saying({ statement, polarity }: ToldFragment): string {
  const who = sayer(statement);
  return polarity === "DENIED" ? words.denies(who) : words.says(who);
}
