import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  PRACTICE_CHOICES,
  PRACTICE_ITEMS,
  type PracticeLeft,
  practise,
  readPractice,
  writePractice,
} from '../../../src/domain/review/practice.ts';
import { parseReading, REJECTIONS } from '../../../src/domain/review/readings.ts';
import { LEASE_SECONDS, UNDO_SECONDS } from '../../../src/domain/review/terms.ts';

const choiceIds = PRACTICE_CHOICES.map(({ id }) => id);

test('every right answer is one that its buttons give, and every reason is practised', () => {
  for (const { kind, right } of PRACTICE_ITEMS) expect(parseReading(kind, choiceIds, right)).toBe(right);
  const practised = new Set<string>(PRACTICE_ITEMS.map(({ right }) => right));
  expect(REJECTIONS.filter((reading) => !practised.has(reading))).toEqual([]);
});

test('every picture is there, and none that nobody sees', () => {
  const wanted = PRACTICE_ITEMS.flatMap(({ id, photos }) =>
    Array.from({ length: photos }, (_, at) => `${id}-${at + 1}.jpg`),
  );
  expect(readdirSync(join(import.meta.dirname, '../../../src/http/assets/practice')).sort()).toEqual(wanted.sort());
});

test('the guide’s words “ten minutes”, “five seconds” and “eleven ballots” are true', () => {
  expect([LEASE_SECONDS, UNDO_SECONDS, PRACTICE_ITEMS.length]).toEqual([600, 5, 11]);
});

test('practice is passed after exactly one right answer to each, whatever goes wrong before', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (course) => {
      let left: PracticeLeft = PRACTICE_ITEMS;
      const rightly: string[] = [];
      let answers = 0;
      while (left.length > 0) {
        const careful = course[answers++] ?? true;
        const [item] = left;
        const step = practise(left, careful ? (item?.right ?? 'same') : item?.kind === 'pair' ? 'unreadable' : 'same');
        expect(step?.right).toBe(careful);
        if (careful) rightly.push(item?.id ?? '');
        // A session remembers it.
        left = step === undefined || step.left.length === 0 ? [] : readPractice(writePractice(step.left));
      }
      expect(rightly.sort()).toEqual(PRACTICE_ITEMS.map(({ id }) => id).sort());
      expect(answers).toBe(PRACTICE_ITEMS.length + course.slice(0, answers).filter((careful) => !careful).length);
    }),
  );
});

test.each([
  ['nothing remembered', undefined, PRACTICE_ITEMS.length],
  ['everything passed', '', 0],
  ['an item that is no longer there', 'cross of-old same', 2],
])('%s', (_name, kept, length) => {
  expect(readPractice(kept)).toHaveLength(length);
});
