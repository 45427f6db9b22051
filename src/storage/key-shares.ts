import { createHash, randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { z } from 'zod';

/** One person's share of a secret (Shamir, over GF(256)); fewer than `needed` of a set tell nothing about it. */
export const keyShare = z.object({
  golos: z.literal('key share'),
  /** Shares of one splitting belong together. */
  set: z.string().regex(/^[0-9a-f]{16}$/),
  number: z.number().int().min(1),
  of: z.number().int().min(2).max(255),
  needed: z.number().int().min(2).max(255),
  share: z.base64(),
  /** The first bytes of SHA-256 of the share: tells whether it was copied well. */
  check: z.string(),
});
export type KeyShare = z.infer<typeof keyShare>;

export type Joined =
  | { readonly ok: true; readonly secret: string }
  /** `damaged`: the numbers of those that were not copied well. `wrong`: what they give is not what was split. */
  | {
      readonly ok: false;
      readonly problem: 'sets' | 'few' | 'damaged' | 'wrong';
      readonly numbers?: readonly number[];
    };

const DIGEST_BYTES = 16;

/** Splits a secret into `of` shares, any `needed` of which give it back. */
export async function splitSecret(secret: string, needed: number, of: number): Promise<KeyShare[]> {
  const text = Buffer.from(secret);
  // A wrong set of shares gives noise, not an error: the digest tells.
  const shares = await split(new Uint8Array(Buffer.concat([digest(text), text])), of, needed);
  const set = randomBytes(8).toString('hex');
  return shares.map((share, at) => ({
    golos: 'key share',
    set,
    number: at + 1,
    of,
    needed,
    share: Buffer.from(share).toString('base64'),
    check: checkOf(share),
  }));
}

/** Puts a secret together from shares; one that is there twice counts once. */
export async function joinShares(given: readonly KeyShare[]): Promise<Joined> {
  const shares = [...new Map(given.map((share) => [share.share, share])).values()];
  const [first] = shares;
  if (first === undefined) return { ok: false, problem: 'few' };
  if (shares.some(({ set }) => set !== first.set)) return { ok: false, problem: 'sets' };
  const damaged = shares.filter(({ share, check }) => checkOf(Buffer.from(share, 'base64')) !== check);
  if (damaged.length > 0) return { ok: false, problem: 'damaged', numbers: damaged.map(({ number }) => number) };
  if (shares.length < first.needed) return { ok: false, problem: 'few' };
  const joined = Buffer.from(await combine(shares.map(({ share }) => new Uint8Array(Buffer.from(share, 'base64')))));
  const text = joined.subarray(DIGEST_BYTES);
  if (!digest(text).equals(joined.subarray(0, DIGEST_BYTES))) return { ok: false, problem: 'wrong' };
  return { ok: true, secret: text.toString('utf8') };
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, DIGEST_BYTES);
}

function checkOf(share: Uint8Array): string {
  return digest(share).toString('hex').slice(0, 8);
}
