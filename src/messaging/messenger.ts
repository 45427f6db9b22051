import type { IncomingHttpHeaders } from 'node:http';
import type { MessengerName } from '../domain/people.ts';
import type { Parsed, PhotoRef } from './incoming.ts';
import type { Outgoing } from './outgoing.ts';
import type { SendError, Sent } from './send-error.ts';

/** The web process's side of a messenger: proves where a request comes from and reads it. */
export interface Receiver {
  readonly name: MessengerName;
  /** True when the secret or signature is right, in constant time over the raw bytes. */
  verify(headers: IncomingHttpHeaders, body: Buffer): boolean;
  parse(body: Buffer): Parsed;
  /** The HTTP response body that carries a message (Viber's welcome), where the messenger has that. */
  inlineReply?(message: Outgoing): unknown;
}

/** The sender's side. Only the sender is given one. */
export interface Deliverer {
  readonly name: MessengerName;
  /** Never throws: every failure is a `SendError`. `signal` bounds the request. */
  send(address: string, message: Outgoing, signal: AbortSignal): Promise<Sent>;
  /** Deletes messages from the chat; false where the messenger has no such thing. */
  deleteMessages(address: string, messageIds: readonly string[], signal: AbortSignal): Promise<boolean>;
}

/** The worker's side: fetches photos. */
export interface PhotoSource {
  readonly name: MessengerName;
  /** Reads at most `maxBytes`. */
  fetch(photo: PhotoRef, maxBytes: number, signal: AbortSignal): Promise<Fetched>;
}

export type Fetched =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: 'too-large' | 'gone'; readonly code: string }
  | { readonly ok: false; readonly reason: 'retry'; readonly code: string; readonly seconds?: number };

/** What is set once at start: webhook, command list, descriptions. Retried by the caller. */
export interface SetUp {
  readonly name: MessengerName;
  /** Resolves to an error's code when the messenger could not be reached or refused. */
  setUp(signal: AbortSignal): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: SendError }>;
}
