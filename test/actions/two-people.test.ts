import { jest } from '@jest/globals';
import { z } from 'zod';
import { appendAudit } from '../../src/actions/audit.ts';
import {
  type AnyProposalKind,
  decideProposal,
  type ProposalKind,
  prepareProposal,
  type TwoPeopleDeps,
} from '../../src/actions/two-people.ts';
import { createChainCheck } from '../../src/domain/audit.ts';
import { auditEntriesAfter } from '../../src/storage/audit.ts';
import { type Database, openDatabase, type Queryable } from '../../src/storage/database.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';

const NOW = new Date('2026-02-03T04:05:06.789Z');

let cloned: ClonedDatabase;
let database: Database;
beforeEach(async () => {
  cloned = await cloneDatabase();
  database = openDatabase({ url: cloned.url, max: 8 });
});
afterEach(async () => {
  await database.close();
  await cloned.drop();
});

const content = z.object({ revision: z.number(), text: z.string() });
const CONTENT = { revision: 1, text: 'As it was prepared' };

function kindThat(carryOut: ProposalKind<z.infer<typeof content>>['carryOut']): AnyProposalKind {
  const kind: ProposalKind<z.infer<typeof content>> = {
    kind: 'test.do',
    permission: 'broadcasts.prepare',
    content,
    carryOut,
  };
  return kind;
}

function depsWith(kind: AnyProposalKind): TwoPeopleDeps & { given: string[] } {
  const given: string[] = [];
  return {
    database,
    kinds: [kind],
    handOver: { give: (rows) => void given.push(...rows.map((row) => row.id)) },
    now: () => NOW,
    given,
  };
}

async function addOrganizer(alias: string, role = 'organizer', active = true): Promise<string> {
  const result = await database.pool.query<{ id: string }>(
    `insert into organizers (alias, role, language, active, joined_on) values ($1, $2, 'en', $3, '2026-01-01') returning id`,
    [alias, role, active],
  );
  return result.rows[0]?.id ?? '';
}

async function trail(): Promise<string[]> {
  const entries = await auditEntriesAfter(database.pool, 0, 100);
  const check = createChainCheck();
  expect(entries.flatMap((entry) => check.next(entry))).toEqual([]);
  return entries.map((entry) => entry.action);
}

test('what one prepared and another approved is carried out as it was prepared, and is in the trail', async () => {
  const carryOut = jest.fn<ProposalKind<z.infer<typeof content>>['carryOut']>(async () => [
    { id: '7', queue: 'sends' },
  ]);
  const deps = depsWith(kindThat(carryOut));
  const [first, second] = [await addOrganizer('First'), await addOrganizer('Second')];
  const wanted = { kind: 'test.do', subject: 'thing', content: { ...CONTENT, stray: true }, by: first };
  const { id } = await prepareProposal(deps, wanted);
  expect(await prepareProposal(deps, wanted)).toEqual({ id });

  expect(await decideProposal(deps, { id, by: second, decision: 'approved' })).toEqual({ kind: 'done' });

  expect(carryOut).toHaveBeenCalledTimes(1);
  expect(carryOut.mock.calls[0]?.[1]).toEqual({
    id,
    subject: 'thing',
    content: CONTENT,
    preparedBy: first,
    decidedBy: second,
    decidedAt: NOW,
  });
  expect(deps.given).toEqual(['7']);
  expect(await trail()).toEqual(['test.do.prepare', 'test.do.approve']);
});

