import { retire } from '../../src/actions/retire.ts';
import type { LogFields } from '../../src/config/log.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { jobFailed } from '../../workers/job-failed.ts';
import { every } from '../../workers/schedules/every.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

function listening() {
  const said: [string, LogFields | undefined][] = [];
  const at = (level: string) => (event: string, fields?: LogFields) => said.push([`${level} ${event}`, fields]);
  return { said, log: { info: at('info'), warn: at('warn'), error: at('error') } };
}
const withCode = (code: string) => Object.assign(new Error('made up'), { code });

test.each([
  ['a database that shuts down', withCode('57P01'), 'warn database-away'],
  ['a port where nobody listens', withCode('ECONNREFUSED'), 'warn database-away'],
  ['two transactions in each other’s way', withCode('40P01'), 'warn database-busy'],
  ['a missing privilege', withCode('42501'), 'error job-failed'],
  ['a disk that takes nothing', withCode('ENOSPC'), 'error job-failed'],
  ['a bug', new TypeError('made up'), 'error job-failed'],
])('%s calls somebody only where somebody has to act', (_name, error, expected) => {
  const { said, log } = listening();
  jobFailed(log)(error);
  expect(said.map(([line]) => line)).toEqual([expected]);
});

describe('a schedule', () => {
  let clone: ClonedDatabase;
  let powerless: Database;
  beforeAll(async () => {
    clone = await cloneDatabase();
    const url = new URL(clone.url);
    url.searchParams.set('options', '-c role=pg_monitor');
    powerless = openDatabase({ url: url.href, max: 2 });
  });
  afterAll(async () => {
    await powerless.close();
    await clone.drop();
  });

  test('that is not allowed what it needs calls somebody, and is not said to have ended well', async () => {
    const { said, log } = listening();
    const stopping = new AbortController();
    const ended: string[] = [];
    await every(
      'retention',
      1,
      {
        signal: stopping.signal,
        timed: (name, work) => async () => {
          await work();
          ended.push(name);
        },
      },
      async () => {
        await retire({ database: powerless, store: {} as never, now: () => new Date() });
      },
      (error) => {
        stopping.abort();
        jobFailed(log)(error);
      },
    );
    expect(said).toEqual([['error job-failed', expect.objectContaining({ code: '42501' })]]);
    expect(ended).toEqual([]);
  });
});
