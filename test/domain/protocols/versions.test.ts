import fc from 'fast-check';
import { protocolFields, protocolForm } from '../../../src/domain/protocols/fields.ts';
import { type AgreedSheet, versionsOf } from '../../../src/domain/protocols/versions.ts';

const name = { be: 'а', ru: 'б', en: 'c' };
const choices = [
  { id: 'oak', name },
  { id: 'elm', name },
];
const { fields } = protocolForm({ choices });
const sheet = (protocolId: string, oak: number, chosen = false): AgreedSheet => ({
  protocolId,
  numbers: { 'choice:oak': oak, 'choice:elm': 1 },
  chosen,
});

test('protocols that say the same are one version, and it counts', () => {
  expect(versionsOf(fields, [sheet('a', 5), sheet('b', 5)])).toEqual({
    versions: [{ numbers: { 'choice:oak': 5, 'choice:elm': 1 }, protocolIds: ['a', 'b'], chosen: false }],
    differing: [],
    counting: { 'choice:oak': 5, 'choice:elm': 1 },
  });
});

test('versions that differ are told apart, and none counts before one is chosen', () => {
  const both = versionsOf(fields, [sheet('a', 5), sheet('b', 6), sheet('c', 6)]);
  expect(both.versions.map(({ protocolIds }) => protocolIds)).toEqual([['b', 'c'], ['a']]);
  expect(both.differing).toEqual(['choice:oak']);
  expect(both.counting).toBeUndefined();
  expect(versionsOf(fields, [sheet('a', 5, true), sheet('b', 6)]).counting).toMatchObject({ 'choice:oak': 5 });
  expect(versionsOf(fields, []).counting).toBeUndefined();
});

test('every protocol is in exactly one version, and only what somebody sent ever counts', () => {
  const sheets = fc.array(
    fc
      .record({ protocolId: fc.uuid(), votes: fc.nat(3), chosen: fc.boolean() })
      .map((s) => sheet(s.protocolId, s.votes, s.chosen)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(sheets, (all) => {
      const { versions, counting } = versionsOf(fields, all);
      expect(versions.flatMap(({ protocolIds }) => protocolIds).sort()).toEqual(all.map((s) => s.protocolId).sort());
      if (counting !== undefined) expect(all.map((s) => s.numbers)).toContainEqual(counting);
      if (versions.length > 1 && !all.some((s) => s.chosen)) expect(counting).toBeUndefined();
    }),
  );
});

test('the election file says which fields there are, and where the choices stand among them', () => {
  const own = { id: 'spoilt-unused', name };
  const form = protocolForm({ choices, protocolFields: ['registered', 'choices', own], protocolQuorum: 3 });
  expect(form.fields.map(({ id }) => id)).toEqual(['registered', 'choice:oak', 'choice:elm', 'spoilt-unused']);
  expect(form.quorum).toBe(3);
  expect(fields.map(({ id }) => id)).toEqual([
    'registered',
    'issued',
    'in-box',
    'early',
    'at-home',
    'invalid',
    'choice:oak',
    'choice:elm',
  ]);
});

test.each<[string, unknown]>([
  ['nothing', []],
  ['no choices', ['registered']],
  ['a field twice', ['choices', 'registered', 'registered']],
  ['an unknown word', ['choices', 'turnip']],
  ['a known field with a name', ['choices', { id: 'issued', name }]],
  ['a field without a name', ['choices', { id: 'more' }]],
])('%s is no list of fields', (_name, list) => expect(protocolFields.safeParse(list).success).toBe(false));
