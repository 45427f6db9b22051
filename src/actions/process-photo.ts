import { createHmac } from 'node:crypto';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { perceptualHash } from '../domain/perceptual-hash.ts';
import {
  KEPT_PHOTO_SIDE,
  MAX_PHOTO_BYTES,
  MAX_PHOTO_PIXELS,
  MIN_PHOTO_SIDE,
  type PhotoRefusal,
} from '../domain/photos.ts';

/** What is kept of a photo: pixels in a fresh JPEG, and two hashes. */
export interface KeptPhoto {
  readonly ok: true;
  /** Upright, scaled down, without any metadata. */
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  /** HMAC-SHA-256 of the kept JPEG: see `processPhoto`. */
  readonly exactHash: Buffer;
  /** See `perceptualHash`. */
  readonly perceptualHash: bigint;
}

export type ProcessedPhoto = KeptPhoto | { readonly ok: false; readonly refusal: PhotoRefusal };

/**
 * A decoder may take 200 MB at most for a picture that it must hold as a whole (interlaced PNG,
 * progressive JPEG, WebP): as much as the most pixels allowed, with four bytes each.
 */
const MAX_DECODED_BYTES = MAX_PHOTO_PIXELS * 4;

/** Visibly the same as better ones, and half the bytes. */
const JPEG_QUALITY = 80;

/**
 * Turns whatever somebody sent into what may be kept, or says why not. Never throws because of `bytes`.
 *
 * Only pixels survive: the input is decoded once, scaled to raw pixels, and a new JPEG is built from
 * these. Nothing of its metadata is copied, not even the colour profile, which is ignored in decoding
 * too: less to parse, and the pixels alone decide the hashes.
 *
 * The exact hash covers the kept JPEG, which follows from the kept pixels alone: decoded, scaled,
 * upright. A picture that needs no scaling therefore has the same hash however it was saved without
 * loss. One that does has it for the same format and orientation: JPEG and WebP begin to scale in the
 * decoder, and turning before or after scaling rounds differently. The perceptual hash is for those,
 * as for a sharp that encodes differently one day. Hashing the JPEG and not its pixels saves a tenth.
 */
export async function processPhoto(bytes: Uint8Array, hashKey: Uint8Array): Promise<ProcessedPhoto> {
  if (bytes.length > MAX_PHOTO_BYTES) return refuse('too-many-bytes');
  const format = imageFormat(bytes);
  if (format === undefined) return refuse('not-an-image');

  const header = await readHeader(bytes);
  if (header === undefined) return refuse(format === 'heif' ? 'not-an-image' : 'damaged');
  if (header.format !== format) return refuse('not-an-image');
  const refusal = refusalOfSize(header);
  if (refusal !== undefined) return refuse(refusal);

  const pixels = await decode(bytes);
  // HEIC is patented: the decoder is there in some builds of libvips only, and the header does not tell.
  if (pixels === undefined) return refuse(format === 'heif' ? 'not-an-image' : 'damaged');

  const upright = await turnUpright(pixels, header.orientation);
  const { data, width, height } = upright;
  // The encoder works in a thread of libuv's pool meanwhile.
  const [jpeg, perceptual] = await Promise.all([
    fromPixels(upright).jpeg({ quality: JPEG_QUALITY, mozjpeg: false }).toBuffer(),
    perceptualHash(data, width, height),
  ]);
  const exactHash = createHmac('sha256', hashKey).update(jpeg).digest();
  return { ok: true, jpeg, width, height, exactHash, perceptualHash: perceptual };
}

/**
 * Sets sharp up for a process that handles photos; for its main to call once, as sharp has such settings
 * for the whole process only. One thread a photo: several photos at once use the cores better than
 * several threads on one, and give the same pixels. No cache: no photo comes twice, and decoded ballots
 * should not stay in memory.
 */
export function setUpSharp(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}

type Format = 'jpeg' | 'png' | 'webp' | 'heif';

/** Brands of HEIF files whose pictures are HEVC, ISO/IEC 23008-12 annex B; mif1 is any HEIF. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1'];

/** The format that the first bytes claim, if it is one that may be decoded. */
function imageFormat(bytes: Uint8Array): Format | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.slice(4, 8) === 'ftyp' && HEIC_BRANDS.includes(head.slice(8))) return 'heif';
  return undefined;
}

/** Reads the header and no pixels. The limit is checked by us, so that it has an answer of its own. */
async function readHeader(bytes: Uint8Array): Promise<Metadata | undefined> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return undefined;
  }
}

/** Whether the declared size is refused, before anything of that size is allocated. */
function refusalOfSize({ width, height, channels, depth, isProgressive }: Metadata): PhotoRefusal | undefined {
  const pixels = width * height;
  if (pixels > MAX_PHOTO_PIXELS) return 'too-many-pixels';
  // A progressive JPEG is held as coefficients of two bytes.
  const sampleBytes = depth === 'uchar' && !isProgressive ? 1 : 2;
  if (pixels * channels * sampleBytes > MAX_DECODED_BYTES) return 'too-many-pixels';
  const scale = Math.min(1, KEPT_PHOTO_SIDE / Math.max(width, height));
  // A strip of 300 by 10,000 has too little left when it is scaled down.
  return Math.min(width, height) * scale < MIN_PHOTO_SIDE ? 'too-small' : undefined;
}

/** Eight-bit RGB. */
interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes and scales in one pass, without turning: a decoder that may read from top to bottom needs a
 * few rows at a time, not the picture. Undefined when the data are cut off or broken. What a decoder
 * only warns of, it has mended: some phones write such files, and a ballot cannot be photographed again.
 */
async function decode(bytes: Uint8Array): Promise<Pixels | undefined> {
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: MAX_PHOTO_PIXELS,
      failOn: 'error',
      ignoreIcc: true,
    })
      .resize(KEPT_PHOTO_SIDE, KEPT_PHOTO_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Turns pixels as the Orientation tag says (Exif 2.32, 4.6.4 A). sharp flips before it turns. */
async function turnUpright(pixels: Pixels, orientation: number | undefined): Promise<Pixels> {
  const turned = turn(fromPixels(pixels), orientation);
  if (turned === undefined) return pixels;
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function turn(image: Sharp, orientation: number | undefined): Sharp | undefined {
  switch (orientation) {
    case 2:
      return image.flop();
    case 3:
      return image.rotate(180);
    case 4:
      return image.flip();
    case 5:
      return image.flop().rotate(270);
    case 6:
      return image.rotate(90);
    case 7:
      return image.flop().rotate(90);
    case 8:
      return image.rotate(270);
    default:
      return undefined;
  }
}

function refuse(refusal: PhotoRefusal): ProcessedPhoto {
  return { ok: false, refusal };
}
