/** Why a photo could not be used. Each has a text for the sender in every language. */
export const PHOTO_REFUSALS = [
  'not-an-image',
  'too-many-bytes',
  'too-many-pixels',
  'too-small',
  'damaged',
  'gone',
] as const;

export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number];

/** Telegram's own limit for `getFile`. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;

/** Declared pixels, checked before decoding: a decoding bomb is refused unopened. */
export const MAX_PHOTO_PIXELS = 50_000_000;

/** A ballot cannot be read on fewer pixels on its shorter side. */
export const MIN_PHOTO_SIDE = 200;

/** Longest side of what is kept. */
export const KEPT_PHOTO_SIDE = 1_600;

/**
 * Photos that a process should rebuild at once: a core or two are busy with these. Each takes one of libuv's
 * four threads (and up to 400 MB, if somebody means ill); one is left for files.
 */
export const PHOTOS_AT_ONCE = 3;
