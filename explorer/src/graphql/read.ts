// Things and relations as the service tells them -> as they stand on the canvas.
import type { Place, Relation, Source, Thing, Told } from "../canvas/canvas";
import type { Point } from "../canvas/place";
import { meantBy } from "../names";
import type { Ontology } from "../ontology";
import { span, type Told as Dates } from "../time/period";
import { fieldsOf } from "./fields";
import type { EdgeFragment, KnownFragment } from "./operations";

interface Document {
  id: string;
  title: string | null;
  outlet: string | null;
}

function sourcesOf(documents: readonly (Document | null | undefined)[]): Source[] {
  const found = new Map<string, Source>();
  for (const each of documents) if (each) found.set(each.id, { id: each.id, name: each.title ?? each.outlet ?? each.id });
  return [...found.values()];
}

export function thingOf(told: KnownFragment, ontology: Ontology): Omit<Thing, keyof Point> {
  const values = told as unknown as Record<string, unknown>;
  const periods = fieldsOf(ontology, told.__typename, "Period").map((name) => values[name] as Dates | null | undefined);
  const places = fieldsOf(ontology, told.__typename, "Location").map((name) => values[name] as Place | null | undefined);
  const dated: Told = {
    spans: periods.flatMap((each) => (each ? (span(each) ?? []) : [])),
    sources: sourcesOf(told.statements.nodes.map(({ reportedIn }) => reportedIn)),
    partial: told.statements.pageInfo.hasNextPage,
  };
  // What leads from place to place stands at none.
  const place = ontology.nouns[told.__typename]?.journey ? null : (places.find((each) => each) ?? null);
  return { ...dated, ...meantBy(told), counts: told.relationCounts, place };
}

export function relationOf(told: EdgeFragment): Relation {
  const period = told.period && span(told.period);
  return {
    id: told.id,
    kind: told.kind,
    from: told.from.id,
    to: told.to.id,
    modality: told.modality,
    disputed: told.disputed === true,
    alternative: told.alternative !== null,
    spans: period ? [period] : [],
    sources: sourcesOf(told.evidence.nodes.map(({ statement }) => statement.reportedIn)),
    weight: told.evidence.nodes.length,
    partial: told.evidence.pageInfo.hasNextPage,
  };
}
