import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { ELECTION_2020 } from '../../scripts/replay/election-2020.ts';
import type { Edition } from '../../src/domain/finding/edition.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/belarus-2020/', import.meta.url));

type Row = Readonly<Record<string, string>>;

/** The replay's edition, read from the files themselves, without a database; undefined where the data is missing. */
export function edition2020(): Edition | undefined {
  if (!existsSync(`${FOLDER}stations.csv`) || !existsSync(`${FOLDER}counts.csv`)) return undefined;
  const rows = (name: string): Row[] => parse(readFileSync(FOLDER + name), { columns: true, bom: true });
  const counts = new Map(rows('counts.csv').map((row) => [row.id ?? '', row]));
  const { choices } = ELECTION_2020;
  const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
  const { id, name, opensOn, closesOn, timeZone } = ELECTION_2020;
  return {
    format: 1,
    number: 1,
    publishedOn: '2020-08-20',
    basis: 'handed-in',
    election: { id, name, opensOn, closesOn, timeZone, choices },
    sources: [
      {
        source: 'cec',
        version: 1,
        fileName: 'counts.csv',
        sha256: '0'.repeat(64),
        importedOn: '2020-08-19',
        blank: 'zero',
      },
    ],
    except: ['Abroad'],
    stations: rows('stations.csv')
      .sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
      .map((row) => {
        const code = row.id ?? '';
        const count = counts.get(code) ?? {};
        const official = choices.map((choice) => number(count[`${choice.id}_officialVotes`]));
        const named = official.some((votes) => votes !== null);
        const levels = [row.region ?? '', row.town ?? ''].filter((level) => level !== '');
        return {
          id: code,
          code,
          levels,
          name: row.name ?? '',
          address: row.address ?? '',
          latitude: number(row.latitude),
          longitude: number(row.longitude),
          registeredVoters: number(count.officialVoters),
          officialTurnout: number(count.officialVotes),
          officialEarly: null,
          ours: choices.map((choice) => number(count[`${choice.id}_photoVoices`]) ?? 0),
          official: [official.map((votes) => (named ? (votes ?? 0) : null))],
          signs: { fromUnverified: 0, onBusiestDay: 0, nearDuplicates: 0 },
          quarantined: false,
        };
      }),
    changes: [],
    note: null,
    earlier: [],
  };
}
