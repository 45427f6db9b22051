import { nextStep, type SheetEntry } from '../../../src/domain/protocols/entries.ts';
import type { ProtocolQuorum } from '../../../src/domain/protocols/fields.ts';

const SHEETS = 6_000;
/** Of a hundred typists so many lie, and they all tell the same lie: the worst that liars can do. */
const LIARS = 10;
/** Of a hundred honest entries so many have a slip, each another one. */
const SLIPS = 8;

/** The same numbers in every run. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function lot(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Shares of sheets that were agreed wrongly and that an administrator has to resolve, and entries a sheet. */
function simulate(quorum: ProtocolQuorum) {
  const draw = lot(quorum);
  const said = (oak: number): SheetEntry => ({ kind: 'numbers', numbers: { 'choice:oak': oak } });
  let [wrong, disputed, typed] = [0, 0, 0];
  for (let sheet = 0; sheet < SHEETS; sheet++) {
    const entries: SheetEntry[] = [];
    let step = nextStep(entries, quorum);
    while (step.kind === 'more') {
      const lies = draw(100) < LIARS;
      const slips = !lies && draw(100) < SLIPS;
      entries.push(said(lies ? 2 : slips ? 10 + draw(1_000_000) : 1));
      typed += 1;
      step = nextStep(entries, quorum);
    }
    if (step.kind === 'disputed') disputed += 1;
    else if (step.entry.kind === 'numbers' && step.entry.numbers['choice:oak'] !== 1) wrong += 1;
  }
  return { wrong: wrong / SHEETS, disputed: disputed / SHEETS, entries: typed / SHEETS };
}

// What arithmetic expects of a majority of three and of five with a tenth of liars: 2.8 % and 0.86 %, and a little
// more with slips, which leave honest reviewers fewer. The figures are in docs/decisions/result-sheets.md.
test.each<[ProtocolQuorum, { wrong: number; disputed: number; entries: number }]>([
  [2, { wrong: 0.034, disputed: 0.06, entries: 2.4 }],
  [3, { wrong: 0.012, disputed: 0.04, entries: 3.7 }],
])(
  'with a tenth of liars who tell the same lie, a quorum of %s agrees wrongly no more often than expected',
  (quorum, most) => {
    const { wrong, disputed, entries } = simulate(quorum);
    expect(wrong).toBeLessThan(most.wrong);
    expect(disputed).toBeLessThan(most.disputed);
    expect(entries).toBeLessThan(most.entries);
  },
);
