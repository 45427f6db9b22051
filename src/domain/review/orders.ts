import { z } from 'zod';
import { goldTerms } from './gold.ts';

/** By what ballots can be set apart: where they were cast, when they came, who read them. */
export const SLICES = ['station', 'day', 'reviewer'] as const;

/** Ballots that an administrator speaks of together. */
export const slice = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('station'), value: z.uuid() }),
  z.strictObject({ by: z.literal('day'), value: z.iso.date() }),
  z.strictObject({ by: z.literal('reviewer'), value: z.uuid() }),
]);

export type Slice = z.infer<typeof slice>;

/** What only the worker can do: it has the photos' keys, and writes the count. */
export const reviewOrder = z.discriminatedUnion('do', [
  /** Everything in the slice is read again, by reviewers who have not seen it in this round. */
  z.strictObject({ do: z.literal('reopen'), slice }),
  /** The quarantines as they stand are applied to the ballots, set and lifted. */
  z.strictObject({ do: z.literal('apply-quarantines') }),
  /** So many ballots that reviewers agreed on, by lot, become candidates for gold items. */
  z.strictObject({ do: z.literal('propose-gold'), count: z.int().min(1).max(100) }),
  /** An administrator read a candidate: what they read is its known answer. */
  z.strictObject({ do: z.literal('confirm-gold'), itemId: z.uuid(), answer: z.string() }),
  /** A candidate is dropped, or a gold item shown to nobody any more. */
  z.strictObject({ do: z.literal('retire-gold'), itemId: z.uuid() }),
  /** So many of a hundred items have a known answer from now on, and so many of those must be read rightly. */
  z.strictObject({ do: z.literal('set-gold'), ...goldTerms.shape }),
]);

export type ReviewOrder = z.infer<typeof reviewOrder>;
