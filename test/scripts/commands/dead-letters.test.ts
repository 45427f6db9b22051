import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../../../scripts/commands/dispatch.ts';
import { commands } from '../../../scripts/commands/index.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { type Database, openDatabase } from '../../../src/storage/database.ts';
import { keepDeadLetter } from '../../../src/storage/dead-letters.ts';
import { createKeyrings, readKeyring } from '../../../src/storage/keyring.ts';
import { loadSealer } from '../../../src/storage/sealing.ts';
import { type ClonedDatabase, cloneDatabase } from '../../support/database.ts';

/** A body with what would move the cursor of a terminal, and turn its text around. */
const BODY = JSON.stringify({ kind: 'text', text: 'help\u001b[2J \u009b31m \u202eme' });

let clone: ClonedDatabase;
let database: Database;
let dataDir: string;
let seal: (plain: string) => Buffer;

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ url: clone.url, max: 4 });
  dataDir = await mkdtemp(join(tmpdir(), 'golos-letters-'));
  await createKeyrings(join(dataDir, 'keys'));
  seal = await loadSealer((await readKeyring(join(dataDir, 'keys/web.json'), 'web')).addressPublic);
});

afterAll(async () => {
  await database.close();
  await clone.drop();
  await rm(dataDir, { recursive: true });
});

beforeEach(async () => {
  await database.pool.query('delete from dead_letters');
});

async function golos(argv: readonly string[], answer?: boolean) {
  const printed: string[] = [];
  const noted: string[] = [];
  const asked: string[] = [];
  const code = await dispatch(argv, commands, {
    config: () => {
      const loaded = loadConfig({ DATA_DIR: dataDir });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      return loaded.config;
    },
    openDatabase: async () => database,
    now: () => new Date(),
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    confirm: async (question) => {
      asked.push(question);
      return answer;
    },
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  });
  return { code, printed: printed.join('\n'), noted: noted.join('\n'), asked };
}

async function letter(reason = 'dialogue-failed', day = '2020-08-09', sealedBody = seal(BODY)): Promise<string> {
  await keepDeadLetter(database.pool, { messenger: 'viber', reason, sealedBody, day });
  const { rows } = await database.pool.query<{ id: string }>('select id from dead_letters where reason = $1', [reason]);
  return rows[0]?.id ?? '';
}

describe('dead-letters list', () => {
  test('without any says so', async () => {
    expect(await golos(['dead-letters', 'list'])).toMatchObject({ code: 0, printed: 'There are no dead letters.' });
  });

  test('names what each is, the latest first, and shows nothing of what was written', async () => {
    const old = await letter('update-unknown', '2020-08-08');
    const late = await letter();
    const { code, printed } = await golos(['dead-letters', 'list']);
    expect(code).toBe(0);
    expect(printed.split('\n')).toEqual([
      `${late}  2020-08-09  viber     dialogue-failed`,
      `${old}  2020-08-08  viber     update-unknown`,
    ]);
  });

  test('as JSON', async () => {
    const id = await letter();
    const { printed } = await golos(['dead-letters', 'list', '--json']);
    expect(JSON.parse(printed)).toEqual([{ id, day: '2020-08-09', messenger: 'viber', reason: 'dialogue-failed' }]);
  });
});

describe('dead-letters show', () => {
  test.each([
    ['after a yes', [], true, true],
    ['with --yes, without a question', ['--yes'], undefined, true],
    ['not after a no', [], false, false],
    ['not where nobody is there to ask', [], undefined, false],
  ] as const)('opens the letter %s', async (_, options, answer, isShown) => {
    const id = await letter();
    const { code, printed, noted, asked } = await golos(['dead-letters', 'show', id, ...options], answer);
    expect(code).toBe(isShown ? 0 : 1);
    expect(asked).toHaveLength(options.length === 0 ? 1 : 0);
    expect(`${printed}${noted}`.includes('help')).toBe(isShown);
    if (isShown) expect(JSON.parse(printed)).toEqual(JSON.parse(BODY));
  });

  test('lets nothing at the terminal that is not to be seen', async () => {
    const { printed } = await golos(['dead-letters', 'show', await letter(), '--yes']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const plain = await letter('not-json', '2020-08-09', seal('not JSON \u001b[2J'));
    expect((await golos(['dead-letters', 'show', plain, '--yes'])).printed).toBe('not JSON \\u001b[2J');
  });

  test.each([
    ['one that is not there', [randomUUID()], 1, 'There is no dead letter'],
    ['no id', [], 2, 'Which one?'],
    ['what is no id', ['x'], 2, 'x is not the id of a dead letter'],
    ['two', [randomUUID(), randomUUID()], 2, 'One at a time'],
  ])('%s', async (_, ids, code, says) => {
    const outcome = await golos(['dead-letters', 'show', ...ids, '--yes']);
    expect(outcome.code).toBe(code);
    expect(outcome.noted).toContain(says);
  });

  test('one that was sealed to another key is told in a line', async () => {
    const id = await letter('dialogue-failed', '2020-08-09', Buffer.alloc(80, 7));
    const { code, noted } = await golos(['dead-letters', 'show', id, '--yes']);
    expect(code).toBe(1);
    expect(noted).toContain('sealed to another key');
  });
});

describe('dead-letters delete', () => {
  const left = async () => (await database.pool.query('select from dead_letters')).rowCount;

  test.each([
    ['after a yes', [], true, 0],
    ['with --yes', ['--yes'], undefined, 0],
    ['not after a no', [], false, 1],
    ['not where nobody is there to ask', [], undefined, 1],
  ] as const)('%s', async (_, options, answer, expected) => {
    const id = await letter();
    const { code } = await golos(['dead-letters', 'delete', id, ...options], answer);
    expect(await left()).toBe(expected);
    expect(code).toBe(expected);
  });

  test('one that is not there is told', async () => {
    const { code, noted } = await golos(['dead-letters', 'delete', randomUUID(), '--yes']);
    expect(code).toBe(1);
    expect(noted).toContain('There is no dead letter');
  });
});
