import { z } from 'zod';

/** Ids of questions and options: short, because both are part of a button's 64 bytes with the survey's id. */
const shortId = z.string().regex(/^[a-z0-9]{1,8}$/);

/** The largest number that a number question may ask for. */
export const LARGEST_NUMBER = 1_000_000_000;

const localized = (longest: number) =>
  z.object({ be: z.string().max(longest), ru: z.string().max(longest), en: z.string().max(longest) });

const option = z.object({ id: shortId, label: localized(60) });

/** Where to go after the question that carries it, when the answer to `question` is one of `anyOf`. */
const branch = z.object({
  /** An earlier question, or the one that carries the branch. */
  question: shortId,
  /** Option ids; `yes` and `no`; a number's or scale's text. */
  anyOf: z.array(z.string()).min(1),
  /** A later question, or `end`. */
  to: z.string(),
});

const common = {
  id: shortId,
  text: localized(1_000),
  optional: z.boolean(),
  /** The first that fits is followed; otherwise the next question in order comes. */
  branches: z.array(branch),
};

/** Whole: counts are kept a row for each number that was named. */
const wholeNumber = z.int().min(-LARGEST_NUMBER).max(LARGEST_NUMBER);

export const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), ...common, options: z.array(option).min(2).max(20) }),
  z.object({
    kind: z.literal('several'),
    ...common,
    options: z.array(option).min(2).max(20),
    min: z.int().min(0),
    max: z.int().min(1),
  }),
  z.object({
    kind: z.literal('scale'),
    ...common,
    from: z.int().min(0).max(1),
    to: z.int().min(2).max(10),
    low: localized(40),
    high: localized(40),
  }),
  z.object({ kind: z.literal('yes-no'), ...common }),
  z.object({ kind: z.literal('text'), ...common, longest: z.int().min(10).max(1_000) }),
  z.object({ kind: z.literal('number'), ...common, min: wholeNumber, max: wholeNumber }),
]);

export type Question = z.infer<typeof question>;

/** Another organization whose survey it is; shown in the chat and on its page. */
const partner = z.object({
  name: localized(80),
  line: localized(200),
  link: z.url({ protocol: /^https$/ }),
  /** A `pictures` row. */
  logo: z.uuid().nullable(),
});

export const surveyDefinition = z.object({
  title: localized(120),
  /** Said before the first question. */
  intro: localized(1_000),
  thanks: localized(1_000),
  questions: z.array(question).min(1).max(40),
  /** Whether those who have no profile yet are asked for one afterwards. */
  asksProfile: z.boolean(),
  partner: partner.nullable(),
  /** Whether the page shows, while it is open, how many people have answered. */
  liveCounter: z.boolean(),
});

export type SurveyDefinition = z.infer<typeof surveyDefinition>;

/**
 * One answer. `one` and `yes-no`: the option's id; `several`: option ids; `scale` and `number`: the number;
 * `text`: the text. Null: skipped.
 */
export const answer = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

export type Answer = z.infer<typeof answer>;

/** Question id → answer; questions that a branch left out, or that were not reached yet, are not there. */
export type Answers = Readonly<Record<string, Answer>>;

export const SEXES = ['female', 'male'] as const;
export const AGE_GROUPS = ['18-29', '30-44', '45-59', '60+'] as const;
export const SETTLEMENTS = ['capital', 'city', 'town', 'village'] as const;

/** What a person may say about themselves for weighting; null: not said. */
export interface Profile {
  readonly sex: (typeof SEXES)[number] | null;
  readonly ageGroup: (typeof AGE_GROUPS)[number] | null;
  readonly settlement: (typeof SETTLEMENTS)[number] | null;
}

/** By what results are broken down; see `survey_counts`. */
export const DIMENSIONS = ['messenger', 'language', 'region', 'tier', 'sex', 'age-group', 'settlement'] as const;

export type Dimension = (typeof DIMENSIONS)[number];
