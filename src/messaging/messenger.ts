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
  /** The same message to many in one request, where the messenger has that. */
  readonly broadcast?: {
    /** Addresses in one request at most. */
    readonly most: number;
    /** Never throws. */
    send(addresses: readonly string[], message: Outgoing, signal: AbortSignal): Promise<BroadcastSent>;
  };
}

/** What became of one request to many. */
export type BroadcastSent =
  /** Sent to everybody but those in `failed`, by address. */
  | { readonly kind: 'sent'; readonly failed: ReadonlyMap<string, SendError> }
  /** The messenger has not opened this to the bot: nobody got it, and each is to be sent to alone. */
  | { readonly kind: 'not-opened' }
  /** The whole request failed, for everybody in it. */
  | { readonly kind: 'failed'; readonly error: SendError };

/** Where deliverers find pictures. */
export interface Pictures {
  /** Undefined when there is none with this id. */
  bytes(id: string): Promise<{ readonly bytes: Buffer; readonly mediaType: 'image/png' | 'image/jpeg' } | undefined>;
  /** Where a messenger's own servers, or a phone, can fetch it; ends in `.png` or `.jpg`. */
  url(id: string): Promise<string | undefined>;
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
