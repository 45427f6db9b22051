import type { Incoming } from '../messaging/incoming.ts';
import type { Keyring } from '../storage/keyring.ts';
import { keyedHash } from '../storage/sealing.ts';
import type { Arrived } from './take-updates.ts';

/** Enough that two updates never meet: the repeat of one is all that it has to recognise. */
const UPDATE_KEY_BYTES = 16;

/** The keys under which an update and its person are known from here on. */
export function identify(keys: Pick<Keyring<'web'>, 'identity'>, incoming: Incoming): Arrived {
  const { messenger, userId, updateId } = incoming;
  return {
    incoming,
    personKey: keyedHash(keys.identity, 'person', messenger, userId),
    updateKey: keyedHash(keys.identity, 'update', messenger, updateId).subarray(0, UPDATE_KEY_BYTES),
  };
}
