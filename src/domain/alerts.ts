import { z } from 'zod';
import { placeChanges } from './solidarity/places.ts';

/** A name in whichever of our languages there is one. */
const name = z.strictObject({ be: z.string().optional(), ru: z.string().optional(), en: z.string().optional() });

/**
 * Something that every administrator must see, because it may be an attack. What it tells is fixed when it is raised;
 * a version that does not know a kind shows it by its name.
 */
export const alertDetail = z.discriminatedUnion('kind', [
  /** Somebody wants places changed that money goes to, and waits for a second person. */
  z.strictObject({ kind: z.literal('places-proposed'), name, by: z.string(), changes: placeChanges }),
  /** They are changed: two people did it. */
  z.strictObject({ kind: z.literal('places-changed'), name, by: z.string(), with: z.string(), changes: placeChanges }),
  /** A fund or an appeal was taken off the directory by one person. */
  z.strictObject({ kind: z.literal('entry-hidden'), name, by: z.string() }),
  /** Somebody was made to sign in: nothing of theirs lets anybody in any more. */
  z.strictObject({ kind: z.literal('under-force'), name, by: z.string() }),
]);

export type AlertDetail = z.infer<typeof alertDetail>;
