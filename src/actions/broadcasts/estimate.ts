import { type Audience, isOfMarch } from '../../domain/audience.ts';
import type { SendingHours } from '../../domain/broadcasts.ts';
import type { MessengerName } from '../../domain/people.ts';
import { sendingEnds } from '../../domain/sending-time.ts';
import { audiencePage, countAudience, type Member } from '../../storage/audiences.ts';
import type { Database } from '../../storage/database.ts';
import { type AudienceKeys, needsLinkKey, withLinks } from './audience-members.ts';

export interface EstimateDeps {
  readonly database: Database;
  readonly keys: Pick<AudienceKeys, 'link' | 'voice' | 'lookup'>;
  /** People a second that each messenger allows. */
  readonly perSecond: Readonly<Record<MessengerName, number>>;
  /** What one message costs on Viber, where that is configured. */
  readonly viberPrice: Price | undefined;
  /** The election's. */
  readonly timeZone: () => Promise<string>;
  readonly now: () => Date;
}

export interface Price {
  readonly amount: number;
  /** ISO 4217, such as EUR. */
  readonly currency: string;
}

export interface Estimate {
  /** Exactly, as of now. */
  readonly recipients: Readonly<Record<MessengerName, number>>;
  /** Of sending, at the allowed rate; both messengers at once. */
  readonly seconds: number;
  /** When it would be over. */
  readonly endsAt: Date;
  /** At most: replies within an open session are free. Undefined while no price is configured. */
  readonly viberCost: Price | undefined;
}

/** People whose link keys are made in one go: a few milliseconds. */
const PAGE = 2_000;

/**
 * How many an audience is, how long they take, and what Viber will charge. Exact; with a condition on ballot or
 * survey everybody else's rows are read too, about a second for 100,000. Ends early when `signal` aborts. @throws of those at a
 * march: `isOfMarch` is to be asked first
 */
export async function estimateBroadcast(
  deps: EstimateDeps,
  wanted: {
    readonly audience: Audience;
    readonly startsAt?: Date | null;
    readonly hours?: SendingHours | null;
    readonly signal?: AbortSignal;
  },
): Promise<Estimate> {
  const recipients = await countRecipients(deps, wanted.audience, wanted.signal);
  const seconds = Math.max(recipients.telegram / deps.perSecond.telegram, recipients.viber / deps.perSecond.viber);
  const now = deps.now();
  const start = wanted.startsAt != null && wanted.startsAt > now ? wanted.startsAt : now;
  const price = deps.viberPrice;
  return {
    recipients,
    seconds,
    endsAt: sendingEnds(start, seconds, wanted.hours ?? null, await deps.timeZone()),
    viberCost: price && { amount: price.amount * recipients.viber, currency: price.currency },
  };
}

/** How many there are in an audience just now. @throws of those at a march: that is told nobody */
export async function countRecipients(
  { database, keys }: Pick<EstimateDeps, 'database' | 'keys'>,
  audience: Audience,
  signal?: AbortSignal,
): Promise<Record<MessengerName, number>> {
  if (isOfMarch(audience)) throw new Error('How many are at a march is told nobody.');
  if (!needsLinkKey(audience)) return countAudience(database.pool, audience);
  const counts: Record<MessengerName, number> = { telegram: 0, viber: 0 };
  let after: string | null = null;
  for (;;) {
    signal?.throwIfAborted();
    const page: Member[] = await audiencePage(database.pool, keys.lookup, audience, after, PAGE);
    for (const { messenger } of await withLinks(database.pool, keys, audience, page)) counts[messenger] += 1;
    if (page.length < PAGE) return counts;
    after = page.at(-1)?.id ?? null;
  }
}
