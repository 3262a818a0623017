// A claim -> who says or denies it.
import type { ToldFragment } from "../graphql/operations";
import { words } from "../words";

export function saying({ statement, polarity }: ToldFragment): string {
  const named = statement.saidBy.nodes.map(({ label }) => label).join(", ");
  const who = named || statement.reportedIn?.outlet || words.own;
  return polarity === "DENIED" ? words.denies(who) : words.says(who);
}
