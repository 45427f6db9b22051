import type { MessengerName } from '../domain/people.ts';
import type { Outgoing } from '../messaging/outgoing.ts';
import { decrypt, encrypt } from '../storage/sealing.ts';
import { type Intent, intent } from './intents.ts';

/** A message on its way. `to` (base64, sealed) stands in where there is no person to ask for the address. */
export interface Send {
  readonly messenger: MessengerName;
  readonly message: Outgoing;
  readonly to?: string;
}

/** Deleting a person's traced messages from their chat: the sender's work, because only it has addresses. */
export interface CleanUp {
  readonly messenger: MessengerName;
  readonly cleanUp: true;
}

const CONTEXT = 'outbox';

export function sealPayload(key: Buffer, payload: Send | CleanUp | Intent): Buffer {
  return encrypt(key, JSON.stringify(payload), CONTEXT);
}

/** What the sender finds in a row of queue `sends`. We wrote it ourselves, under authentication. */
export function openSend(key: Buffer, payload: Buffer): Send | CleanUp {
  return JSON.parse(decrypt(key, payload, CONTEXT).toString('utf8')) as Send | CleanUp;
}

/** What a worker finds in a row of queue `intents` or `photos`; an older version may have written it. */
export function openIntent(key: Buffer, payload: Buffer): Intent {
  return intent.parse(JSON.parse(decrypt(key, payload, CONTEXT).toString('utf8')));
}

/** Which queue carries an intent out. */
export function queueOf(wanted: Intent): 'sends' | 'intents' | 'photos' {
  if (wanted.do === 'fetch-photo') return 'photos';
  return wanted.do === 'clean-up' ? 'sends' : 'intents';
}
