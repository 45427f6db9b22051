import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { openInvitation } from '../../../src/actions/organizers/invite.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

let clone: ClonedDatabase;
let database: Database;
const now = () => new Date('2030-06-01T10:00:00Z');

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});

async function golos(...argv: string[]): Promise<{ code: number; printed: string[]; noted: string[] }> {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      const loaded = loadConfig({ PUBLIC_URL: 'https://golos.example' });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      return loaded.config;
    },
    openDatabase: async () => database,
    now,
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async () => undefined,
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed, noted };
}

test('prints a link that can be used, and writes into the audit trail', async () => {
  const { code, printed, noted } = await golos('organizer', 'invite', '--role', 'reader');
  expect(code).toBe(0);
  expect(printed).toEqual([expect.stringMatching(/^https:\/\/golos\.example\/console\/join#[\w-]{43}$/)]);
  expect(noted).toEqual(['It makes one person reader, once, until 2030-06-04 10:00 UTC.']);
  const token = printed[0]?.split('#')[1] ?? '';
  expect(await openInvitation({ database, now }, token)).toMatchObject({ role: 'reader', invitedBy: null });
  const { rows } = await database.pool.query('select action, organizer_id, detail from audit_entries');
  expect(rows).toEqual([{ action: 'invitation.make', organizer_id: null, detail: { role: 'reader' } }]);
});

test('prints JSON when asked', async () => {
  const { printed } = await golos('organizer', 'invite', '--role', 'administrator', '--json');
  expect(JSON.parse(printed.join(''))).toEqual({
    role: 'administrator',
    link: expect.stringContaining('/console/join#'),
    expiresAt: '2030-06-04T10:00:00.000Z',
  });
});

test.each([
  ['no role', []],
  ['a role that there is not', ['--role', 'king']],
])('%s is asked for wrongly', async (_name, argv) => {
  const { code, noted } = await golos('organizer', 'invite', ...argv);
  expect(code).toBe(2);
  expect(noted[0]).toBe('Which role? --role is one of administrator, organizer, reviewer, reader.');
});
