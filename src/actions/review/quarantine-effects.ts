import type { StationNumbers } from '../../domain/finding/numbers.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Slice } from '../../domain/review/orders.ts';
import { changesFinding, type QuarantineEffect, quarantineEffect } from '../../domain/review/quarantine-effect.ts';
import type { Database } from '../../storage/database.ts';
import { countSlice, type SliceCount } from '../../storage/review-slices.ts';
import { readFinding } from '../read-finding.ts';

/** What setting a slice aside (or ending its quarantine) does to one station's finding. */
export interface StationEffect extends QuarantineEffect {
  readonly stationId: string;
  /** Accepted ballots of the slice here. */
  readonly ballots: number;
}

export interface QuarantineEffects {
  /** Accepted ballots of the slice, everywhere. */
  readonly ballots: number;
  /** Stations whose finding would be another one, those first that are no longer proven. */
  readonly stations: readonly StationEffect[];
}

/** What it does to set a slice aside; `lifting`: to end its quarantine. */
export type EffectsOf = (slice: Slice, lifting?: boolean) => Promise<QuarantineEffects>;

/**
 * What published findings would become against the commission's newest numbers: shown before anybody sets a slice
 * aside, and beside every quarantine in force. However many slices are asked about, the numbers are read once, as they
 * are at the first of them: make it anew for every page.
 */
export function quarantineEffects(database: Database, electionId: string): EffectsOf {
  let finding: ReturnType<typeof readFinding> | undefined;
  return async (slice, lifting = false) => {
    const counts = await countSlice(database.pool, electionId, slice, lifting);
    if (counts.length === 0) return { ballots: 0, stations: [] };
    finding ??= readFinding(database, { electionId, source: 'cec', basis: 'verified' });
    return effectsAt((await finding)?.stations ?? [], counts, lifting ? 1 : -1);
  };
}

function effectsAt(all: readonly StationNumbers[], counts: readonly SliceCount[], sign: 1 | -1): QuarantineEffects {
  const byStation = groupBy(counts, ({ stationId }) => stationId);
  const stations = all.flatMap((station) => {
    const own = byStation.get(station.stationId);
    if (own === undefined) return [];
    const effect = effectAt(station, own, sign);
    return changesFinding(effect) ? [{ ...effect, stationId: station.stationId, ballots: ballotsOf(own) }] : [];
  });
  return { ballots: ballotsOf(counts), stations: stations.sort((a, b) => weight(b) - weight(a)) };
}

function ballotsOf(counts: readonly SliceCount[]): number {
  return counts.reduce((sum, { ballots }) => sum + ballots, 0);
}

/** `verified` of a station's numbers is what is published: without what is in quarantine already. */
function effectAt(station: StationNumbers, counts: readonly SliceCount[], sign: 1 | -1): QuarantineEffect {
  return quarantineEffect(
    station.choices.map(({ choiceId, verified, official }) => {
      const moved = counts.find((count) => count.choiceId === choiceId)?.ballots ?? 0;
      return { choiceId, before: verified, after: Math.max(0, verified + sign * moved), official };
    }),
  );
}

function weight({ proven, missingBefore, missingAfter }: QuarantineEffect): number {
  return (proven === 'same' ? 0 : 1_000_000) + Math.abs(missingBefore - missingAfter);
}
