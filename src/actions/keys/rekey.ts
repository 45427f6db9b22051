import type { Database } from '../../storage/database.ts';
import type { RotationName } from '../../storage/keyring-rotation.ts';
import { rewrapPhotoKey } from '../../storage/photo-crypto.ts';
import { FAREWELLS, type SealedColumn } from '../../storage/sealed-columns.ts';
import { decrypt, encrypt, type Key, loadOpener, loadSealer } from '../../storage/sealing.ts';
import { suggestionContext } from '../chronicle/suggest.ts';
import { rewrapMarchKey } from '../marches/tokens.ts';
import { openSend, sealPayload } from '../outbox-payload.ts';
import { type Anew, attempt, type Rewritten, rewriteSealed } from './rewrite-sealed.ts';

/** Rotations of keys that values are encrypted under. Person keys go by `rekeyPeople`. */
export type SealedRotation = Exclude<RotationName, 'person'>;

interface Rekeyed extends SealedColumn {
  readonly by: 'address' | 'farewell' | 'photo' | 'march' | 'suggestion';
}

const id = [['id', 'uuid']] as const;
const WRAPPED = 'wrapped_key';

/** Everything that is written under each key. */
export const REKEYED: Readonly<Record<SealedRotation, readonly Rekeyed[]>> = {
  address: [
    { table: 'people', column: 'sealed_address', primaryKey: id, boundTo: 'id', by: 'address' },
    { table: 'dead_letters', column: 'sealed_body', primaryKey: id, boundTo: 'id', by: 'address' },
    // They wait for as long as a messenger is away. After people: who goes meanwhile takes an address along from there.
    { ...FAREWELLS, by: 'farewell' },
  ],
  photo: [
    { table: 'photo_keys', column: WRAPPED, primaryKey: [['photo_id', 'uuid']], boundTo: 'photo_id', by: 'photo' },
    { table: 'march_keys', column: WRAPPED, primaryKey: [['march_id', 'text']], boundTo: 'march_id', by: 'march' },
  ],
  review: [
    photosOf('review_photos', 'item_id'),
    photosOf('protocol_photos', 'protocol_id'),
    photosOf('chronicle_suggestion_photos', 'suggestion_id'),
    { table: 'chronicle_suggestions', column: 'sealed', primaryKey: id, boundTo: 'id', by: 'suggestion' },
  ],
};

function photosOf(table: string, owner: string): Rekeyed {
  const primaryKey = [[owner, 'uuid'] as const, ['position', 'smallint'] as const];
  return { table, column: WRAPPED, primaryKey, boundTo: 'photo_id', by: 'photo' };
}

export type RekeyResult = Readonly<Omit<Rewritten, 'busy'>>;

export interface RekeyKeys {
  readonly current: Readonly<Record<string, Buffer>>;
  readonly previous: Readonly<Record<string, Buffer>>;
  /** For addresses that are on their way within a message. */
  readonly outbox?: Key;
}

/**
 * Writes everything that is under a rotation's old key anew under its new one, while everything runs: a few rows at a
 * time, each only if nobody has changed it meanwhile. After a break it goes on: what is done is left alone. `onRows` is
 * told how many were looked at.
 */
export async function rekey(
  database: Database,
  rotation: SealedRotation,
  keys: RekeyKeys,
  onRows: (rows: number) => void = () => undefined,
): Promise<RekeyResult> {
  const total = { rewritten: 0, current: 0, lost: 0, busy: 0 };
  const address = await reseal(keys);
  const ways = {
    address,
    farewell: readdress(keys, address),
    photo: rewrap(rotation, keys),
    march: rewrapMarch(keys),
    suggestion: resealText(keys),
  };
  for (const column of REKEYED[rotation]) {
    await rewriteSealed(database.pool, column, ways[column.by], total, { held: 'wait', onRows });
  }
  const { rewritten, current, lost } = total;
  return { rewritten, current, lost };
}

async function reseal({ current, previous }: RekeyKeys): Promise<Anew> {
  const { addressPublic, addressPrivate } = current;
  if (addressPublic === undefined || addressPrivate === undefined) return () => 'lost';
  const open = await loadOpener(addressPublic, addressPrivate);
  const openOld = await loadOpener(previous.addressPublic ?? addressPublic, previous.addressPrivate ?? addressPrivate);
  const seal = await loadSealer(addressPublic);
  return (_boundTo, sealed) => {
    if (attempt(() => open(sealed)) !== undefined) return 'current';
    const plain = attempt(() => openOld(sealed));
    return plain === undefined ? 'lost' : { anew: seal(plain) };
  };
}

/** The address within a message. The outbox key stays what it is. */
function readdress({ outbox }: RekeyKeys, address: Anew): Anew {
  return (boundTo, sealed) => {
    const send = outbox && attempt(() => openSend(outbox, sealed));
    if (outbox === undefined || send === undefined) return 'lost';
    if (!('to' in send) || send.to === undefined) return 'current';
    const to = address(boundTo, Buffer.from(send.to, 'base64'));
    return typeof to === 'string' ? to : { anew: sealPayload(outbox, { ...send, to: to.anew.toString('base64') }) };
  };
}

/** What citizens sent for the chronicle, under the review key. */
function resealText({ current, previous }: RekeyKeys): Anew {
  const [key, old] = [current.review, previous.review];
  return (boundTo, sealed) => {
    if (key === undefined) return 'lost';
    const context = suggestionContext(boundTo);
    if (attempt(() => decrypt(key, sealed, context)) !== undefined) return 'current';
    const plain = old && attempt(() => decrypt(old, sealed, context));
    return plain === undefined ? 'lost' : { anew: encrypt(key, plain, context) };
  };
}

function rewrap(rotation: SealedRotation, { current, previous }: RekeyKeys): Anew {
  const [key, old] = [current[rotation], previous[rotation]];
  return (boundTo, sealed) => {
    if (key === undefined) return 'lost';
    if (rewrapPhotoKey(boundTo, sealed, key, key) !== undefined) return 'current';
    const anew = old && rewrapPhotoKey(boundTo, sealed, old, key);
    return anew === undefined ? 'lost' : { anew };
  };
}

function rewrapMarch({ current, previous }: RekeyKeys): Anew {
  return (boundTo, sealed) => {
    const key = current.photo;
    if (key === undefined) return 'lost';
    if (attempt(() => rewrapMarchKey(key, key, boundTo, sealed)) !== undefined) return 'current';
    const anew = attempt(() => rewrapMarchKey(previous.photo ?? key, key, boundTo, sealed));
    return anew === undefined ? 'lost' : { anew };
  };
}
