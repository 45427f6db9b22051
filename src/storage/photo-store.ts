/**
 * Where encrypted photos lie: a folder, or a bucket of an S3-like service. It is given ciphertext and
 * random ids only, and knows nothing of ballots or keys. Ids are UUIDs in lower case: anything else is
 * a bug and throws, as it might lead out of the folder. So does a store that cannot be reached or written.
 */
export interface PhotoStore {
  /**
   * Stores bytes under an id; when it resolves, they survive a power cut. Repeating it is harmless, and
   * with other bytes it replaces the old ones as a whole: a reader sees the old or the new, no mixture.
   * Each encryption has a key of its own, so of two writers the one that stores the key must also have
   * been the last to put: hold the photo's row locked meanwhile.
   */
  put(id: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or undefined when there are none. */
  get(id: string): Promise<Buffer | undefined>;
  /** Resolves when there are no bytes under this id, also when there never were. */
  delete(id: string): Promise<void>;
  /** The day (YYYY-MM-DD, UTC) on which the bytes were last put, or undefined when there are none. */
  dayOf(id: string): Promise<string | undefined>;
  /** Every id there is, in no order: to find what no row belongs to any more. */
  ids(): AsyncIterable<string>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string is an id that a photo store takes. */
export function isPhotoId(id: string): boolean {
  return UUID.test(id);
}

/**
 * Under what name a store keeps it: `ab/cd/abcd…`, by the first bytes of the random id, which keeps each folder small
 * and tells nothing. The same in every store, so that any tool that copies files moves them from one to another.
 */
export function photoName(id: string): string {
  if (!isPhotoId(id)) throw new TypeError('Not a photo id: a photo store takes UUIDs in lower case');
  return `${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
}
