import type { StationNumbers } from '../../domain/finding/numbers.ts';
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

/**
 * What published findings would become against the commission's newest numbers: shown before anybody sets a slice
 * aside, and beside every quarantine in force. `lifting`: the other way round.
 */
export async function quarantineEffects(
  database: Database,
  electionId: string,
  slice: Slice,
  lifting = false,
): Promise<QuarantineEffects> {
  const counts = await countSlice(database.pool, electionId, slice, lifting);
  const ballots = counts.reduce((sum, count) => sum + count.ballots, 0);
  if (ballots === 0) return { ballots, stations: [] };
  const finding = await readFinding(database, { electionId, source: 'cec', basis: 'verified' });
  const byStation = new Map<string, SliceCount[]>();
  for (const count of counts) byStation.set(count.stationId, [...(byStation.get(count.stationId) ?? []), count]);
  const stations = (finding?.stations ?? []).flatMap((station) => {
    const own = byStation.get(station.stationId);
    if (own === undefined) return [];
    const effect = effectAt(station, own, lifting ? 1 : -1);
    const sum = own.reduce((all, count) => all + count.ballots, 0);
    return changesFinding(effect) ? [{ ...effect, stationId: station.stationId, ballots: sum }] : [];
  });
  return { ballots, stations: stations.sort((a, b) => weight(b) - weight(a)) };
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
