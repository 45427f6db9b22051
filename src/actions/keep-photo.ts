import type { PoolClient } from 'pg';
import { isCounted, settledState } from '../domain/ballots.ts';
import { MAX_PHOTO_BYTES, type PhotoRefusal } from '../domain/photos.ts';
import type { PhotoSource } from '../messaging/messenger.ts';
import { setBallotStates } from '../storage/ballots.ts';
import { isSuggested } from '../storage/chronicle-suggestions.ts';
import type { Database } from '../storage/database.ts';
import type { Keyring } from '../storage/keyring.ts';
import {
  addOutboxRows,
  closeRowOf,
  closeRows,
  type IntentRow,
  lockPersonsWork,
  readPhotoRow,
  retryLater,
} from '../storage/outbox.ts';
import { encryptPhoto } from '../storage/photo-crypto.ts';
import type { PhotoStore } from '../storage/photo-store.ts';
import { lockBallotOfPhoto, photoIsWanted, writeKeptPhoto, writeRefusedPhoto } from '../storage/photos.ts';
import { moveTallies } from '../storage/tallies.ts';
import type { OutboxRef } from '../storage/updates.ts';
import { settledNotice } from './apply-intents.ts';
import { tallyMove } from './hand-in.ts';
import type { Intent } from './intents.ts';
import { type NoticeText, noticeRow } from './notices.ts';
import { openIntent } from './outbox-payload.ts';
import type { ProcessedPhoto } from './process-photo.ts';
import { openItems } from './review/open-items.ts';
import { linkKeyOf } from './voice-keys.ts';

export interface KeepPhotoDeps {
  readonly database: Database;
  readonly keys: Pick<Keyring<'worker'>, 'outbox' | 'link' | 'photo' | 'photoHash' | 'review' | 'lookup'>;
  readonly source: (messenger: 'telegram' | 'viber') => PhotoSource | undefined;
  readonly process: (bytes: Uint8Array, hashKey: Uint8Array) => Promise<ProcessedPhoto>;
  readonly store: PhotoStore;
  readonly text: NoticeText;
  readonly today: () => string;
}

/** After so many attempts (about two hours, with growing pauses) a messenger no longer has the photo. */
const ATTEMPTS = 16;
const LONGEST_PAUSE_SECONDS = 900;
const FETCH_TIMEOUT_MS = 60_000;

export type Kept =
  | { readonly kind: 'kept' | 'refused'; readonly rows: readonly OutboxRef[] }
  /** Somebody else did it, or nobody wants it any more. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'later'; readonly code: string };

type FetchPhoto = Extract<Intent, { do: 'fetch-photo' }>;
type Usable = Extract<ProcessedPhoto, { ok: true }>;

/**
 * Fetches one photo from its messenger, rebuilds it from its pixels, encrypts and stores it, and settles
 * the ballot that it belongs to. The row, the photo and the tally move in one transaction; the bytes are
 * in the store before it commits.
 */
export async function keepPhoto(deps: KeepPhotoDeps, rowId: string): Promise<Kept> {
  const row = await readPhotoRow(deps.database.pool, deps.keys.lookup, rowId);
  if (row === undefined) return { kind: 'closed' };
  const wanted = openIntent(deps.keys.outbox, row.payload);
  if (wanted.do !== 'fetch-photo') throw new Error(`An intent to ${wanted.do} is in the photo queue`);
  // The account was erased before the photo became part of a ballot.
  if (row.personKey === null && !(await photoIsWanted(deps.database.pool, wanted.photoId))) {
    await closeRows(deps.database.pool, [rowId]);
    return { kind: 'closed' };
  }
  const fetched = await deps
    .source(wanted.photo.messenger)
    ?.fetch(wanted.photo, MAX_PHOTO_BYTES, AbortSignal.timeout(FETCH_TIMEOUT_MS));
  if (fetched === undefined) return later(deps, row, 'no-messenger');
  if (!fetched.ok) {
    if (fetched.reason === 'too-large') return settle(deps, row, wanted, 'too-many-bytes');
    const again = fetched.reason === 'retry' && row.attempts < ATTEMPTS;
    return again ? later(deps, row, fetched.code, fetched.seconds) : settle(deps, row, wanted, 'gone');
  }
  const processed = await deps.process(fetched.bytes, deps.keys.photoHash);
  return settle(deps, row, wanted, processed.ok ? processed : processed.refusal);
}

