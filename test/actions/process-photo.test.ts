import { randomBytes } from 'node:crypto';
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { type KeptPhoto, processPhoto, setUpSharp } from '../../src/actions/process-photo.ts';
import { hashDistance } from '../../src/domain/perceptual-hash.ts';
import { bmp, chunk, jpegWithSegment, jpegWithSize, picture, pngHeader, zip } from '../support/pictures.ts';

const key = randomBytes(32);

beforeAll(setUpSharp);

async function kept(bytes: Uint8Array, hashKey = key): Promise<KeptPhoto> {
  const result = await processPhoto(bytes, hashKey);
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result;
}

async function outcome(bytes: Uint8Array): Promise<string> {
  const result = await processPhoto(bytes, key);
  return result.ok ? 'kept' : result.refusal;
}

/** There is no encoder for HEIC here, so an AVIF goes by its name, and says which codec it needs. */
async function heif(codec: 'av01' | 'hvc1'): Promise<Buffer> {
  const avif = await picture(900, 700).avif({ effort: 0 }).toBuffer();
  avif.write('heic', 8, 'latin1');
  avif.write(codec, avif.indexOf('infe') + 12, 'latin1');
  return avif;
}

const decoded = (jpeg: Buffer) => sharp(jpeg).raw().toBuffer();

