import { z } from 'zod';
import { LANGUAGES } from './languages.ts';
import { MESSENGERS, TIERS } from './people.ts';
import { AGE_GROUPS, SETTLEMENTS, SEXES } from './surveys/definition.ts';

/** `unregistered`: agreed to be written to, and has not registered. */
export const AUDIENCE_TIERS = [...TIERS, 'unregistered'] as const;

/**
 * Whom a broadcast is for. Every list narrows the audience to what it names; an empty one leaves it alone.
 * Whoever has blocked the bot, asked for no more broadcasts or not agreed to be written to is never in it.
 */
export const audience = z.strictObject({
  messengers: z.array(z.enum(MESSENGERS)).default([]),
  /** Whoever has not chosen a language counts as speaking `DEFAULT_LANGUAGE`, in which they are written to. */
  languages: z.array(z.enum(LANGUAGES)).default([]),
  tiers: z.array(z.enum(AUDIENCE_TIERS)).default([]),
  /** Places from the widest level on, such as `['North']` or `['North', 'Town']`: everybody below one of them. */
  places: z
    .array(z.array(z.string().min(1).max(200)).min(1).max(8))
    .max(200)
    .default([]),
  /** Only who said so about themselves. */
  sexes: z.array(z.enum(SEXES)).default([]),
  ageGroups: z.array(z.enum(AGE_GROUPS)).default([]),
  settlements: z.array(z.enum(SETTLEMENTS)).default([]),
  /** Those who have, or have not, a ballot that is linked to them; see `ballot_links` for how long it is. */
  ballot: z.strictObject({ electionId: z.string(), handedIn: z.boolean() }).nullable().default(null),
  /** Those who have, or have not, answered a survey to its end. */
  survey: z.strictObject({ id: z.string(), answered: z.boolean() }).nullable().default(null),
  /** Those who have checked in at a march that is not closed yet. */
  march: z.strictObject({ id: z.string() }).nullable().default(null),
});

export type Audience = z.infer<typeof audience>;

/** Everybody who may be written to. */
export const EVERYBODY: Audience = {
  messengers: [],
  languages: [],
  tiers: [],
  places: [],
  sexes: [],
  ageGroups: [],
  settlements: [],
  ballot: null,
  survey: null,
  march: null,
};

/** Whether it is those at a march: of them nobody is told any number but the published ones (`docs/decisions/marches-noise.md`). */
export function isOfMarch({ march }: Audience): boolean {
  // What was saved before there were marches has none.
  return march != null;
}

/** The same audience without those who have answered the survey: whom a reminder goes to. */
export function reminderAudience(of: Audience, surveyId: string): Audience {
  return { ...of, survey: { id: surveyId, answered: false } };
}
