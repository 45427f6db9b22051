import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { createBackupKeys, type Piece, readBackup, writeBackup } from '../../../scripts/backup/container.ts';

async function written(pieces: readonly Piece[], publicKey: Buffer): Promise<Buffer> {
  const to = new PassThrough();
  const whole = buffer(to);
  const writer = await writeBackup(to, publicKey);
  for (const { kind, bytes } of pieces) await writer.write(kind, bytes);
  await writer.end('e', Buffer.from('end'));
  to.end();
  return whole;
}

async function read(file: Buffer, privateKey: Buffer): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const piece of readBackup(Readable.from([file]), privateKey)) pieces.push(piece);
  return pieces;
}

const faultOf = (file: Buffer, privateKey: Buffer) =>
  read(file, privateKey).then(
    () => 'it was read',
    (error: Error) => `${error.name}: ${error.message}`,
  );

const pieces = fc.array(fc.record({ kind: fc.constantFrom('t', 'r', 'p'), bytes: fc.uint8Array().map(Buffer.from) }), {
  maxLength: 8,
});

test('what was written is read, however it is cut', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  await fc.assert(
    fc.asyncProperty(pieces, async (given) => {
      const file = await written(given, publicKey);
      expect(await read(file, privateKey)).toEqual([...given, { kind: 'e', bytes: Buffer.from('end') }]);
    }),
    { numRuns: 50 },
  );
});

test('three megabytes become several pieces, and are the same again', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  const bytes = Buffer.alloc(3_000_000, 'abcdefg');
  const back = await read(await written([{ kind: 'r', bytes }], publicKey), privateKey);
  expect(back.length).toBe(4);
  expect(Buffer.concat(back.slice(0, -1).map((piece) => piece.bytes)).equals(bytes)).toBe(true);
});

test('whatever byte is changed, and wherever it is cut off, it is not read to its end', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  const file = await written([{ kind: 'r', bytes: Buffer.from('a row of somebody') }], publicKey);
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ by;
      expect(await faultOf(changed, privateKey)).toMatch(/^BackupFault: /);
      expect(await faultOf(file.subarray(0, at), privateKey)).toMatch(/^BackupFault: /);
    }),
    { numRuns: 150 },
  );
});

test('a length that no piece can have is a fault in our words', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  const file = await written([{ kind: 'r', bytes: Buffer.from('a row of somebody') }], publicKey);
  const atLength = 8 + 80 + 24;
  for (const length of [0, 1, 16, 17, 2 ** 32 - 1]) {
    const changed = Buffer.from(file);
    changed.writeUInt32BE(length, atLength);
    expect(await faultOf(changed, privateKey)).toBe('BackupFault: The backup was changed.');
  }
});

test('pieces that are left out, doubled or moved are found', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  const file = await written(
    ['one', 'two'].map((text) => ({ kind: 'r', bytes: Buffer.from(text) })),
    publicKey,
  );
  const begins = 8 + 80 + 24;
  const size = 4 + 4 + 17;
  const [head, one, two, end] = [
    file.subarray(0, begins),
    file.subarray(begins, begins + size),
    file.subarray(begins + size, begins + 2 * size),
    file.subarray(begins + 2 * size),
  ];
  for (const [parts, fault] of [
    [[head, two, end], 'The backup was changed.'],
    [[head, one, one, two, end], 'The backup was changed.'],
    [[head, two, one, end], 'The backup was changed.'],
    [[head, one, two], 'The backup ends too early.'],
    [[head, one, two, end, one], 'The backup goes on after its end.'],
  ] as const)
    expect(await faultOf(Buffer.concat([...parts]), privateKey)).toBe(`BackupFault: ${fault}`);
});

test('nobody else opens it, and nothing else is taken for one', async () => {
  const { publicKey, privateKey } = await createBackupKeys();
  const file = await written([], publicKey);
  expect(file.includes('end')).toBe(false);
  expect(await faultOf(file, (await createBackupKeys()).privateKey)).toBe(
    'BackupFault: The backup was made for another key.',
  );
  expect(await faultOf(Buffer.from('PGDMP and more'), privateKey)).toBe('BackupFault: This is no backup of Golos.');
});