describe('a photo that may be kept', () => {
  test.each([
    ['JPEG', () => picture(900, 700).jpeg()],
    ['progressive JPEG', () => picture(900, 700).jpeg({ progressive: true })],
    ['CMYK JPEG', () => picture(900, 700).toColourspace('cmyk').jpeg()],
    ['PNG', () => picture(900, 700).png()],
    ['PNG with a palette', () => picture(900, 700).png({ palette: true })],
    ['PNG of 16 bits', () => picture(900, 700).toColourspace('rgb16').png()],
    ['grey PNG', () => picture(900, 700).greyscale().png()],
    ['WebP', () => picture(900, 700).webp()],
    ['HEIC, as far as the decoder has it', () => heif('av01')],
    [
      'JPEG with bytes after its end',
      async () => Buffer.concat([await picture(900, 700).jpeg().toBuffer(), randomBytes(999)]),
    ],
  ])('%s becomes a JPEG of the same size', async (_, make) => {
    const made = await make();
    const photo = await kept(Buffer.isBuffer(made) ? made : await made.toBuffer());
    const { format, width, height, space, channels, isProgressive } = await sharp(photo.jpeg).metadata();
    expect({ format, width, height, space, channels, isProgressive }).toEqual({
      format: 'jpeg',
      width: 900,
      height: 700,
      space: 'srgb',
      channels: 3,
      isProgressive: false,
    });
    expect([photo.width, photo.height, photo.exactHash.length]).toEqual([900, 700, 32]);
  });

  test.each([
    ['a large one', 4_000, 3_000, 1_600, 1_200],
    ['a large upright one', 1_700, 3_400, 800, 1_600],
    ['one just too large', 1_601, 1_601, 1_600, 1_600],
    ['one that fits', 1_600, 900, 1_600, 900],
    ['a small one, which is never enlarged', 200, 300, 200, 300],
  ])('%s keeps its longest side within 1,600', async (_, width, height, keptWidth, keptHeight) => {
    const photo = await kept(await picture(width, height).jpeg().toBuffer());
    expect([photo.width, photo.height]).toEqual([keptWidth, keptHeight]);
  });

  test('transparency becomes white', async () => {
    const clear = {
      create: { width: 300, height: 300, channels: 4 as const, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    };
    const { jpeg } = await kept(await sharp(clear).png().toBuffer());
    expect((await decoded(jpeg)).every((value) => value === 255)).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is turned upright, as sharp turns it', async (orientation) => {
    const input = await picture(900, 700).withMetadata({ orientation }).jpeg().toBuffer();
    const photo = await kept(input);
    const upright = await sharp(input).autoOrient().toBuffer({ resolveWithObject: true });
    expect([photo.width, photo.height]).toEqual([upright.info.width, upright.info.height]);
    const expected = await sharp(input).autoOrient().jpeg({ quality: 80 }).toBuffer();
    expect((await decoded(photo.jpeg)).equals(await decoded(expected))).toBe(true);
    expect((await sharp(photo.jpeg).metadata()).orientation).toBeUndefined();
  });

  test.each([0, 9, 65_535])('orientation %i means nothing', async (orientation) => {
    const tiff = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1');
    tiff.writeUInt16BE(orientation, 24);
    const photo = await kept(jpegWithSegment(await picture(900, 700).jpeg().toBuffer(), 0xe1, tiff));
    expect([photo.width, photo.height]).toEqual([900, 700]);
  });
});

describe('nothing of what came with the pixels is kept', () => {
  const MARK = 'MARK-5f1c';
  const marked = {
    exif: { IFD0: { Make: MARK, Artist: MARK }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 54/1 0/1' } },
    xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${MARK}"/></rdf:RDF></x:xmpmeta>`,
  };
  const all = () => picture(900, 700).withExif(marked.exif).withXmp(marked.xmp).withIccProfile('p3');
  const trailing = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(MARK.repeat(50))]);

  test.each([
    ['JPEG with Exif, GPS, XMP and a profile', () => all().jpeg().toBuffer()],
    ['WebP with Exif, GPS, XMP and a profile', () => all().webp().toBuffer()],
    ['PNG with Exif, GPS, XMP and a profile', () => all().png().toBuffer()],
    ['JPEG with bytes after its end', async () => trailing(await all().jpeg().toBuffer())],
    ['PNG with bytes after its end', async () => trailing(await all().png().toBuffer())],
    ['JPEG with a comment', async () => jpegWithSegment(await all().jpeg().toBuffer(), 0xfe, Buffer.from(MARK))],
    [
      'JPEG with a maker note',
      async () => jpegWithSegment(await all().jpeg().toBuffer(), 0xed, Buffer.from(`Photoshop 3.0\0${MARK}`)),
    ],
    [
      'PNG with text chunks',
      async () => {
        const png = await all().png().toBuffer();
        const texts = [
          chunk('tEXt', Buffer.from(`Author\0${MARK}`)),
          chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(MARK)])),
          chunk('iTXt', Buffer.from(`Title\0\0\0\0\0${MARK}`)),
          chunk('tIME', Buffer.from([7, 0xe7, 1, 1, 1, 1, 1])),
          chunk('prVt', Buffer.from(MARK)),
        ];
        return Buffer.concat([png.subarray(0, 33), ...texts, png.subarray(33)]);
      },
    ],
  ])('%s', async (_, make) => {
    const input = await make();
    expect(input.includes(MARK)).toBe(true);
    const { jpeg } = await kept(input);
    for (const trace of [MARK, 'Exif', 'http:', 'xmp', 'ICC_PROFILE', 'Photoshop', 'GPS']) {
      expect(jpeg.includes(trace)).toBe(false);
    }
    const { exif, xmp, icc, iptc, comments, orientation } = await sharp(jpeg).metadata();
    expect({ exif, xmp, icc, iptc, comments, orientation }).toEqual({});
    // Only the segments that a decoder needs: no APPn besides JFIF's, no comment.
    expect(segmentsOf(jpeg).filter((marker) => marker > 0xe0 && marker <= 0xef)).toEqual([]);
    expect(segmentsOf(jpeg)).not.toContain(0xfe);
    expect(jpeg.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  });
});

