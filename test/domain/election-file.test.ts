import { forbiddenChanges, forbiddenSheetChanges, readElectionFile } from '../../src/domain/election-file.ts';
import type { Election } from '../../src/domain/elections.ts';

const name = { be: 'а', ru: 'б', en: 'c' };
const election: Election = {
  id: 'e',
  name,
  choices: [
    { id: 'oak', name },
    { id: 'elm', name },
  ],
  opensOn: '2026-05-01',
  closesOn: '2026-05-31',
  timeZone: 'Europe/Minsk',
  trustedPrefixes: ['+375'],
  photoSides: 2,
};

describe('readElectionFile', () => {
  test('takes a whole file, with a byte order mark or without', () => {
    expect(readElectionFile(JSON.stringify(election))).toEqual({ ok: true, election });
    expect(readElectionFile(`\uFEFF${JSON.stringify(election)}`)).toEqual({ ok: true, election });
  });

  test.each<[string, object, string, RegExp]>([
    ['a missing name', { name: { be: 'а', ru: 'б' } }, 'name.en', /^is missing$/],
    [
      'an empty name',
      { choices: [election.choices[0], { id: 'elm', name: { ...name, be: ' ' } }] },
      'choices[1].name.be',
      /empty/,
    ],
    ['one choice', { choices: [election.choices[0]] }, 'choices', /at least 2/],
    ['the same choice twice', { choices: [election.choices[0], election.choices[0]] }, 'choices', /same id/],
    ['a day that is none', { opensOn: '2026-02-30' }, 'opensOn', /not a day such as/],
    ['days the wrong way round', { closesOn: '2026-04-01' }, 'closesOn', /before opensOn/],
    ['a time zone that is none', { timeZone: 'Minsk' }, 'timeZone', /Europe\/Minsk/],
    ['a prefix without plus', { trustedPrefixes: ['375'] }, 'trustedPrefixes[0]', /such as \+375/],
    ['a number as text', { photoSides: '2' }, 'photoSides', /must be a number/],
    ['three sides', { photoSides: 3 }, 'photoSides', /at most 2/],
    ['a sheet without votes', { protocolFields: ['registered'] }, 'protocolFields', /has no choices/],
    ['an unknown field of the sheet', { protocolFields: ['choices', 'turnip'] }, 'protocolFields[1]', /is no field/],
    ['four who must agree', { protocolQuorum: 4 }, 'protocolQuorum', /must be 2 or 3/],
    ['something unknown', { colour: 'red' }, '', /nobody knows: colour/],
    ['an id with blanks', { id: 'my election' }, 'id', /only a-z/],
  ])('says where and why: %s', (_, change, path, reason) => {
    const read = readElectionFile(JSON.stringify({ ...election, ...change }));
    expect(read).toEqual({ ok: false, problems: [{ path, reason: expect.stringMatching(reason) }] });
  });

  test.each([
    ['', /not JSON/],
    ['{"id": ', /not JSON/],
    ['[]', /must be an object/],
  ])('refuses %j', (text, reason) => {
    expect(readElectionFile(text)).toEqual({
      ok: false,
      problems: [{ path: '', reason: expect.stringMatching(reason) }],
    });
  });
});

describe('forbiddenChanges', () => {
  const [oak, elm] = [
    { id: 'oak', name },
    { id: 'elm', name },
  ];

  test.each<[string, Partial<Election>]>([
    ['nothing', {}],
    ['names of the election', { name: { ...name, en: 'Other' } }],
    ['dates, time zone, prefixes', { closesOn: '2026-06-30', timeZone: 'UTC', trustedPrefixes: [] }],
  ])('none in %s', (_, change) => {
    expect(forbiddenChanges(election, { ...election, ...change })).toEqual([]);
  });

  test.each<[string, Partial<Election>, string[]]>([
    ['a choice less', { choices: [oak] }, ['choices']],
    ['a choice more', { choices: [oak, elm, { id: 'fir', name }] }, ['choices[2]']],
    ['another order', { choices: [elm, oak] }, ['choices[1]', 'choices[0]']],
    ['another name', { choices: [oak, { id: 'elm', name: { ...name, ru: 'в' } }] }, ['choices[1].name.ru']],
    ['fewer photos', { photoSides: 1 }, ['photoSides']],
  ])('found in %s', (_, change, paths) => {
    expect(forbiddenChanges(election, { ...election, ...change }).map(({ path }) => path)).toEqual(paths);
  });
});

test('the fields of a result sheet stay; that three must agree, and what fields are called, may change', () => {
  const sheet = { ...election, protocolFields: ['registered' as const, 'choices' as const, { id: 'unused', name }] };
  expect(readElectionFile(JSON.stringify(sheet))).toEqual({ ok: true, election: sheet });
  const renamed = [...sheet.protocolFields.slice(0, 2), { id: 'unused', name: { ...name, en: 'Left over' } }];
  expect(forbiddenSheetChanges(sheet, { ...sheet, protocolFields: renamed, protocolQuorum: 3 })).toEqual([]);
  expect(forbiddenSheetChanges(sheet, election)).toMatchObject([{ path: 'protocolFields' }]);
  // What the file leaves out is the same as what it says in full.
  const full = ['registered', 'issued', 'in-box', 'early', 'at-home', 'invalid', 'choices'] as const;
  expect(forbiddenSheetChanges(election, { ...election, protocolFields: [...full] })).toEqual([]);
});
