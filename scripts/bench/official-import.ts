import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createElection } from '../../src/actions/create-election.ts';
import { importStations } from '../../src/actions/import-stations.ts';
import { openDatabase } from '../../src/storage/database.ts';
import type { BenchContext } from './context.ts';
import { nextLine, startHelper } from './processes.ts';
import type { Result } from './result.ts';

const STATIONS = 31_000;
const CHOICES = 12;
const SECONDS_LIMIT = 20;
const MEMORY_LIMIT = 300;
const MEGABYTE = 1_000_000;
const ELECTION = 'bench-official';

/**
 * Importing the official results of 31,000 stations with twelve choices, a row for each of both, as the command line
 * does: how long it takes, and how much memory its process has at most.
 */
export async function benchOfficialImport(context: BenchContext): Promise<Result[]> {
  const choiceIds = Array.from({ length: CHOICES }, (_, at) => `choice-${at + 1}`);
  const codes = Array.from({ length: STATIONS }, (_, at) => `s-${at}`);
  await addElection(context.databaseUrl, choiceIds, codes);
  const file = join(context.dataDir, 'official.csv');
  const rows = codes.flatMap((code, at) => choiceIds.map((id, choice) => `${code},${id},${(at * 7 + choice) % 900}`));
  await writeFile(file, `station,choice,votes\n${rows.join('\n')}\n`);
  const helper = startHelper('./official-importer.js', [context.databaseUrl, ELECTION, file]);
  try {
    const measured: { seconds: number; numbers: number; bytes: number } = JSON.parse(await nextLine(helper));
    if (measured.numbers !== STATIONS * CHOICES) throw new Error('The official results were not imported');
    const memory = measured.bytes / MEGABYTE;
    const common = { backend: context.backend } as const;
    const note = `${STATIONS.toLocaleString('en')} stations × ${CHOICES} choices, CSV with a row for each`;
    return [
      {
        ...common,
        name: 'official import',
        value: measured.seconds,
        unit: 's',
        limit: SECONDS_LIMIT,
        ratio: measured.seconds / SECONDS_LIMIT,
        goal: '< 20 s',
        met: measured.seconds < SECONDS_LIMIT,
        note,
      },
      {
        ...common,
        name: 'official import memory',
        value: memory,
        unit: 'MB',
        limit: MEMORY_LIMIT,
        ratio: memory / MEMORY_LIMIT,
        goal: '< 300 MB',
        met: memory < MEMORY_LIMIT,
        note: 'resident, at most',
      },
    ];
  } finally {
    await helper.stop();
    await rm(file);
  }
}

async function addElection(url: string, choiceIds: readonly string[], codes: readonly string[]): Promise<void> {
  const database = openDatabase({ url, max: 2 });
  const name = (text: string) => ({ be: text, ru: text, en: text });
  try {
    await createElection(database, {
      id: ELECTION,
      name: name('Official results'),
      choices: choiceIds.map((id) => ({ id, name: name(id) })),
      opensOn: '2030-01-01',
      closesOn: '2030-01-02',
      timeZone: 'UTC',
      trustedPrefixes: [],
      photoSides: 2,
    });
    const lines = codes.map((code) => `${code},North`).join('\n');
    const bytes = Readable.from([Buffer.from(`code,region\n${lines}\n`)]);
    const stations = await importStations(database, { electionId: ELECTION, bytes });
    if (stations.kind !== 'imported') throw new Error('The stations were not imported');
  } finally {
    await database.close();
  }
}
