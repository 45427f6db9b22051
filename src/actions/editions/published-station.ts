import type { Edition, EditionStation } from '../../domain/finding/edition.ts';
import { editionNumbers } from '../../domain/finding/edition-finding.ts';
import { type StationFinding, stationFinding } from '../../domain/finding/station-finding.ts';
import type { EditionReader } from './current-edition.ts';

/** One station as the current edition has it, with what follows from its numbers. */
export interface PublishedStation {
  readonly edition: Edition;
  readonly station: EditionStation;
  readonly finding: StationFinding;
}

/** Finds a station of an election in what is public now, by its code; undefined while it is in no edition. */
export type FindPublished = (electionId: string, code: string) => Promise<PublishedStation | undefined>;

/** Everybody asks for theirs as soon as an edition is out: its stations are put in order once. */
export function createFindPublished(editions: Pick<EditionReader, 'current'>): FindPublished {
  let indexed: { readonly edition: Edition; readonly byCode: ReadonlyMap<string, EditionStation> } | undefined;
  return async (electionId, code) => {
    const edition = (await editions.current())?.edition;
    if (edition === undefined || edition.election.id !== electionId) return undefined;
    if (indexed?.edition !== edition)
      indexed = { edition, byCode: new Map(edition.stations.map((station) => [station.code, station])) };
    const station = indexed.byCode.get(code);
    return station && { edition, station, finding: stationFinding(editionNumbers(edition, station), edition.basis) };
  };
}
