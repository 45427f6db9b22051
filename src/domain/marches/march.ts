import { z } from 'zod';
import { localizedUpTo } from '../languages.ts';

/** What a march's address and buttons call it: its day, with a number where there are several. `2026-08-16-2` */
export const MARCH_ID = /^[a-z0-9][a-z0-9-]{1,30}$/;

/** What fits on one line of a button, and of a table on a phone. */
export const LONGEST_MARCH_NAME = 80;
export const LONGEST_ZONE_NAME = 40;

/** All regions and districts of a country the size of Belarus, and some cities. */
export const MOST_ZONES = 160;

/** Seconds that one window may have; the shortest that organizers can choose is `DEFAULT_WINDOW_SECONDS`. */
export const WINDOW_CHOICES = [60, 120, 300] as const;
export const DEFAULT_WINDOW_SECONDS = 60;

/** A check-in counts for a day at most, and so long is the longest march. */
export const LONGEST_HOURS = 24;

/**
 * Where somebody may be counted several times over: later visits are not counted, unless the account erased itself in between
 * (`docs/decisions/marches-noise.md`).
 */
export const MOST_VISITS = 4;

const position = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });

/** What turns a location into a zone. */
export const zoneArea = z.discriminatedUnion('kind', [
  /** Corners in order; the last is joined to the first. */
  z.strictObject({ kind: z.literal('polygon'), corners: z.array(position).min(3).max(500) }),
  /** Paths of levels as the stations have them, such as `['North']` or `['North', 'Town']`: everywhere near such a station. */
  z.strictObject({
    kind: z.literal('places'),
    paths: z
      .array(z.array(z.string().min(1)).min(1).max(5))
      .min(1)
      .max(100),
  }),
  /** Only by its name: no location leads there. */
  z.strictObject({ kind: z.literal('named') }),
]);

export type ZoneArea = z.infer<typeof zoneArea>;

/** A part of where people walk: a city, a district. A zone is named by its place in the list. */
export const marchZone = z.strictObject({ name: localizedUpTo(LONGEST_ZONE_NAME), area: zoneArea });

export type MarchZone = z.infer<typeof marchZone>;

/** What organizers say about a march. It stays as it is once the march is opened. */
export const marchDefinition = z.strictObject({
  name: localizedUpTo(LONGEST_MARCH_NAME),
  zones: z.array(marchZone).min(1).max(MOST_ZONES),
  /** Whether those who walk are told when the count passes a milestone. */
  announces: z.boolean(),
});

export type MarchDefinition = z.infer<typeof marchDefinition>;

export const MARCH_STATES = ['draft', 'scheduled', 'open', 'closing', 'closed'] as const;

/** `scheduled`: opens at its time. `closing`: takes nothing more; what came before is being counted. */
export type MarchState = (typeof MARCH_STATES)[number];

/** When a march is, and in which steps it is counted. */
export interface MarchTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly windowSeconds: number;
  /** How long a check-in counts; null: until the march ends. */
  readonly validMinutes: number | null;
}

/**
 * The window that an instant lies in. Window `w` is from `startsAt + w · windowSeconds` up to where the next one
 * begins; what is true when it ends is what is published of it.
 */
export function windowAt({ startsAt, windowSeconds }: MarchTimes, at: Date): number {
  return Math.floor((at.getTime() - startsAt.getTime()) / (windowSeconds * 1_000));
}

/** When a window ends. */
export function windowEnd({ startsAt, windowSeconds }: MarchTimes, window: number): Date {
  return new Date(startsAt.getTime() + (window + 1) * windowSeconds * 1_000);
}

/** Windows from the beginning of the march to its end, and the last one, in which it is closed. */
export function windowsOf({ startsAt, endsAt, windowSeconds }: MarchTimes): number {
  return Math.ceil((endsAt.getTime() - startsAt.getTime()) / (windowSeconds * 1_000)) + 1;
}

/** The first window that a check-in made in `window` is not counted in any more. */
export function countedUntil(times: MarchTimes, window: number): number {
  const all = windowsOf(times);
  if (times.validMinutes === null) return all;
  return Math.min(all, window + Math.max(1, Math.ceil((times.validMinutes * 60) / times.windowSeconds)));
}

/** More windows than a march may have: one a minute for two days. */
const MOST_WINDOWS = 2_900;

/** Why the times of a march cannot be. */
export function timesProblem(times: MarchTimes): TimesProblem | undefined {
  const { startsAt, endsAt, windowSeconds, validMinutes } = times;
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  if (hours <= 0) return 'ends-before';
  if (hours > LONGEST_HOURS) return 'too-long';
  if (validMinutes !== null && (validMinutes < 1 || validMinutes > LONGEST_HOURS * 60)) return 'valid';
  return windowSeconds < 1 || windowsOf(times) > MOST_WINDOWS ? 'window' : undefined;
}

export type TimesProblem = 'ends-before' | 'too-long' | 'valid' | 'window';
