import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Smooth hills with some grain, other ones for every seed; to be encoded by the test. */
export function picture(width: number, height: number, { seed = 1 } = {}): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  const hills = (length: number, count: number, shift: number) =>
    Float64Array.from({ length }, (_, at) => 45 * Math.sin((count * at) / length + shift));
  const columns = hills(width, 5 + ((seed * 7) % 11), seed * 2);
  const rows = hills(height, 4 + ((seed * 5) % 7), seed);
  // Jest looks up a global anew at each use.
  const { imul } = Math;
  let grain = seed;
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      grain = (imul(grain, 1_664_525) + 1_013_904_223) >>> 0;
      const value = 130 + row + column + (grain >>> 29);
      pixels[at++] = value;
      pixels[at++] = value - 8;
      pixels[at++] = value - 20;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** One chunk of a PNG, with its length and checksum. */
export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

/** The beginning of a PNG, up to its first chunk; RGB of eight bits unless told. */
export function pngHeader(width: number, height: number, { depth = 8, colour = 2 } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = depth;
  header[9] = colour;
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header)]);
}

/** A JPEG with one more segment after its first two bytes. */
export function jpegWithSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

/** A JPEG whose frame header claims another size. */
export function jpegWithSize(jpeg: Buffer, width: number, height: number): Buffer {
  const forged = Buffer.from(jpeg);
  for (let at = 2; at + 9 < forged.length; at += 2 + forged.readUInt16BE(at + 2)) {
    const marker = forged[at + 1];
    if (marker === 0xc0 || marker === 0xc2) {
      forged.writeUInt16BE(height, at + 5);
      forged.writeUInt16BE(width, at + 7);
      return forged;
    }
  }
  throw new Error('not a JPEG');
}

/** A black bitmap. */
export function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(54 + width * height * 4);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(32, 28);
  return bytes;
}

/** The first entry of an archive, which is what tells one. */
export function zip(name: string, deflated: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 0, 'latin1');
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(deflated.length, 18);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), deflated]);
}
