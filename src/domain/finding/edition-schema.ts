import { z } from 'zod';
import { LANGUAGES, type Language } from '../languages.ts';
import { BLANKS, OFFICIAL_SOURCES } from '../official/terms.ts';
import type { Edition, EditionContent } from './edition.ts';
import { BASES } from './numbers.ts';

const text = (said: string) => z.string().describe(said);
const count = (said: string) => z.int().min(0).describe(said);
const day = (said: string) => z.iso.date().describe(said);
const localized = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string()])) as Record<Language, z.ZodString>,
);

const change = z.strictObject({
  stationCode: text('Code of the station'),
  what: text(
    'ours:CHOICE, official:SOURCE:CHOICE, registered, turnout, early, quarantined, left-out, added, removed, text',
  ),
  before: z.int().nullable().describe('In the edition before; null: nothing was known'),
  after: z.int().nullable().describe('In this edition; null: nothing is known'),
});

const station = z.strictObject({
  id: z.string().describe('Of our record, the same in every edition'),
  code: text('What people know the station by; unique'),
  levels: z.array(z.string()).min(1).max(5).describe('Region … town, from the widest to the narrowest'),
  name: z.string(),
  address: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  registeredVoters: z.int().nullable().describe('By the first source, else as the station was registered'),
  officialTurnout: z.int().nullable().describe('By the first source: how many voted here'),
  officialEarly: z.int().nullable().describe('By the first source: how many of them voted before election day'),
  ours: z.array(count('Of the basis')).describe('Of the basis, in the order of the choices'),
  official: z
    .array(z.array(z.int().nullable()))
    .describe('For each source, for each choice, in their order; null: no official result'),
  signs: z.strictObject({
    fromUnverified: count('Ballots of accounts without a confirmed phone'),
    onBusiestDay: count('Ballots of the day on which most came'),
    nearDuplicates: count('Ballots whose photo is nearly the same as another one’s'),
  }),
  quarantined: z.boolean().describe('Set aside by an administrator'),
});

const content = z.strictObject({
  format: z.literal(1),
  number: z.int().min(1).describe('From 1, for each election'),
  basis: z.enum(BASES).describe('What counts as ours: accepted by reviewers, handed in with photos, or declared'),
  election: z.strictObject({
    id: z.string(),
    name: localized,
    opensOn: day('First day on which ballots were taken'),
    closesOn: day('Last day'),
    timeZone: text('IANA'),
    choices: z.array(z.strictObject({ id: z.string(), name: localized })).min(1),
  }),
  sources: z
    .array(
      z.strictObject({
        source: z.enum(OFFICIAL_SOURCES).describe('Who says so: election commission, protocol, observer'),
        version: z.int().min(1),
        fileName: z.string(),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('Of the imported file'),
        importedOn: day('When it was imported'),
        blank: z.enum(BLANKS).describe('What a blank next to a number meant in that file'),
      }),
    )
    .describe('Official results. Ours is compared with the first, the others stand beside it'),
  except: z.array(z.string()).describe('Widest levels that no total counts'),
  stations: z.array(station).describe('In the order of codes'),
  changes: z.array(change).describe('What is not as in the edition before'),
  note: localized.nullable(),
  earlier: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        publishedOn: day('When it was published'),
        note: localized.nullable(),
        changes: z.array(change),
      }),
    )
    .describe('What was public before, the newest first'),
});

/** An edition as it is prepared. */
export const editionContentSchema: z.ZodType<EditionContent> = content;

/** An edition as anybody finds it in a data file. */
export const editionSchema: z.ZodType<Edition> = content.extend({ publishedOn: day('In the election’s time zone') });

/**
 * Why an edition of the right shape still makes no sense: numbers that are not one for each choice and source, or codes
 * that are not unique. Empty when nothing is wrong.
 */
export function editionProblems({ election, sources, stations }: EditionContent): string[] {
  const width = election.choices.length;
  const problems: string[] = [];
  for (const { code, ours, official } of stations) {
    if (ours.length !== width)
      problems.push(`Station ${code} has ${ours.length} numbers of ours for ${width} choices.`);
    if (official.length !== sources.length)
      problems.push(
        `Station ${code} has official numbers of ${official.length} sources, and there are ${sources.length}.`,
      );
    if (official.some((of) => of.length !== width))
      problems.push(`Station ${code} has a source without one number for each choice.`);
  }
  if (new Set(stations.map(({ code }) => code)).size !== stations.length) problems.push('Two stations have one code.');
  return problems;
}
