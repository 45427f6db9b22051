import type { Edition } from '../finding/edition.ts';
import { byCodeUnits } from '../finding/edition-changes.ts';
import type { EditionFinding } from '../finding/edition-finding.ts';
import type { StationFinding } from '../finding/station-finding.ts';
import { type Totals, totalsOf } from '../finding/totals.ts';

/** The country (no level), a region, a town …, added up. */
export interface AreaTotals {
  /** From the widest to the narrowest; empty for the country. */
  readonly levels: readonly string[];
  /** Without stations that something speaks against: the default. */
  readonly totals: Totals;
  readonly withSuspect: Totals;
}

/**
 * Totals of the country and of every area of every level, widest first, one after another. Excepted regions are in none
 * of them. `only`: those with so many levels.
 */
export function* areaTotals(edition: Edition, { findings }: EditionFinding, only?: number): Generator<AreaTotals> {
  const choiceIds = edition.election.choices.map(({ id }) => id);
  const except = new Set(edition.except);
  const areas = new Map<string, { levels: readonly string[]; findings: StationFinding[] }>();
  for (const [at, { levels }] of edition.stations.entries()) {
    const finding = findings[at];
    if (finding === undefined || except.has(levels[0] ?? '')) continue;
    for (let depth = only ?? 0; depth <= Math.min(levels.length, only ?? levels.length); depth += 1) {
      const path = levels.slice(0, depth);
      const key = path.join('\n');
      const area = areas.get(key);
      if (area === undefined) areas.set(key, { levels: path, findings: [finding] });
      else area.findings.push(finding);
    }
  }
  const sorted = [...areas].sort(([a, { levels: x }], [b, { levels: y }]) => x.length - y.length || byCodeUnits(a, b));
  for (const [, { levels, findings: of }] of sorted) {
    yield { levels, totals: totalsOf(of, choiceIds), withSuspect: totalsOf(of, choiceIds, { withSuspect: true }) };
  }
}
