import type { MessengerName } from '../domain/people.ts';
import type { Incoming, Parsed } from '../messaging/incoming.ts';
import type { Receiver } from '../messaging/messenger.ts';
import { keyedHash } from '../storage/sealing.ts';
import type { OutboxRef } from '../storage/updates.ts';
import { identify } from './identify.ts';
import { isConflict, isDatabaseAway, keepUnhandled, type TakeUpdatesDeps } from './take-updates.ts';

export interface KeepUnknownDeps {
  readonly taking: TakeUpdatesDeps;
  /** Hands over what the person is told. */
  readonly handOver: (rows: readonly OutboxRef[]) => void;
  /** Called with every one: a messenger has something that it did not have before. */
  readonly onUnknown: (messenger: MessengerName) => void;
  /** Called when it could not be kept, and never will be. */
  readonly onFailure: (error: unknown) => void;
}

/** Keeps a signed update that nobody understands as a dead letter. False while the database is away: it may come again. */
export async function keepUnknown(
  { taking, handOver, onUnknown, onFailure }: KeepUnknownDeps,
  { name: messenger }: Pick<Receiver, 'name'>,
  { userId, address }: Extract<Parsed, { kind: 'unknown' }>,
  body: Buffer,
): Promise<boolean> {
  const incoming: Incoming | undefined =
    userId === undefined || address === undefined
      ? undefined
      : {
          messenger,
          // There is no id to go by: the same bytes are the same update.
          updateId: keyedHash(taking.keys.identity, 'unknown', body).toString('base64'),
          userId,
          address,
          chat: 'private',
          event: { kind: 'unsupported', what: 'other' },
        };
  try {
    onUnknown(messenger);
    const arrived = incoming === undefined ? {} : { arrived: identify(taking.keys, incoming) };
    handOver(
      await keepUnhandled(taking, { messenger, reason: 'unknown-shape', body: body.toString('utf8'), ...arrived }),
    );
    return true;
  } catch (error) {
    if (isDatabaseAway(error) || isConflict(error)) return false;
    onFailure(error);
    return true;
  }
}
