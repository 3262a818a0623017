// What is in sight, with the claims behind every relation -> one HTML file that needs nothing else.
import type { Canvas } from "../canvas/canvas";
import { Snapshot, type ToldFragment } from "../graphql/operations";
import { ask } from "../graphql/request";
import { relationName } from "../ontology";
import { saying } from "../text/saying";
import { words } from "../words";
import { svg } from "./picture";
import { xml } from "./xml";

const MOST = 1000;
const STYLE =
  "body{max-width:1000px;margin:30px auto;padding:0 20px;font:15px/1.5 system-ui,sans-serif;color:#18202b}" +
  "svg{max-width:100%;height:auto;border:1px solid #d9dee5;border-radius:8px}" +
  "h2{margin:26px 0 4px;font-size:16px}blockquote{margin:4px 0 10px;padding-left:12px;border-left:3px solid #ffd65c}small{color:#566273}";

function told(claim: ToldFragment): string {
  const { text, reportedIn } = claim.statement;
  const title = reportedIn?.title ?? reportedIn?.outlet ?? "";
  const link = reportedIn?.url && /^https?:/.test(reportedIn.url) ? `<a href="${xml(reportedIn.url)}">${xml(title)}</a>` : xml(title);
  const date = [reportedIn?.publishedAt, claim.row ?? claim.statement.row].filter(Boolean).join(" · ");
  return `<p><strong>${xml(saying(claim))}</strong> <small>${link} ${xml(date)}</small></p>${text ? `<blockquote>${xml(text)}</blockquote>` : ""}`;
}

/** Throws Refused. */
export async function snapshot(canvas: Canvas): Promise<string> {
  const ids = [...canvas.things.keys()].slice(0, MOST);
  const { neighbourhood } = await ask(Snapshot, { ids }, { panel: "canvas" });
  const relations = neighbourhood.relations.filter(({ id }) => canvas.relations.has(id));
  const name = (id: string): string => canvas.things.get(id)?.label ?? id;
  const parts = relations.map(
    ({ kind, from, to, evidence }) =>
      `<section class="relation"><h2>${xml(name(from.id))} → ${xml(name(to.id))} <small>${xml(relationName(kind))}</small></h2>` +
      `${evidence.nodes.map(told).join("")}</section>`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${xml(words.title)}</title><style>${STYLE}</style></head><body><h1>${xml(words.title)}</h1>`,
    svg(canvas),
    ...parts,
    "</body></html>",
    "",
  ].join("\n");
}