describe('nothing is carried out', () => {
  const carryOut = jest.fn<ProposalKind<z.infer<typeof content>>['carryOut']>(async () => undefined);
  const letGo = jest.fn(async (_client: Queryable, _subject: string) => undefined);
  let deps: ReturnType<typeof depsWith>;
  let people: Record<'first' | 'second' | 'reader' | 'gone', string>;
  let id: string;
  beforeEach(async () => {
    carryOut.mockClear();
    deps = depsWith({ ...kindThat(carryOut), letGo });
    letGo.mockClear();
    people = {
      first: await addOrganizer('First'),
      second: await addOrganizer('Second'),
      reader: await addOrganizer('Reader', 'reader'),
      gone: await addOrganizer('Gone', 'organizer', false),
    };
    ({ id } = await prepareProposal(deps, { kind: 'test.do', subject: 'thing', content: CONTENT, by: people.first }));
  });
  afterEach(() => expect(carryOut).not.toHaveBeenCalled());

  test.each([
    ['approving one’s own', 'first', 'approved', 'own'],
    ['refusing one’s own', 'first', 'refused', 'own'],
    ['withdrawing somebody else’s', 'second', 'withdrawn', 'not-allowed'],
    ['a role without the permission', 'reader', 'approved', 'not-allowed'],
    ['somebody who was removed', 'gone', 'approved', 'not-allowed'],
  ] as const)('%s', async (_name, who, decision, why) => {
    expect(await decideProposal(deps, { id, by: people[who], decision })).toEqual({ kind: 'refused', why });
    expect(await trail()).toEqual(['test.do.prepare']);
  });

  test.each([
    ['second', 'refused', 'test.do.refuse'],
    ['first', 'withdrawn', 'test.do.withdraw'],
  ] as const)('the %s one has %s it; that is decided', async (who, decision, action) => {
    expect(await decideProposal(deps, { id, by: people[who], decision })).toEqual({ kind: 'done' });
    expect(letGo.mock.calls.map(([, subject]) => subject)).toEqual(['thing']);
    const late = { id, by: people.second, decision: 'approved' } as const;
    expect(await decideProposal(deps, late)).toEqual({ kind: 'refused', why: 'decided' });
    expect(await trail()).toEqual(['test.do.prepare', action]);
  });

  test.each([
    ['second', 'refused'],
    ['first', 'withdrawn'],
  ] as const)('what the %s one has %s gives its subject free again', async (who, decision) => {
    const letGo = jest.fn<NonNullable<AnyProposalKind['letGo']>>(async () => undefined);
    const kinds = [{ ...kindThat(carryOut), letGo }];
    await decideProposal({ ...deps, kinds }, { id, by: people[who], decision });
    expect(letGo.mock.calls.map(([, subject]) => subject)).toEqual(['thing']);
  });

  test.each([
    ['something else was shown', () => undefined, { seen: 'ab'.repeat(32) }],
    [
      'who prepared it was removed since',
      () => database.pool.query('update organizers set active = false where id = $1', [people.first]),
      {},
    ],
    [
      'who prepared it lost the permission since',
      () => database.pool.query(`update organizers set role = 'reader' where id = $1`, [people.first]),
      {},
    ],
  ])('%s', async (_name, happens, extra) => {
    await happens();
    const decision = { id, by: people.second, decision: 'approved', ...extra } as const;
    expect(await decideProposal(deps, decision)).toEqual({ kind: 'refused', why: 'changed' });
  });

  test('an unknown one', async () => {
    const decision = { id: '00000000-0000-4000-8000-000000000000', by: people.second, decision: 'approved' } as const;
    expect(await decideProposal(deps, decision)).toEqual({ kind: 'refused', why: 'unknown' });
  });

  test('preparing without the permission is a bug of the caller', async () => {
    const wanted = { kind: 'test.do', subject: 'thing', content: CONTENT, by: people.reader };
    await expect(prepareProposal(deps, wanted)).rejects.toThrow('may not prepare');
  });
});

test.each<[string, () => Promise<'changed'>, unknown]>([
  ['says that it has changed', async () => 'changed', { kind: 'refused', why: 'changed' }],
  ['throws', async () => Promise.reject(new Error('a bug')), 'a bug'],
])('carrying out that %s undoes what it did, and leaves the proposal open', async (_name, ends, expected) => {
  const [first, second] = [await addOrganizer('First'), await addOrganizer('Second')];
  const deps = depsWith(
    kindThat(async (client) => {
      await appendAudit(client, { at: NOW, organizerId: null, action: 'half.done', subject: 'thing' });
      return ends();
    }),
  );
  const { id } = await prepareProposal(deps, { kind: 'test.do', subject: 'thing', content: CONTENT, by: first });
  const decided = await decideProposal(deps, { id, by: second, decision: 'approved' }).catch((e: Error) => e.message);
  expect(decided).toEqual(expected);
  expect(await trail()).toEqual(['test.do.prepare']);
  expect(await decideProposal(deps, { id, by: second, decision: 'refused' })).toEqual({ kind: 'done' });
});

test('of two who approve at the same moment one does it, and the other is told', async () => {
  const carryOut = jest.fn<ProposalKind<z.infer<typeof content>>['carryOut']>(async () => undefined);
  const deps = depsWith(kindThat(carryOut));
  const [first, second, third] = [
    await addOrganizer('First'),
    await addOrganizer('Second'),
    await addOrganizer('Third'),
  ];
  const { id } = await prepareProposal(deps, { kind: 'test.do', subject: 'thing', content: CONTENT, by: first });
  const decided = await Promise.all(
    [second, third].map((by) => decideProposal(deps, { id, by, decision: 'approved' })),
  );
  expect(decided).toContainEqual({ kind: 'done' });
  expect(decided).toContainEqual({ kind: 'refused', why: 'decided' });
  expect(carryOut).toHaveBeenCalledTimes(1);
});

test('many who append at once, some of whom fail, make one chain without a gap', async () => {
  const entry = (i: number) => ({ at: NOW, organizerId: null, action: 'test.many', subject: `${i}` });
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) =>
      database.transaction(async (client) => {
        await appendAudit(client, entry(i));
        if (i % 4 === 0) throw new Error('rolled back');
        if (i % 4 === 1) await appendAudit(client, entry(i));
      }),
    ),
  );
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  expect(await trail()).toHaveLength(40);
});