async function later(deps: KeepPhotoDeps, row: IntentRow, code: string, seconds?: number): Promise<Kept> {
  const pause = Math.min(LONGEST_PAUSE_SECONDS, Math.max(seconds ?? 0, 2 ** row.attempts));
  await retryLater(deps.database.pool, [{ id: row.id, seconds: pause }]);
  return { kind: 'later', code };
}

async function settle(
  deps: KeepPhotoDeps,
  row: IntentRow,
  { photoId, electionId }: FetchPhoto,
  result: Usable | PhotoRefusal,
): Promise<Kept> {
  const linkKey = row.personKey === null ? null : linkKeyOf(deps.keys.link, row.personKey, electionId);
  const day = deps.today();
  return deps.database.transaction(async (client): Promise<Kept> => {
    // In turn with whatever else this person wants: a ballot that is being replaced locks the same rows.
    // Whoever deletes the row does the work; a second worker waits here and finds nothing.
    if (row.personKey !== null) await lockPersonsWork(client, [row.personId]);
    const closed = await closeRowOf(client, row.id, row.personId);
    if (closed === 'gone') return { kind: 'closed' };
    if (closed === 'moved') {
      // What was fetched for one account must not be written as theirs: it begins anew, for whoever has it now.
      await retryLater(client, [{ id: row.id, seconds: 0, attempted: false }]);
      return { kind: 'later', code: 'account-moved' };
    }
    if (typeof result === 'string') {
      await writeRefusedPhoto(client, { photoId, linkKey, refusal: result }, day);
      const settled = await settleBallot(deps, client, row, photoId, result);
      return { kind: 'refused', rows: [...settled, ...(await tellOfSuggested(deps, client, row, photoId, result))] };
    }
    const { sealed, wrappedKey } = encryptPhoto(photoId, result.jpeg, deps.keys.photo);
    const { exactHash, perceptualHash } = result;
    await writeKeptPhoto(client, { photoId, linkKey, exactHash, perceptualHash, wrappedKey }, day);
    await deps.store.put(photoId, sealed);
    return { kind: 'kept', rows: await settleBallot(deps, client, row, photoId, null) };
  });
}

/** Tells who sent a photo for the chronicle that it cannot be used: only this row still knows whose it was. */
async function tellOfSuggested(
  { keys, text }: KeepPhotoDeps,
  client: PoolClient,
  { personId, messenger, language }: IntentRow,
  photoId: string,
  refusal: PhotoRefusal,
): Promise<OutboxRef[]> {
  if (messenger === null || !(await isSuggested(client, photoId))) return [];
  const notice = { kind: 'chronicle-photo-refused', refusal } as const;
  return addOutboxRows(client, [noticeRow(keys.outbox, text, { personId, messenger, language }, notice)]);
}

/** Counts the ballot when this was its last photo, or tells its person why it cannot be counted. */
async function settleBallot(
  deps: KeepPhotoDeps,
  client: PoolClient,
  row: IntentRow,
  photoId: string,
  refusal: PhotoRefusal | null,
): Promise<OutboxRef[]> {
  const found = await lockBallotOfPhoto(client, photoId);
  if (found === undefined || found.ballot.state !== 'receiving') return [];
  const state = settledState(found.outcomes);
  if (state === 'receiving') return [];
  await setBallotStates(client, [{ id: found.ballot.id, state }]);
  if (isCounted(state)) {
    await openItems(client, deps.keys, [found.ballot], deps.today());
    await moveTallies(client, [tallyMove(found.ballot, 1)]);
  }
  if ((state !== 'refused' && state !== 'duplicate') || row.messenger === null) return [];
  const { personId, messenger, language } = row;
  const notice = settledNotice(state, refusal);
  return addOutboxRows(client, [noticeRow(deps.keys.outbox, deps.text, { personId, messenger, language }, notice)]);
}
