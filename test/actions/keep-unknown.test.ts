import { keepUnknown } from '../../src/actions/keep-unknown.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import { takingOn } from '../support/taking.ts';

let clone: ClonedDatabase;
let database: Database;
beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2, pipeline: true });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(async () => {
  await database.pool.query('truncate people, dialogues, updates, outbox, dead_letters cascade');
});

const UNKNOWN = { kind: 'unknown', userId: 'anna', address: 'address of anna' } as const;
const BODY = Buffer.from('{"new": true}');

async function keeping(on: Database) {
  const taking = await takingOn(database);
  const told: string[] = [];
  const deps = {
    taking: { ...taking.deps, database: on },
    handOver: (rows: readonly { queue: string }[]) => told.push(...rows.map(({ queue }) => queue)),
    onUnknown: (messenger: string) => told.push(`unknown of ${messenger}`),
    onFailure: () => told.push('failed'),
  };
  return { deps, told, deadLetters: taking.deadLetters };
}

test('the same bytes of the same person are kept and apologised for once', async () => {
  const { deps, told, deadLetters } = await keeping(database);
  for (let i = 0; i < 2; i += 1) expect(await keepUnknown(deps, { name: 'viber' }, UNKNOWN, BODY)).toBe(true);
  expect(told).toEqual(['unknown of viber', 'sends', 'unknown of viber']);
  expect(await deadLetters()).toEqual([{ reason: 'unknown-shape', body: '{"new": true}' }]);
});

test('what comes from nobody that can be told is kept, and nobody is written to', async () => {
  const { deps, told, deadLetters } = await keeping(database);
  expect(await keepUnknown(deps, { name: 'telegram' }, { kind: 'unknown' }, BODY)).toBe(true);
  expect(told).toEqual(['unknown of telegram']);
  expect(await deadLetters()).toHaveLength(1);
});

test.each([
  ['away: the messenger is to come again', '57P01', false, []],
  ['in another’s way: the messenger is to come again', '40P01', false, []],
  ['refusing it for good: it is told, and does not come again', '22021', true, ['failed']],
])('the database is %s', async (_name, code, taken, more) => {
  const failing = { ...database, transaction: () => Promise.reject(Object.assign(new Error('no'), { code })) };
  const { deps, told } = await keeping(failing);
  expect(await keepUnknown(deps, { name: 'viber' }, UNKNOWN, BODY)).toBe(taken);
  expect(told).toEqual(['unknown of viber', ...more]);
});
