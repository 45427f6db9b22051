import fc from 'fast-check';
import {
  differingFields,
  nextStep,
  readNumber,
  readNumbers,
  type SheetEntry,
} from '../../../src/domain/protocols/entries.ts';
import { type ProtocolQuorum, protocolForm } from '../../../src/domain/protocols/fields.ts';

const name = { be: 'а', ru: 'б', en: 'c' };
const form = protocolForm({
  choices: [
    { id: 'oak', name },
    { id: 'elm', name },
  ],
});

describe('readNumber', () => {
  test.each<[string, number | null | undefined]>([
    ['', null],
    ['  ', null],
    ['0', 0],
    ['0012', 12],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['999999999', 999_999_999],
    ['1000000000', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1,234', undefined],
    ['twelve', undefined],
    ['1e3', undefined],
  ])('%j is %j', (text, number) => expect(readNumber(text)).toBe(number));

  test('gives back every number that a sheet can have', () => {
    fc.assert(fc.property(fc.nat(999_999_999), (number) => readNumber(`${number}`) === number));
  });
});

test('what is no number is named, and a sheet without votes is none', () => {
  const typed: Record<string, string> = { registered: '12a', 'choice:oak': '5' };
  expect(readNumbers(form.fields, (id) => typed[id] ?? '')).toMatchObject({
    ok: false,
    wrong: ['registered'],
    empty: false,
    numbers: { registered: null, 'choice:oak': 5 },
  });
  expect(readNumbers(form.fields, (id) => (id === 'registered' ? '7' : ''))).toMatchObject({ ok: false, empty: true });
  expect(readNumbers(form.fields, (id) => (id === 'choice:elm' ? '0' : ''))).toMatchObject({ ok: true });
});

const anEntry = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.nat(2).map((votes): SheetEntry => ({ kind: 'numbers', numbers: { 'choice:oak': votes } })),
  },
  { weight: 1, arbitrary: fc.constant<SheetEntry>({ kind: 'problem', problem: 'unreadable' }) },
);
const quorums = fc.constantFrom<ProtocolQuorum>(2, 3);

describe('nextStep', () => {
  test('entries come one by one until as many as the quorum agree, or an administrator must look', () => {
    fc.assert(
      fc.property(fc.array(anEntry, { minLength: 12, maxLength: 12 }), quorums, (reviewers, quorum) => {
        const entries: SheetEntry[] = [];
        for (const entry of reviewers) {
          const step = nextStep(entries, quorum);
          if (step.kind === 'agreed') {
            const alike = entries.filter((one) => JSON.stringify(one) === JSON.stringify(step.entry));
            expect(alike).toHaveLength(quorum);
            return;
          }
          if (step.kind === 'disputed') {
            expect(entries.length).toBeGreaterThanOrEqual(quorum);
            expect(entries.length).toBeLessThanOrEqual(2 * quorum - 1);
            return;
          }
          expect(step.wanted).toBeGreaterThan(entries.length);
          entries.push(entry);
        }
        throw new Error('it never ended');
      }),
    );
  });

  test('the order in which entries come says nothing', () => {
    fc.assert(
      fc.property(
        fc
          .array(anEntry, { maxLength: 3 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([entries, shuffled]) => expect(nextStep(shuffled, 2)).toEqual(nextStep(entries, 2)),
      ),
    );
  });

  test('the order of fields in an entry says nothing', () => {
    const entries: SheetEntry[] = [
      { kind: 'numbers', numbers: { a: 1, b: null } },
      { kind: 'numbers', numbers: { b: null, a: 1 } },
    ];
    expect(nextStep(entries, 2).kind).toBe('agreed');
  });

  const oak = (votes: number): SheetEntry => ({ kind: 'numbers', numbers: { 'choice:oak': votes } });
  test.each<[string, SheetEntry[], ProtocolQuorum, object]>([
    ['nobody yet', [], 2, { kind: 'more', wanted: 2 }],
    ['one', [oak(1)], 2, { kind: 'more', wanted: 2 }],
    ['two alike', [oak(1), oak(1)], 2, { kind: 'agreed', entry: oak(1) }],
    ['two that differ', [oak(1), oak(2)], 2, { kind: 'more', wanted: 3 }],
    ['two against one', [oak(1), oak(2), oak(2)], 2, { kind: 'agreed', entry: oak(2) }],
    ['three that differ', [oak(1), oak(2), oak(0)], 2, { kind: 'disputed' }],
    ['three wanted, two alike', [oak(1), oak(1)], 3, { kind: 'more', wanted: 3 }],
    ['three wanted, one differs', [oak(1), oak(1), oak(2)], 3, { kind: 'more', wanted: 4 }],
    ['three wanted, all differ', [oak(1), oak(2), oak(0)], 3, { kind: 'more', wanted: 5 }],
    ['three wanted, two pairs', [oak(1), oak(2), oak(1), oak(2)], 3, { kind: 'more', wanted: 5 }],
    ['three wanted, no majority to come', [oak(1), oak(2), oak(1), oak(2), oak(0)], 3, { kind: 'disputed' }],
  ])('%s', (_name, entries, quorum, step) => expect(nextStep(entries, quorum)).toEqual(step));
});

test('differing fields are named in the order of the sheet', () => {
  const a = { registered: 1, 'choice:oak': 2, 'choice:elm': null };
  expect(differingFields(form.fields, [a, { ...a, 'choice:elm': 0, registered: 3 }])).toEqual([
    'registered',
    'choice:elm',
  ]);
  expect(differingFields(form.fields, [a, a])).toEqual([]);
});