describe('the exact hash', () => {
  test('is the same however the same pixels were saved', async () => {
    const pixels = () => picture(900, 700);
    const files = await Promise.all([
      pixels().png().toBuffer(),
      pixels()
        .png({ compressionLevel: 0, adaptiveFiltering: true })
        .withExif({ IFD0: { Make: 'x' } })
        .toBuffer(),
      pixels().webp({ lossless: true }).toBuffer(),
      pixels().ensureAlpha().png().toBuffer(),
      pixels().rotate(270).withMetadata({ orientation: 6 }).png().toBuffer(),
    ]);
    const hashes = await Promise.all(files.map(async (file) => (await kept(file)).exactHash.toString('hex')));
    expect(new Set(hashes).size).toBe(1);
  });

  test('differs for other pixels, and under another key', async () => {
    const file = await picture(900, 700).png().toBuffer();
    const first = await kept(file);
    expect((await kept(await picture(900, 700, { seed: 2 }).png().toBuffer())).exactHash).not.toEqual(first.exactHash);
    expect((await kept(file, randomBytes(32))).exactHash).not.toEqual(first.exactHash);
    expect((await kept(file)).exactHash).toEqual(first.exactHash);
  });
});

describe('the perceptual hash', () => {
  test('of the same photo saved again and smaller differs in few bits', async () => {
    const first = await kept(await picture(1_600, 1_200).jpeg({ quality: 95 }).toBuffer());
    const others = [
      picture(1_600, 1_200).jpeg({ quality: 40 }),
      picture(1_600, 1_200).resize(1_100).webp({ quality: 60 }),
      picture(1_600, 1_200).modulate({ brightness: 1.1 }).jpeg(),
    ];
    for (const other of others) {
      const again = await kept(await other.toBuffer());
      expect(again.exactHash).not.toEqual(first.exactHash);
      expect(hashDistance(again.perceptualHash, first.perceptualHash)).toBeLessThanOrEqual(6);
    }
  });

  test('of another picture differs in many', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async (seed) => kept(await picture(900, 700, { seed }).jpeg().toBuffer())),
    );
    expect(hashDistance(one?.perceptualHash ?? 0n, two?.perceptualHash ?? 0n)).toBeGreaterThan(15);
  });
});

