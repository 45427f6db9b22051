import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDatabaseAway } from '../../src/actions/take-updates.ts';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { openS3PhotoStore, type S3Place } from '../../src/storage/s3-photo-store.ts';
import { S3_STARTS_WITHIN_MS, type S3Server, startS3, withS3 } from '../support/s3.ts';

const ID = 'ab12cd34-0000-4000-8000-000000000001';

async function idsOf(store: PhotoStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.ids()) ids.push(id);
  return ids.sort();
}

withS3('the S3 photo store, on a server', () => {
  let server: S3Server;
  let store: PhotoStore;
  beforeAll(async () => {
    server = await startS3();
    store = await openPhotoStore({ folder: '/nowhere', s3: server.place });
  }, S3_STARTS_WITHIN_MS);
  afterAll(() => server?.stop());

  test('gives back what was put, to another process too; knows its day; and nothing more after it was deleted', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    const before = new Date().toISOString().slice(0, 10);
    await store.put(ID, bytes);
    const another = openS3PhotoStore(server.place);
    expect(await another.get(ID)).toEqual(bytes);
    expect([before, new Date().toISOString().slice(0, 10)]).toContain(await another.dayOf(ID));
    expect(await idsOf(another)).toEqual([ID]);
    await another.delete(ID);
    await another.delete(ID);
    expect([await store.get(ID), await store.dayOf(ID), await idsOf(store)]).toEqual([undefined, undefined, []]);
  });

  test('put twice is put once; other bytes replace the old ones as a whole', async () => {
    await store.put(ID, Buffer.alloc(300_000, 1));
    await store.put(ID, Buffer.alloc(300_000, 1));
    const reads = Array.from({ length: 8 }, async () => (await store.get(ID))?.toString('latin1'));
    await store.put(ID, Buffer.alloc(200_000, 2));
    const whole = [Buffer.alloc(300_000, 1), Buffer.alloc(200_000, 2)].map((bytes) => bytes.toString('latin1'));
    for (const read of await Promise.all(reads)) expect(whole.includes(read ?? '')).toBe(true);
    expect(await store.get(ID)).toEqual(Buffer.alloc(200_000, 2));
    await store.delete(ID);
  });

  test('many at once are all whole, and more than a page are all listed', async () => {
    const ids = Array.from({ length: 30 }, () => randomUUID()).sort();
    await Promise.all(ids.map((id, n) => store.put(id, Buffer.alloc(20_000, n))));
    expect(await idsOf(store)).toEqual(ids);
    expect(await store.get(ids[7] ?? '')).toEqual(Buffer.alloc(20_000, 7));
    await Promise.all(ids.map((id) => store.delete(id)));
    expect(await idsOf(store)).toEqual([]);
  });

  test('refuses what is no id, and does not ask the server', async () => {
    await expect(store.get('../../../etc/passwd')).rejects.toThrow('Not a photo id');
    await expect(store.put(ID.toUpperCase(), Buffer.from('x'))).rejects.toThrow('Not a photo id');
  });

  test.each([
    ['a wrong secret', { secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
    ['an unknown user', { accessKeyId: 'test:nobody' }, 'InvalidAccessKeyId|SignatureDoesNotMatch|AccessDenied'],
    ['a bucket that is not there', { bucket: 'another' }, 'NoSuchBucket'],
  ])('%s is a fault, not a missing photo', async (_, change: Partial<S3Place>, name) => {
    const wrong = openS3PhotoStore({ ...server.place, ...change });
    await expect(wrong.get(ID)).rejects.toMatchObject({ name: expect.stringMatching(name) });
    await expect(wrong.put(ID, Buffer.from('x'))).rejects.toMatchObject({ name: expect.stringMatching(name) });
  });
});

describe('the S3 photo store, on what a server may answer', () => {
  let server: Server;
  let place: S3Place;
  let answers: ((path: string) => { status: number; body: string })[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const { status, body } = (answers.shift() ?? (() => ({ status: 200, body: '' })))(request.url ?? '');
      request.resume();
      request.on('end', () => response.writeHead(status, { 'content-type': 'application/xml' }).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'somebody', secretAccessKey: 'secret' };
    place = { endpoint: `http://127.0.0.1:${port}`, bucket: 'photos', region: 'eu-central-1', ...credentials };
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const busy = () => ({ status: 503, body: '<Error><Code>SlowDown</Code><Message>later</Message></Error>' });

  test('tries again what the server was too busy for', async () => {
    answers = [busy];
    await openS3PhotoStore(place).put(ID, Buffer.from('x'));
    expect(asked).toEqual(Array(2).fill(`PUT /photos/ab/12/${ID}?x-id=PutObject`));
  });

  test('throws when it stays so, with nothing of the place in the message', async () => {
    answers = [busy, busy, busy, busy];
    const failed = await openS3PhotoStore(place)
      .put(ID, Buffer.from('x'))
      .catch((error: Error) => error);
    expect(failed).toMatchObject({ name: 'SlowDown' });
    expect(String(failed)).not.toMatch(/somebody|secret|photos|ab12/);
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['get', 'the photo', (store: PhotoStore) => store.get(ID)],
    ['put', 'what it has to say', (store: PhotoStore) => store.put(ID, Buffer.from('x'))],
  ])('%s does not wait for a server that stops in the middle of %s', async (_, __, ask) => {
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-length': 2_000 });
      response.write(Buffer.alloc(1_000));
    });
    await expect(ask(openS3PhotoStore(place, { answerWithinMs: 100 }))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test.each([{ how: 'is not there' }, { how: 'hangs up' }])(
    'a server that $how is not taken for the database',
    async ({ how }) => {
      if (how === 'is not there') server.close();
      else server.prependListener('connection', (socket) => socket.destroy());
      const store = openS3PhotoStore(place);
      const asks = [
        () => store.put(ID, Buffer.from('x')),
        () => store.get(ID),
        () => store.dayOf(ID),
        () => store.delete(ID),
        () => idsOf(store),
      ];
      for (const asked of asks) {
        const failed = await asked().catch((error: Error) => error);
        expect(failed).toMatchObject({ code: 'photo-store-away' });
        expect(isDatabaseAway(failed)).toBe(false);
        expect(String(failed)).not.toMatch(/127\.0\.0\.1|somebody|secret|photos\//);
      }
    },
  );

  test('lists page after page, and passes over what is no photo', async () => {
    const page = (keys: string[], next?: string) => () => ({
      status: 200,
      body: `<ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>${
        next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
      }${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`,
    });
    const other = 'ff12cd34-0000-4000-8000-000000000002';
    answers = [page([`ab/12/${ID}`, 'readme.txt', `xx/12/${ID}`], 'further'), page([`ff/12/${other}`])];
    expect(await idsOf(openS3PhotoStore(place))).toEqual([ID, other]);
    expect(asked[1]).toContain('continuation-token=further');
  });
});
