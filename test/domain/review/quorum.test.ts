import fc from 'fast-check';
import { standingOf } from '../../../src/domain/review/quorum.ts';
import {
  choiceRead,
  choiceReading,
  parseReading,
  REJECTIONS,
  type Reading,
} from '../../../src/domain/review/readings.ts';
import { standOf, type Turn } from '../../../src/domain/review/settling.ts';

const reading = fc.constantFrom<Reading>('choice:a', 'choice:b', 'choice:c', ...REJECTIONS);

describe('standingOf', () => {
  const open = (wanted: number) => ({ kind: 'open', wanted });
  const agreed = (on: Reading) => ({ kind: 'agreed', reading: on });
  const cases: [string, Reading[], object][] = [
    ['nothing', [], open(2)],
    ['one answer', ['choice:a'], open(2)],
    ['two equal answers', ['choice:a', 'choice:a'], agreed('choice:a')],
    ['two equal reasons', ['altered', 'altered'], agreed('altered')],
    ['two choices', ['choice:a', 'choice:b'], open(3)],
    ['a choice and a reason', ['choice:a', 'unreadable'], open(3)],
    ['two reasons', ['not-a-ballot', 'unreadable'], open(3)],
    ['a third that agrees', ['choice:a', 'choice:b', 'choice:b'], agreed('choice:b')],
    ['three different ones', ['choice:a', 'choice:b', 'unreadable'], { kind: 'disputed' }],
    ['two against two', ['choice:a', 'choice:b', 'choice:a', 'choice:b'], { kind: 'disputed' }],
  ];
  test.each(cases)('%s', (_, answers, expected) => {
    expect(standingOf(answers)).toEqual(expected);
  });

  test('the order does not matter', () => {
    const shuffled = fc
      .array(reading, { maxLength: 6 })
      .chain((answers) => fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })));
    fc.assert(fc.property(shuffled, ([a, b]) => expect(standingOf(b)).toEqual(standingOf(a))));
  });

  test('nothing is agreed on that not at least two say, and nobody more say anything else', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 6 }), (answers) => {
        const standing = standingOf(answers);
        if (standing.kind !== 'agreed') return;
        const votes = (of: Reading) => answers.filter((answer) => answer === of).length;
        expect(votes(standing.reading)).toBeGreaterThanOrEqual(2);
        for (const other of answers) {
          if (other !== standing.reading) expect(votes(other)).toBeLessThan(votes(standing.reading));
        }
      }),
    );
  });

  test('whoever answers one after another is done after three', () => {
    fc.assert(
      fc.property(fc.array(reading, { minLength: 3, maxLength: 3 }), (answers) => {
        const given: Reading[] = [];
        for (let standing = standingOf(given); standing.kind === 'open'; standing = standingOf(given)) {
          expect(standing.wanted).toBeGreaterThan(given.length);
          given.push(answers[given.length] ?? 'unreadable');
        }
        expect(given.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('standOf', () => {
  const turn: fc.Arbitrary<Turn> = fc
    .record({
      state: fc.constantFrom('held' as const, 'answered' as const, 'lapsed' as const),
      reading,
      pending: fc.boolean(),
      final: fc.boolean(),
      voided: fc.boolean(),
    })
    .map(({ state, reading: answer, pending, ...turn }) => ({
      ...turn,
      state,
      answer: state === 'answered' ? answer : null,
      pending: state === 'answered' && pending,
    }));

  test('whatever the turns, an item fits its constraints and never waits for nobody', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        const { state, wanted, taken, outcome } = standOf(turns);
        expect(taken).toBeGreaterThanOrEqual(0);
        expect(taken).toBeLessThanOrEqual(wanted);
        expect(outcome !== null).toBe(state === 'closed');
        const counting = turns.filter(({ voided }) => !voided);
        const underWay = counting.some(({ state: s, pending, final }) => !final && (s === 'held' || pending));
        // Open: somebody may take it, or somebody has it.
        if (state === 'open') expect(taken < wanted || underWay).toBe(true);
      }),
    );
  });

  test('voided turns are as if they had never been, and the order does not matter', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
        expect(standOf(turns.filter(({ voided }) => !voided))).toEqual(standOf(turns));
        expect(standOf([...turns].reverse())).toEqual(standOf(turns));
      }),
    );
  });
});

describe('readings', () => {
  test.each([
    ['ballot', 'choice:oak', 'choice:oak'],
    ['gold', 'choice:oak', 'choice:oak'],
    ['ballot', 'choice:elm', undefined],
    ['ballot', 'choice:', undefined],
    ['ballot', 'oak', undefined],
    ['ballot', 'altered', 'altered'],
    ['ballot', 'same', undefined],
    ['ballot', '', undefined],
    ['pair', 'same', 'same'],
    ['pair', 'different', 'different'],
    ['pair', 'altered', undefined],
    ['pair', 'choice:oak', undefined],
  ] as const)('of a %s: %s', (kind, text, expected) => {
    expect(parseReading(kind, ['oak', 'birch'], text)).toBe(expected);
  });

  test('a choice is read back as it was written', () => {
    fc.assert(fc.property(fc.string(), (id) => expect(choiceRead(choiceReading(id))).toBe(id)));
  });
});