describe('a photo that is refused', () => {
  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1);
  const jpeg = () => picture(900, 700).jpeg().toBuffer();
  const png = () => picture(900, 700).png().toBuffer();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><rect width="9" height="9"/></svg>';

  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'not-an-image', () => Buffer.alloc(0)],
    ['three bytes', 'damaged', () => Buffer.from([0xff, 0xd8, 0xff])],
    ['text', 'not-an-image', () => Buffer.from('I voted')],
    ['SVG', 'not-an-image', () => Buffer.from(svg)],
    ['GIF', 'not-an-image', () => picture(300, 300).gif().toBuffer()],
    ['TIFF', 'not-an-image', () => picture(300, 300).tiff().toBuffer()],
    ['AVIF', 'not-an-image', () => picture(300, 300).avif({ effort: 0 }).toBuffer()],
    ['HEIC that this decoder does not have', 'not-an-image', () => heif('hvc1')],
    ['BMP', 'not-an-image', () => bmp(300, 300)],
    ['PDF', 'not-an-image', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    ['a zip archive', 'not-an-image', () => zip('ballot.jpg', deflateRawSync(Buffer.alloc(500)))],
    ['a script', 'not-an-image', () => Buffer.from('#!/bin/sh\n')],
    [
      'a file of another format behind JPEG’s first bytes',
      'damaged',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(svg)]),
    ],
    ['half a JPEG', 'damaged', async () => half(await jpeg())],
    [
      'half a progressive JPEG',
      'damaged',
      async () => half(await picture(900, 700).jpeg({ progressive: true }).toBuffer()),
    ],
    ['half a PNG', 'damaged', async () => half(await png())],
    ['half a WebP', 'damaged', async () => half(await picture(900, 700).webp().toBuffer())],
    [
      'a PNG with a changed row',
      'damaged',
      async () => {
        const bytes = await png();
        return bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 50);
      },
    ],
    ['a JPEG header alone', 'damaged', async () => (await jpeg()).subarray(0, 30)],
    ['199 pixels', 'too-small', () => picture(1_000, 199).jpeg().toBuffer()],
    ['a strip with nothing left when scaled', 'too-small', () => picture(9_000, 300).jpeg().toBuffer()],
  ])('%s: %s', async (_, refusal, make) => {
    expect(await outcome(await make())).toBe(refusal);
  });

  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['21 MB', 'too-many-bytes', async () => Buffer.concat([await jpeg(), Buffer.alloc(21 * 1024 * 1024)])],
    [
      'a PNG of 20,000 by 20,000 zeros',
      'too-many-pixels',
      () => {
        // Inflates to 1.2 GB. What follows the first 16 MB of it would be as dull.
        const rows = chunk('IDAT', deflateSync(Buffer.alloc(16 * 1024 * 1024)));
        return Buffer.concat([pngHeader(20_000, 20_000), rows, chunk('IEND', Buffer.alloc(0))]);
      },
    ],
    ['a PNG of 2,147,483,647 pixels a side', 'damaged', () => pngHeader(2 ** 31 - 1, 2 ** 31 - 1)],
    ['a JPEG that claims 60,000 by 60,000', 'too-many-pixels', async () => jpegWithSize(await jpeg(), 60_000, 60_000)],
    [
      'a JPEG that claims the most pixels allowed, and is mended',
      'kept',
      async () => jpegWithSize(await jpeg(), 7_071, 7_071),
    ],
    [
      'a progressive JPEG whose coefficients would not fit',
      'too-many-pixels',
      async () => jpegWithSize(await picture(900, 700).jpeg({ progressive: true }).toBuffer(), 7_000, 7_000),
    ],
    [
      'a PNG of 16 bits with alpha that would not fit',
      'too-many-pixels',
      () =>
        Buffer.concat([
          pngHeader(7_000, 7_000, { depth: 16, colour: 6 }),
          chunk('IDAT', deflateSync(Buffer.alloc(99))),
        ]),
    ],
  ])('%s: %s, quickly and without taking memory', async (_, refusal, make) => {
    const bytes = await make();
    const before = process.memoryUsage.rss();
    const start = performance.now();
    expect(await outcome(bytes)).toBe(refusal);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('whatever the bytes', () => {
  const answers = async (bytes: Uint8Array) => {
    const result = await processPhoto(bytes, key);
    return result.ok ? result.jpeg.length > 0 : result.refusal.length > 0;
  };

  test('there is an answer to random ones, with and without the first bytes of an image', async () => {
    const heads = ['', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF\x99\0\0\0WEBPVP8 ', '\0\0\0\x18ftypheic', '<svg'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 3_000 }), (head, tail) =>
        answers(Buffer.concat([Buffer.from(head, 'latin1'), tail])),
      ),
      { numRuns: 300 },
    );
  });

  test('there is an answer to images with changed, lost and doubled bytes', async () => {
    const images = await Promise.all([
      picture(220, 210).jpeg().toBuffer(),
      picture(220, 210).jpeg({ progressive: true }).toBuffer(),
      picture(220, 210).png().toBuffer(),
      picture(220, 210).webp().toBuffer(),
    ]);
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...images),
        fc.array(change, { maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (image, changes, cut, twice) => {
          const bytes = Buffer.from(image);
          for (const { at, value } of changes) bytes[Math.floor(at * (bytes.length - 1))] = value;
          const head = bytes.subarray(0, Math.ceil(cut * bytes.length));
          return answers(twice ? Buffer.concat([head, bytes]) : bytes);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** The markers of a JPEG's segments, up to its first scan. */
function segmentsOf(jpeg: Buffer): number[] {
  const markers: number[] = [];
  for (let at = 2; at + 4 <= jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    markers.push(marker);
    if (marker === 0xda) break;
  }
  return markers;
}
