import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { verifyAudit } from '../../src/actions/verify-audit.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

let clone: ClonedDatabase;
let database: Database;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
});

afterAll(async () => {
  await database.close();
  await clone.drop();
});

const entry = (subject: string) => ({
  at: new Date('2026-01-02T03:04:05Z'),
  organizerId: null,
  action: 'review.view-photo',
  subject,
});

test('what many writers append at once is one chain, each entry once, each writer’s in their order', async () => {
  const writers = [createAuditWriter(database), createAuditWriter(database)];
  await Promise.all(
    writers.flatMap((writer, which) =>
      Array.from({ length: 60 }, (_, i) => writer.append(entry(`${which} ${String(i).padStart(2, '0')}`))),
    ),
  );
  const { rows } = await database.pool.query<{ subject: string }>('select subject from audit_entries order by number');
  const subjects = rows.map(({ subject }) => subject);
  expect(new Set(subjects).size).toBe(120);
  for (const which of ['0', '1']) {
    const own = subjects.filter((subject) => subject.startsWith(which));
    expect(own).toEqual([...own].sort());
  }
  expect(await verifyAudit(database.pool)).toMatchObject({ entries: 120 });
});

test('who appends is told when it could not be written, and the next entry is tried again', async () => {
  let isAway = true;
  const writer = createAuditWriter({
    transaction: (work) => (isAway ? Promise.reject(new Error('away')) : database.transaction(work)),
  });
  await expect(writer.append(entry('lost'))).rejects.toThrow('away');
  isAway = false;
  await writer.append(entry('kept'));
  const { rows } = await database.pool.query(`select subject from audit_entries where subject in ('lost', 'kept')`);
  expect(rows).toEqual([{ subject: 'kept' }]);
});
