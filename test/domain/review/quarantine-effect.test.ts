import fc from 'fast-check';
import { changesFinding, quarantineEffect } from '../../../src/domain/review/quarantine-effect.ts';

test.each([
  { name: 'proven, and no longer', before: 40, after: 20, official: 30, proven: 'lost', tell: true },
  { name: 'proven by fewer', before: 40, after: 35, official: 30, proven: 'same', tell: true },
  { name: 'never proven', before: 20, after: 5, official: 30, proven: 'same', tell: false },
  { name: 'no official result', before: 20, after: 0, official: null, proven: 'same', tell: false },
  { name: 'put back', before: 20, after: 40, official: 30, proven: 'gained', tell: true },
  { name: 'nothing changes', before: 40, after: 40, official: 30, proven: 'same', tell: false },
] as const)('$name', ({ before, after, official, proven, tell }) => {
  const effect = quarantineEffect([{ choiceId: 'oak', before, after, official }]);
  expect(effect.proven).toBe(proven);
  expect(changesFinding(effect)).toBe(tell);
});

test('putting back what was set aside undoes the effect', () => {
  const choice = fc
    .record({ before: fc.nat(50), aside: fc.nat(50), official: fc.option(fc.nat(50)) })
    .map(({ before, aside, official }) => ({ choiceId: 'oak', before, after: Math.max(0, before - aside), official }));
  fc.assert(
    fc.property(fc.array(choice, { maxLength: 5 }), (choices) => {
      const there = quarantineEffect(choices);
      const back = quarantineEffect(choices.map((of) => ({ ...of, before: of.after, after: of.before })));
      expect(back.missingAfter).toBe(there.missingBefore);
      expect(there.missingAfter).toBeLessThanOrEqual(there.missingBefore);
      expect(changesFinding(back)).toBe(changesFinding(there));
    }),
  );
});
