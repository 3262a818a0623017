// An answer of any form -> the ids of the things in it, each once, in the order in which they stand there.

/** Ids as the service gives them: a noun and a name. `nouns` are those of things that can stand on the canvas. */
export function idsIn(answer: unknown, nouns: readonly string[]): string[] {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part === "string") {
      if (nouns.some((noun) => part.startsWith(`${noun}:`)) && !/\s/.test(part)) found.add(part);
    } else if (part && typeof part === "object") Object.values(part).forEach(walk);
  };
  walk(answer);
  return [...found];
}
