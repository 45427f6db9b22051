import { z } from 'zod';
import { BASES } from '../../domain/finding/numbers.ts';
import { SUSPICIONS } from '../../domain/finding/suspicion.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { OFFICIAL_SOURCES } from '../../domain/official/terms.ts';

const localized = z.strictObject(
  Object.fromEntries(LANGUAGES.map((language) => [language, z.string()])) as Record<Language, z.ZodString>,
);
const count = z.int().min(0);
const day = z.iso.date();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const source = z.enum(OFFICIAL_SOURCES);

const editionName = z.strictObject({
  election: z.string(),
  number: z.int().min(1),
  publishedOn: day,
  sha256: sha256.describe('What names this edition anywhere'),
});

const totals = z.strictObject({
  stations: count.describe('Stations that are counted here'),
  leftOut: count.describe('Left out because something speaks against our own numbers'),
  withOfficial: count,
  withOurs: count,
  compared: count.describe('With an official result and with ours'),
  proven: count.describe('Proven wrong for at least one choice'),
  missing: count.describe('Votes missing at least, over all choices'),
  choices: z.array(
    z.strictObject({
      choiceId: z.string(),
      ours: count,
      official: z.int(),
      withOfficial: count,
      proven: count,
      missing: count,
      medianExcess: z.number().min(0),
      largestExcess: count,
      byFiveOrFewer: count,
    }),
  ),
});

const area = z.strictObject({
  levels: z.array(z.string()).describe('From the widest to the narrowest; empty for the country'),
  totals,
  withSuspect: totals.describe('With stations that something speaks against'),
});

const station = z.strictObject({
  code: z.string(),
  levels: z.array(z.string()).min(1),
  name: z.string(),
  address: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  registeredVoters: z.int().nullable(),
  officialTurnout: z.int().nullable(),
  officialEarly: z.int().nullable(),
  counted: z.boolean().describe('Whether totals count it'),
  leftOutBecause: z.array(z.enum(['excepted', ...SUSPICIONS])),
  proven: z.boolean(),
  missing: count.nullable().describe('Null: no official result'),
  choices: z.array(
    z.strictObject({
      choice: z.string(),
      ours: count,
      official: z
        .array(z.strictObject({ source, votes: z.int().nullable() }))
        .describe('Ours is compared with the first source'),
      missing: count.nullable(),
    }),
  ),
  signs: z.strictObject({ fromUnverified: count, onBusiestDay: count, nearDuplicates: count }),
  quarantined: z.boolean(),
});

const change = z.strictObject({
  stationCode: z.string(),
  what: z.string(),
  before: z.int().nullable(),
  after: z.int().nullable(),
});

/** What the interface answers, by the name that its description gives it. */
export const answers = {
  Editions: z.strictObject({ editions: z.array(editionName).describe('What was published last first') }),
  Edition: editionName.extend({
    basis: z.enum(BASES),
    name: localized,
    opensOn: day,
    closesOn: day,
    choices: z.array(z.strictObject({ id: z.string(), name: localized })),
    sources: z.array(
      z.strictObject({
        source,
        version: z.int().min(1),
        fileName: z.string(),
        sha256,
        importedOn: day,
        blank: z.enum(['missing', 'zero']),
      }),
    ),
    except: z.array(z.string()),
    note: localized.nullable(),
    summary: z.strictObject({
      stations: count,
      excepted: count,
      country: totals,
      countryWithSuspect: totals,
      suspicions: z.record(z.string(), count),
      changes: z.strictObject({ numbers: count, stations: count }),
    }),
    files: z.string().describe('Folder of the data files, which stay there'),
  }),
  Areas: z.strictObject({ areas: z.array(area) }),
  Stations: z.strictObject({
    total: count.describe('That meet the request'),
    stations: z.array(station),
    next: z.string().nullable().describe('For `after`; null on the last page'),
  }),
  Station: station,
  Changes: z.strictObject({
    total: count,
    changes: z.array(change),
    next: z.int().nullable().describe('For `after`; null on the last page'),
  }),
  Problem: z.strictObject({ error: z.enum(['not-found', 'bad-request']), message: z.string() }),
} as const;

export type AnswerName = keyof typeof answers;
export type AnswerOf<N extends AnswerName> = z.infer<(typeof answers)[N]>;

const page = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
};

/** What may stand behind the `?`. */
export const queries = {
  areas: z.strictObject({
    depth: z.coerce.number().int().min(0).max(5).default(1).describe('0: the country; 1: regions; …'),
    within: z.string().max(200).optional().describe('Only in this region'),
  }),
  stations: z.strictObject({
    ...page,
    after: z.string().max(100).optional().describe('Code of the last station of the page before'),
    region: z.string().max(200).optional().describe('Only of this widest level'),
    proven: z.enum(['true', 'false']).optional().describe('Only where it is so'),
    counted: z.enum(['true', 'false']).optional().describe('Only where it is so'),
  }),
  changes: z.strictObject({ ...page, after: z.coerce.number().int().min(0).default(0).describe('How many to skip') }),
} as const;
