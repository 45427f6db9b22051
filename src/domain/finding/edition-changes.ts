import type { EditionChange, EditionContent, EditionStation } from './edition.ts';
import { editionNumbers } from './edition-finding.ts';
import { suspicionsOf } from './suspicion.ts';

/** Everything about a station that a change can be about, by its name in `EditionChange`. */
type Known = ReadonlyMap<string, number | null>;

/**
 * What is not in `after` as it was in `before`, in the order of stations' codes. A choice or a source that only one of
 * them has is a number that was null before, or is now.
 */
export function changesBetween(before: EditionContent, after: EditionContent): EditionChange[] {
  const old = new Map(before.stations.map((station) => [station.code, station]));
  const now = new Map(after.stations.map((station) => [station.code, station]));
  const codes = [...new Set([...old.keys(), ...now.keys()])].sort(byCodeUnits);
  return codes.flatMap((stationCode) => {
    const [was, is] = [old.get(stationCode), now.get(stationCode)];
    if (was === undefined) return [{ stationCode, what: 'added', before: null, after: null }];
    if (is === undefined) return [{ stationCode, what: 'removed', before: null, after: null }];
    return changesAt(
      stationCode,
      { known: knownOf(before, was), words: wordsOf(was) },
      { known: knownOf(after, is), words: wordsOf(is) },
    );
  });
}

/** The order of everything that an edition sorts: the same on every machine, whatever language it speaks. */
export function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface Side {
  readonly known: Known;
  readonly words: string;
}

function changesAt(stationCode: string, was: Side, is: Side): EditionChange[] {
  const changes: EditionChange[] = [];
  for (const what of new Set([...was.known.keys(), ...is.known.keys()])) {
    const before = was.known.get(what) ?? null;
    const after = is.known.get(what) ?? null;
    if (before !== after) changes.push({ stationCode, what, before, after });
  }
  if (was.words !== is.words) changes.push({ stationCode, what: 'text', before: null, after: null });
  return changes;
}

function knownOf(edition: EditionContent, station: EditionStation): Known {
  const { choices } = edition.election;
  const suspicions = suspicionsOf(editionNumbers(edition, station), edition.basis);
  return new Map<string, number | null>([
    ...choices.map(({ id }, at) => [`ours:${id}`, station.ours[at] ?? null] as const),
    ...edition.sources.flatMap(({ source }, of) =>
      choices.map(({ id }, at) => [`official:${source}:${id}`, station.official[of]?.[at] ?? null] as const),
    ),
    ['registered', station.registeredVoters],
    ['turnout', station.officialTurnout],
    ['early', station.officialEarly],
    ['quarantined', Number(station.quarantined)],
    ['left-out', Number(suspicions.length > 0)],
  ]);
}

function wordsOf({ levels, name, address, latitude, longitude }: EditionStation): string {
  return JSON.stringify([levels, name, address, latitude, longitude]);
}
