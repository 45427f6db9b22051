import type { EditionContent } from './edition.ts';
import { editionFinding } from './edition-finding.ts';
import { SUSPICIONS, type Suspicion } from './suspicion.ts';
import type { Totals } from './totals.ts';

/** What an edition says, without its stations: what stands on its first page. */
export interface EditionSummary {
  /** Stations in it, those that no total counts among them. */
  readonly stations: number;
  /** Of them: in regions that no total counts. */
  readonly excepted: number;
  /** The headline: without stations that something speaks against. */
  readonly country: Totals;
  /** The same with them. */
  readonly countryWithSuspect: Totals;
  /** For how many stations of the country each thing speaks against our numbers; one can have several. */
  readonly suspicions: Readonly<Record<Suspicion, number>>;
  /** What is not as in the edition before. */
  readonly changes: { readonly numbers: number; readonly stations: number };
}

/** A station that totals leave out, and why. */
export interface LeftOutStation {
  readonly code: string;
  readonly name: string;
  readonly levels: readonly string[];
  readonly because: readonly Suspicion[];
  /** Proven all the same: with it the headline would say so many more. */
  readonly missing: number;
}

/** Sums an edition up, and names every station that totals leave out. */
export function summarizeEdition(edition: EditionContent): {
  readonly summary: EditionSummary;
  readonly leftOut: readonly LeftOutStation[];
} {
  const { findings, country, countryWithSuspect } = editionFinding(edition);
  const except = new Set(edition.except);
  const suspicions = new Map<Suspicion, number>(SUSPICIONS.map((one) => [one, 0]));
  const leftOut: LeftOutStation[] = [];
  let excepted = 0;
  for (const [at, { code, name, levels }] of edition.stations.entries()) {
    if (except.has(levels[0] ?? '')) {
      excepted += 1;
      continue;
    }
    const finding = findings[at];
    if (finding === undefined || finding.suspicions.length === 0) continue;
    for (const one of finding.suspicions) suspicions.set(one, (suspicions.get(one) ?? 0) + 1);
    const missing = finding.choices.reduce((sum, choice) => sum + choice.missing, 0);
    leftOut.push({ code, name, levels, because: finding.suspicions, missing });
  }
  const summary: EditionSummary = {
    stations: edition.stations.length,
    excepted,
    country,
    countryWithSuspect,
    suspicions: Object.fromEntries(suspicions) as Record<Suspicion, number>,
    changes: {
      numbers: edition.changes.length,
      stations: new Set(edition.changes.map(({ stationCode }) => stationCode)).size,
    },
  };
  return { summary, leftOut };
}
