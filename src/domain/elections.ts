import { z } from 'zod';
import { localized } from './languages.ts';
import { protocolFields, protocolQuorum } from './protocols/fields.ts';

const day = z.iso.date();

/** The file that `golos election create` reads. Documented in `docs/ELECTION-FILE.md`. */
export const electionFile = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,32}$/, 'only a-z, 0-9 and -, at most 32 characters'),
    name: localized,
    choices: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]{1,24}$/, 'only a-z, 0-9 and -, at most 24 characters'),
          name: localized,
        }),
      )
      .min(2)
      .max(40),
    /** First and last day on which ballots are taken, in the election's time zone. */
    opensOn: day,
    closesOn: day,
    timeZone: z.string().refine(isTimeZone, 'not a time zone of the IANA database, such as Europe/Minsk'),
    trustedPrefixes: z.array(z.string().regex(/^\+[1-9]\d{0,7}$/, 'such as +375')).default([]),
    photoSides: z.int().min(1).max(2).default(2),
    /** What stands on a station's result sheet, from top to bottom; `DEFAULT_FIELDS` where it is left out. */
    protocolFields: protocolFields.optional(),
    /** How many reviewers must type a sheet alike; two where it is left out. */
    protocolQuorum: protocolQuorum.optional(),
  })
  .refine((file) => file.opensOn <= file.closesOn, { path: ['closesOn'], error: 'is before opensOn' })
  .refine((file) => new Set(file.choices.map((choice) => choice.id)).size === file.choices.length, {
    path: ['choices'],
    error: 'two choices have the same id',
  });

export type Election = z.infer<typeof electionFile>;
export type Choice = Election['choices'][number];

/** In place of an election's id, where a photo is of none: for the chronicle, while nothing is voted on. */
export const NO_ELECTION = '-none-';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day (YYYY-MM-DD) of an instant in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** Whether an election takes ballots on a day of its own time zone. */
export function isOpen(election: Pick<Election, 'opensOn' | 'closesOn'>, today: string): boolean {
  return election.opensOn <= today && today <= election.closesOn;
}
