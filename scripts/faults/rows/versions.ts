import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../../src/storage/migrate.ts';
import { ROLES } from '../../simulate/processes.ts';
import type { Lab } from '../lab.ts';
import type { Row } from '../row.ts';

const GROUP = 'Versions';

const dialogues: Row = {
  id: 'dialogue-version',
  group: GROUP,
  fault: 'a newer version of every dialogue is deployed with people in the middle, and then the older one again',
  mayHear: ['question-changed'],
  async run(lab, load) {
    await load.updates(50);
    await lab.restartWith('web', { newerDialogues: 1 });
    await load.updates(50);
    await lab.restartWith('web');
    await load.updates(20);
    return undefined;
  },
  heal: (lab) => lab.restartWith('web'),
};

/** What a new version adds to tables that everybody writes to, and what the version after it takes away. */
const EXPAND = [
  'alter table people add column faults_note text',
  `alter table outbox add column faults_note text default 'none' not null`,
  'alter table dialogues add column faults_note bigint',
  'alter table ballots add column faults_note text',
  'alter table updates add column faults_note boolean default false not null',
  'create index faults_ballots on ballots (station_id, state, tier)',
  'create table faults_new (id bigint primary key, ballot_id uuid references ballots (id) on delete cascade)',
];
const CONTRACT = [
  'drop table faults_new',
  'drop index faults_ballots',
  ...['people', 'outbox', 'dialogues', 'ballots', 'updates'].map(
    (table) => `alter table ${table} drop column faults_note`,
  ),
];

const migration: Row = {
  id: 'migration',
  group: GROUP,
  fault:
    'a migration that expands is applied while the old version runs, then the new version starts, then one that contracts',
  async run(lab, load) {
    const folder = await mkdtemp(join(tmpdir(), 'golos-faults-migrations-'));
    try {
      await cp(join(lab.root, 'migrations'), folder, { recursive: true });
      await load.updates(30);
      const expanding = await migrate(lab, folder, 'faults_expand', EXPAND);
      await load.updates(30);
      for (const role of ROLES) await lab.processes.restart(role);
      await load.updates(20);
      const contracting = await migrate(lab, folder, 'faults_contract', CONTRACT);
      await load.updates(30);
      return `expanding took ${expanding} ms, contracting ${contracting} ms`;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  heal: forgetMigrations,
};

/** Applies one more migration in the way of every other, and resolves to the milliseconds that it took. */
async function migrate({ database }: Lab, folder: string, tag: string, statements: readonly string[]): Promise<number> {
  const file = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1);
  if (last === undefined) throw new Error('there are no migrations');
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag });
  await writeFile(join(folder, `${tag}.sql`), statements.join(';\n--> statement-breakpoint\n'));
  await writeFile(file, JSON.stringify(journal));
  const began = performance.now();
  await migrateDatabase(database, folder);
  return Math.round(performance.now() - began);
}

/** Those of this row, so that the next one can be run on the same database. */
async function forgetMigrations({ database, root }: Lab): Promise<void> {
  const journal = JSON.parse(await readFile(join(root, 'migrations', 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  await database.pool.query('delete from drizzle.__drizzle_migrations where created_at > $1', [
    journal.entries.at(-1)?.when ?? 0,
  ]);
}

export const versionRows: readonly Row[] = [dialogues, migration];
