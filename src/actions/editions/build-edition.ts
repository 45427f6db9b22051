import type { EditionContent, EditionSource, EditionStation } from '../../domain/finding/edition.ts';
import { byCodeUnits, changesBetween } from '../../domain/finding/edition-changes.ts';
import { type Basis, oursOf } from '../../domain/finding/numbers.ts';
import type { Localized } from '../../domain/languages.ts';
import type { OfficialSource } from '../../domain/official/terms.ts';
import type { Database } from '../../storage/database.ts';
import { lastEditionOf, loadPrepared, stationTexts } from '../../storage/editions.ts';
import type { OfficialImport } from '../../storage/official.ts';
import { type Compared, readNumbers } from '../read-finding.ts';
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
  const numbers = await readNumbers(database, request);
  if (numbers === undefined) return 'unknown-election';
  const compared = numbers.compared.filter(isKnown);
  if (compared.length === 0) return 'no-official-results';
  const { id, name, opensOn, closesOn, timeZone, choices } = numbers.election;
  const stations = await stationsOf(database, id, request.basis, compared);
  const last = await lastPublished(database, id);
  const content: EditionContent = {
    format: 1,
    number: (last?.content.number ?? 0) + 1,
    basis: request.basis,
    election: { id, name, opensOn, closesOn, timeZone, choices: choices.map((choice) => ({ ...choice })) },
    sources: compared.map(sourceOf),
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

/** A source with results. */
type Known = Compared & { readonly official: OfficialImport };

function isKnown(compared: Compared): compared is Known {
  return compared.official !== undefined;
}

function sourceOf({ source, official }: Known): EditionSource {
  const { version, fileName, sha256, importedOn, blank } = official;
  return { source, version, fileName, sha256, importedOn, blank };
}

/** The first source says what is official besides choices; ours is the same with each. */
async function stationsOf(
  { pool }: Database,
  electionId: string,
  basis: Basis,
  compared: readonly Known[],
): Promise<EditionStation[]> {
  const texts = new Map((await stationTexts(pool, electionId)).map((station) => [station.id, station]));
  const [first] = compared;
  return (first?.stations ?? [])
    .flatMap((station, at): EditionStation[] => {
      const text = texts.get(station.stationId);
      // Imported since the count was read: the next edition has it.
      if (text === undefined) return [];
      return [
        {
          ...text,
          registeredVoters: station.registeredVoters,
          officialTurnout: station.officialTurnout,
          officialEarly: station.officialEarly,
          ours: station.choices.map((choice) => oursOf(choice, basis)),
          official: compared.map(({ stations }) => stations[at]?.choices.map(({ official }) => official) ?? []),
          signs: station.ours,
          quarantined: station.quarantined,
        },
      ];
    })
    .sort((a, b) => byCodeUnits(a.code, b.code));
}
