// Spans in code points, as the service counts, -> spans in UTF-16 units, as strings here are cut.
export interface Span {
  start: number;
  end: number;
}

/** Where the code points begin in the string; the last is its length. */
export function units(text: string): (point: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => Math.max(0, Math.min(point, text.length));
  const begins: number[] = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) begins.push(unit);
  return (point) => begins[Math.max(0, point)] ?? text.length;
}

export interface Piece {
  text: string;
  mark: "" | "sentence" | "words";
}

/** A text in pieces: a sentence in it, and in the sentence the words that count. */
export function pieces(text: string, sentence: Span, words: Span | null): Piece[] {
  const at = units(text);
  const inner = words && words.start >= sentence.start && words.end <= sentence.end ? words : { start: sentence.end, end: sentence.end };
  const cuts: [number, number, Piece["mark"]][] = [
    [0, sentence.start, ""],
    [sentence.start, inner.start, "sentence"],
    [inner.start, inner.end, "words"],
    [inner.end, sentence.end, "sentence"],
  ];
  const found = cuts.map(([start, end, mark]) => ({ text: text.slice(at(start), at(end)), mark }));
  return [...found, { text: text.slice(at(sentence.end)), mark: "" as const }].filter((piece) => piece.text);
}
