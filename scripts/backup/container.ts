import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import sodium from 'libsodium-wrappers';

/**
 * A backup's file: 8 bytes of MAGIC; a key for this file alone, sealed to whoever may open it (libsodium sealed box,
 * 80 bytes); a header of 24 bytes; then pieces, each with its length (32 bits, big-endian) before it. Pieces are one
 * stream (libsodium secretstream, XChaCha20-Poly1305, https://doc.libsodium.org/secret-key_cryptography/secretstream):
 * none can be changed, moved, doubled or left out, and the last one says that it is.
 */
const MAGIC = Buffer.from('GOLOSBK1');

/** Of what is encrypted at once. */
const PIECE_BYTES = 1 << 20;
/** A length above this is no piece of ours. */
const LONGEST_PIECE = 64 << 20;

/** One message of a backup: its kind is one byte. */
export interface Piece {
  readonly kind: string;
  readonly bytes: Buffer;
}

export interface BackupWriter {
  /** Resolves when there is room for more. Long bytes become several pieces of that kind. */
  write(kind: string, bytes: Buffer): Promise<void>;
  /** Writes the last piece. Without it the file is not whole, and says so. */
  end(kind: string, bytes: Buffer): Promise<void>;
}

export interface BackupKeys {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** A new pair: who has the public half makes backups, who has the private one opens them. */
export async function createBackupKeys(): Promise<BackupKeys> {
  await sodium.ready;
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey: Buffer.from(publicKey), privateKey: Buffer.from(privateKey) };
}

/** The public half that belongs to a private one. */
export async function publicHalf(privateKey: Buffer): Promise<Buffer> {
  await sodium.ready;
  return Buffer.from(sodium.crypto_scalarmult_base(privateKey));
}

/** Begins a backup that only the holder of the private half can open. */
export async function writeBackup(to: Writable, publicKey: Buffer): Promise<BackupWriter> {
  await sodium.ready;
  const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const put = async (bytes: Uint8Array) => {
    if (!to.write(bytes)) await once(to, 'drain');
  };
  const push = async (kind: string, bytes: Buffer, tag: number) => {
    const message = Buffer.concat([Buffer.from(kind, 'latin1'), bytes]);
    const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, message, null, tag);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    await put(Buffer.concat([length, sealed]));
  };
  await put(Buffer.concat([MAGIC, sodium.crypto_box_seal(key, publicKey), header]));
  return {
    async write(kind, bytes) {
      for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES);
        await push(kind, piece, sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      }
    },
    end: (kind, bytes) => push(kind, bytes, sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL),
  };
}

/** Why a file cannot be read as a backup. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/**
 * The pieces of a backup, in order, each as it was written. @throws BackupFault as soon as one is not, when the file ends
 * too early or goes on after its end, and when the key is another's.
 */
export async function* readBackup(from: Readable, privateKey: Buffer): AsyncGenerator<Piece> {
  await sodium.ready;
  const take = taker(from);
  const magic = await take(MAGIC.length);
  if (magic === undefined || !magic.equals(MAGIC)) throw new BackupFault('This is no backup of Golos.');
  const sealedKey = await take(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES + sodium.crypto_box_SEALBYTES);
  const header = await take(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (sealedKey === undefined || header === undefined) throw new BackupFault('The backup ends too early.');
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, await open(sealedKey, privateKey));
  for (;;) {
    const length = (await take(4))?.readUInt32BE();
    if (length === undefined) throw new BackupFault('The backup ends too early.');
    // What seals a piece takes some bytes by itself: libsodium refuses anything shorter, in words of its own.
    if (length > LONGEST_PIECE || length <= sodium.crypto_secretstream_xchacha20poly1305_ABYTES)
      throw new BackupFault('The backup was changed.');
    const sealed = await take(length);
    if (sealed === undefined) throw new BackupFault('The backup ends too early.');
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, null);
    if (!pulled) throw new BackupFault('The backup was changed.');
    const message = Buffer.from(pulled.message);
    yield { kind: message.toString('latin1', 0, 1), bytes: message.subarray(1) };
    if (pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) break;
  }
  if ((await take(1)) !== undefined) throw new BackupFault('The backup goes on after its end.');
}

async function open(sealedKey: Buffer, privateKey: Buffer): Promise<Uint8Array> {
  try {
    return sodium.crypto_box_seal_open(sealedKey, await publicHalf(privateKey), privateKey);
  } catch {
    throw new BackupFault('The backup was made for another key.');
  }
}

/** Takes exactly so many bytes at a time; undefined when there are not as many left. Copies only what lies across chunks. */
function taker(from: Readable): (bytes: number) => Promise<Buffer | undefined> {
  const chunks = from[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    if (rest.length < bytes) {
      const parts = [rest];
      for (let held = rest.length; held < bytes; ) {
        const { value, done } = await chunks.next();
        if (done) return undefined;
        parts.push(value);
        held += value.length;
      }
      rest = Buffer.concat(parts);
    }
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(bytes);
    return taken;
  };
}
