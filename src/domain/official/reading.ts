import { z } from 'zod';
import { BLANKS, CONTRADICTIONS } from './terms.ts';

/** A workbook's header stands somewhere below its title, not below its data. */
export const MAX_HEADER_LINE = 1_000;

/** How a file of official results is read. What is saved under a name (a profile) is this. */
export const officialReading = z.object({
  /** Our column to the file's header, where guessing is not enough, or nothing: see `mapOfficialColumns`. */
  map: z.record(z.string().min(1).max(80), z.string().max(500)),
  /** Of a workbook; null: its first. */
  sheet: z.string().min(1).max(100).nullable(),
  /** The line of the headers; null: the first that looks like one. */
  headerLine: z.int().min(1).max(MAX_HEADER_LINE).nullable(),
  /** What a blank next to a number means. */
  blank: z.enum(BLANKS),
  /** Nonsense that is the source's own. */
  accept: z.array(z.enum(CONTRADICTIONS)).max(CONTRADICTIONS.length),
});

export type OfficialReading = z.infer<typeof officialReading>;

/** Nothing is said: everything is guessed, and nothing odd is accepted. */
export const GUESSED_READING: OfficialReading = {
  map: {},
  sheet: null,
  headerLine: null,
  blank: 'missing',
  accept: [],
};

/** A profile's name: short, and nothing that a command line would trip over. */
export const profileName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u);
