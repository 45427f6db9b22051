import type { EditionContent, EditionSource, EditionStation } from '../../domain/finding/edition.ts';
import { byCodeUnits, changesBetween } from '../../domain/finding/edition-changes.ts';
import { type Basis, oursOf } from '../../domain/finding/numbers.ts';
import type { Localized } from '../../domain/languages.ts';
import type { OfficialSource } from '../../domain/official/terms.ts';
import type { Database } from '../../storage/database.ts';
import { lastEditionOf, loadPrepared, stationTexts } from '../../storage/editions.ts';
import { type Finding, readFinding } from '../read-finding.ts';
import { unpackEdition } from './edition-bytes.ts';

/** What an edition is to be made of. */
export interface EditionRequest {
  readonly electionId: string;
  readonly basis: Basis;
  /** The first is what ours is compared with; the others stand beside it. Those without results are left out. */
  readonly sources: readonly OfficialSource[];
  /** Widest levels that no total counts. */
  readonly except: readonly string[];
  readonly note: Localized | null;
}

export interface BuiltEdition {
  readonly content: EditionContent;
  /** What is public as things stand; undefined before the first edition. */
  readonly before: EditionContent | undefined;
}

/**
 * The count as it is now, beside the newest official results of each source, as the next edition of its election would
 * be. Nothing is written.
 */
export async function buildEdition(
  database: Database,
  request: EditionRequest,
): Promise<BuiltEdition | 'unknown-election' | 'no-official-results'> {
  const found = new Map<OfficialSource, Finding>();
  for (const source of new Set(request.sources)) {
    const finding = await readFinding(database, { ...request, source, except: [] });
    if (finding === undefined) return 'unknown-election';
    if (finding.official !== undefined) found.set(source, finding);
  }
  const [first] = found.values();
  if (first === undefined) return 'no-official-results';
  const { id, name, opensOn, closesOn, timeZone, choices } = first.election;
  const stations = await stationsOf(database, request, [...found.values()]);
  const last = await lastPublished(database, id);
  const content: EditionContent = {
    format: 1,
    number: (last?.content.number ?? 0) + 1,
    basis: request.basis,
    election: { id, name, opensOn, closesOn, timeZone, choices: choices.map((choice) => ({ ...choice })) },
    sources: [...found].map(([source, { official }]) => sourceOf(source, official)),
    except: [...new Set(request.except)].sort(byCodeUnits),
    stations,
    changes: [],
    note: request.note,
    earlier: last === undefined ? [] : [earlierOf(last), ...last.content.earlier],
  };
  if (last === undefined) return { content, before: undefined };
  return { content: { ...content, changes: changesBetween(last.content, content) }, before: last.content };
}

interface Published {
  readonly content: EditionContent;
  readonly publishedOn: string;
}

async function lastPublished({ pool }: Database, electionId: string): Promise<Published | undefined> {
  const row = await lastEditionOf(pool, electionId);
  const stored = row && (await loadPrepared(pool, row.preparedId));
  return row && stored && { content: await unpackEdition(stored), publishedOn: row.publishedOn };
}

function earlierOf({ content: { number, note, changes }, publishedOn }: Published): EditionContent['earlier'][number] {
  return { number, publishedOn, note, changes };
}

function sourceOf(source: OfficialSource, official: Finding['official']): EditionSource {
  if (official === undefined) throw new Error('a source without results is in no edition');
  const { version, fileName, sha256, importedOn, blank } = official;
  return { source, version, fileName, sha256, importedOn, blank };
}

/** What is ours comes from the first reading alone: of one moment, whatever is counted meanwhile. */
async function stationsOf(
  { pool }: Database,
  { electionId, basis }: EditionRequest,
  findings: readonly Finding[],
): Promise<EditionStation[]> {
  const [first] = findings;
  if (first === undefined) return [];
  const texts = new Map((await stationTexts(pool, electionId)).map((station) => [station.id, station]));
  const official = findings.map(
    ({ stations }) => new Map(stations.map((of) => [of.stationId, of.choices.map((choice) => choice.official)])),
  );
  const without = first.election.choices.map(() => null);
  return first.stations
    .flatMap((station): EditionStation[] => {
      const text = texts.get(station.stationId);
      // Imported since the first reading: the next edition has it.
      if (text === undefined) return [];
      return [
        {
          ...text,
          registeredVoters: station.registeredVoters,
          officialTurnout: station.officialTurnout,
          officialEarly: station.officialEarly,
          ours: station.choices.map((choice) => oursOf(choice, basis)),
          official: official.map((of) => of.get(station.stationId) ?? without),
          signs: station.ours,
          quarantined: station.quarantined,
        },
      ];
    })
    .sort((a, b) => byCodeUnits(a.code, b.code));
}
