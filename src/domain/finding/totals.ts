import { groupBy } from '../group-by.ts';
import { median } from '../sums.ts';
import type { ChoiceFinding, StationFinding } from './station-finding.ts';

/** What several stations say together: a country, a region, a town. */
export interface Totals {
  /** Stations that are counted here. */
  readonly stations: number;
  /** Left out because something speaks against our numbers there. */
  readonly leftOut: number;
  /** Counted ones that have any official number, and that have any number of ours. */
  readonly withOfficial: number;
  readonly withOurs: number;
  /** With both: where anything can be compared. */
  readonly compared: number;
  /** Proven wrong for at least one choice. */
  readonly proven: number;
  /** Votes missing at least, over all choices. */
  readonly missing: number;
  readonly choices: readonly ChoiceTotals[];
}

export interface ChoiceTotals {
  readonly choiceId: string;
  readonly ours: number;
  /** Over stations that report this choice. */
  readonly official: number;
  readonly withOfficial: number;
  readonly proven: number;
  readonly missing: number;
  /** Of the proven ones: how far above the official number, as a median and at most; 0 without any. */
  readonly medianExcess: number;
  readonly largestExcess: number;
  /** Proven by so few that as many fakes would overturn it. */
  readonly byFiveOrFewer: number;
}

export interface TotalsOptions {
  /** Stations with suspicions count too. By default they are left out, and their number is told. */
  readonly withSuspect?: boolean;
}

/** Adds findings up. Choices stand in the order of `choiceIds`. */
export function totalsOf(
  findings: readonly StationFinding[],
  choiceIds: readonly string[],
  { withSuspect = false }: TotalsOptions = {},
): Totals {
  const counted = withSuspect ? findings : findings.filter(({ suspicions }) => suspicions.length === 0);
  const byChoice = new Map<string, ChoiceFinding[]>(choiceIds.map((id) => [id, []]));
  let [withOfficial, withOurs, compared, proven] = [0, 0, 0, 0];
  for (const finding of counted) {
    const hasOurs = finding.choices.some(({ ours }) => ours > 0);
    if (finding.hasOfficial) withOfficial += 1;
    if (hasOurs) withOurs += 1;
    if (finding.hasOfficial && hasOurs) compared += 1;
    if (finding.proven) proven += 1;
    for (const choice of finding.choices) byChoice.get(choice.choiceId)?.push(choice);
  }
  const choices = [...byChoice].map(([choiceId, all]) => choiceTotals(choiceId, all));
  return {
    stations: counted.length,
    leftOut: findings.length - counted.length,
    withOfficial,
    withOurs,
    compared,
    proven,
    missing: choices.reduce((sum, { missing }) => sum + missing, 0),
    choices,
  };
}

/** A region (a widest level) and what its stations say together. */
export interface RegionTotals {
  readonly region: string;
  readonly totals: Totals;
}

/** Adds findings up for each region, by name. */
export function totalsByRegion(
  findings: readonly { readonly region: string; readonly finding: StationFinding }[],
  choiceIds: readonly string[],
  options?: TotalsOptions,
): RegionTotals[] {
  return [...groupBy(findings, ({ region }) => region)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, of]) => {
      const its = of.map(({ finding }) => finding);
      return { region, totals: totalsOf(its, choiceIds, options) };
    });
}

function choiceTotals(choiceId: string, all: readonly ChoiceFinding[]): ChoiceTotals {
  const excesses = all.flatMap(({ missing }) => (missing > 0 ? [missing] : [])).sort((a, b) => a - b);
  const reported = all.filter(({ official }) => official !== null);
  return {
    choiceId,
    ours: all.reduce((sum, { ours }) => sum + ours, 0),
    official: reported.reduce((sum, { official }) => sum + (official ?? 0), 0),
    withOfficial: reported.length,
    proven: excesses.length,
    missing: excesses.reduce((sum, excess) => sum + excess, 0),
    medianExcess: median(excesses),
    largestExcess: excesses.at(-1) ?? 0,
    byFiveOrFewer: excesses.filter((excess) => excess <= 5).length,
  };
}
