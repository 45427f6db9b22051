import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import {
  BackupFault,
  type BackupKeys,
  createBackupKeys,
  readBackup,
  writeBackup,
} from '../../scripts/backup/container.ts';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { writeSite } from '../../scripts/export/write-site.ts';
import { Problem } from '../../scripts/problem.ts';
import { verifyFolder } from '../../scripts/verify/verify-folder.ts';
import { readAsserted, readCreated } from '../../src/actions/organizers/passkey-ceremony.ts';
import { chroniclePart } from '../../src/http/pages/chronicle/part.ts';
import { solidarityPart } from '../../src/http/pages/solidarity/part.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { appliedMigrations, tablesWithRows } from '../../src/storage/backup.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { joinShares, keyShare, splitSecret } from '../../src/storage/key-shares.ts';
import { type ClonedDatabase, cloneDatabase } from '../support/database.ts';
import {
  anyBytes,
  FUZZ_TEST_MS,
  fuzz,
  hostileText,
  mutatedBytes,
  mutatedJson,
  withFlatMemory,
} from '../support/fuzz.ts';
import { softwarePasskey } from '../support/software-passkey.ts';
import { publicAppeal, publicFund } from '../support/solidarity.ts';
import { someEdition } from '../support/some-edition.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('backups', () => {
  let keys: BackupKeys;
  beforeAll(async () => {
    keys = await createBackupKeys();
  });

  type Pieces = readonly (readonly [kind: string, bytes: Buffer])[];
  async function sealed(pieces: Pieces): Promise<Buffer> {
    const to = new PassThrough();
    const all = buffer(to);
    const writer = await writeBackup(to, keys.publicKey);
    for (const [kind, bytes] of pieces.slice(0, -1)) await writer.write(kind, bytes);
    const [kind, bytes] = pieces.at(-1) ?? ['e', Buffer.alloc(0)];
    await writer.end(kind, bytes);
    to.end();
    return all;
  }

  test(
    'whatever a file is, its pieces are those that were written, or it is refused in our words',
    async () => {
      const whole = await sealed([
        ['h', Buffer.from('{"format":1}')],
        ['r', randomBytes(3_000)],
        ['e', Buffer.from('{}')],
      ]);
      await withFlatMemory(() =>
        fuzz(fc.oneof(mutatedBytes(whole), anyBytes), async (bytes) => {
          const read: string[] = [];
          try {
            for await (const { kind } of readBackup(Readable.from([bytes]), keys.privateKey)) read.push(kind);
          } catch (error) {
            expect(error).toBeInstanceOf(BackupFault);
            return;
          }
          expect([read, bytes.equals(whole)]).toEqual([['h', 'r', 'e'], true]);
        }),
      );
    },
    FUZZ_TEST_MS,
  );

  describe('made by somebody who has the public key', () => {
    let empty: ClonedDatabase;
    let database: Database;
    let migrations: string[];
    beforeAll(async () => {
      // Migrated already, and without a row: what is tried is the file.
      empty = await cloneDatabase();
      database = openDatabase({ url: empty.url, max: 2 });
      migrations = await appliedMigrations(database.pool);
    });
    afterAll(async () => {
      await database.close();
      await empty.drop();
    });

    test(
      'is refused in one line, and leaves no row',
      async () => {
        const json = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '');
        const header = { format: 1, madeOn: '2020-08-09', migrations, sequences: { outbox_id_seq: '7' }, leftOut: [] };
        const table = { name: 'updates', columns: ['update_key', 'day'] };
        const store = await openFolderPhotoStore({ folder: join(folder, 'photos') });
        const piece = fc.oneof(
          mutatedJson(table).map((value): [string, Buffer] => ['t', json(value)]),
          fc.constant<[string, Buffer]>(['t', json(table)]),
          mutatedBytes('\\\\x01\t2020-08-09\n').map((bytes): [string, Buffer] => ['r', bytes]),
          mutatedBytes(Buffer.concat([Buffer.from(randomUUID()), Buffer.from([0, 0, 0, 5])])).map(
            (bytes): [string, Buffer] => ['p', bytes],
          ),
          anyBytes.map((bytes): [string, Buffer] => ['b', bytes]),
          fc.tuple(fc.constantFrom('x', 't', 'h', 'e', 'p'), anyBytes),
        );
        const first = fc.oneof(
          { weight: 4, arbitrary: fc.constant<unknown>(header) },
          { weight: 1, arbitrary: mutatedJson({ ...header, migrations: migrations.slice(0, 1) }) },
        );
        await withFlatMemory(() =>
          fuzz(
            fc.tuple(first, fc.array(piece, { minLength: 1, maxLength: 5 })),
            async ([head, pieces]) => {
              const bytes = await sealed([
                ['h', json(head)],
                ...pieces,
                ['e', json({ tables: 99, rows: 9, photos: 9 })],
              ]);
              const deps = {
                database,
                store,
                privateKey: keys.privateKey,
                migrations: join(process.cwd(), 'migrations'),
              };
              const problem = await restoreBackup(deps, Readable.from([bytes])).then(
                () => undefined,
                (error: unknown) => error,
              );
              expect(problem).toBeInstanceOf(Problem);
              expect(problem instanceof Error && problem.message.split('\n')).toHaveLength(1);
            },
            { runs: 40 },
          ),
        );
        expect(await tablesWithRows(database.pool)).toEqual([]);
      },
      FUZZ_TEST_MS,
    );
  });
});

test(
  'shares of a key: whatever is put together is what was split, or nothing',
  async () => {
    const secret = JSON.stringify({ identity: randomBytes(32).toString('base64') });
    const shares = await splitSecret(secret, 2, 3);
    const share = fc.oneof(fc.constantFrom<unknown>(...shares), fc.constantFrom(...shares).chain(mutatedJson));
    await withFlatMemory(() =>
      fuzz(
        fc.array(share, { maxLength: 4 }),
        async (given) => {
          const read = given.map((one) => keyShare.safeParse(one)).flatMap((one) => (one.success ? [one.data] : []));
          const joined = await joinShares(read);
          if (joined.ok) expect(joined.secret).toBe(secret);
        },
        { runs: 1_000 },
      ),
    );
  },
  FUZZ_TEST_MS,
);

test(
  'passkeys: nothing but what an authenticator signed is one',
  async () => {
    const [origin, challenge] = ['https://golos.example', randomBytes(32).toString('base64url')];
    const asked = { origin, challenge, rpId: 'golos.example' };
    const key = softwarePasskey();
    const [made, signed] = [key.create(asked), key.sign(asked)];
    const passkey = await readCreated(origin, challenge, made);
    if (passkey === undefined) throw new Error('the unchanged one is refused');
    const row = { ...passkey, counter: 0, organizerId: randomUUID(), addedOn: '2020-08-09' };
    const like = (text: string) =>
      fc.oneof(
        mutatedBytes(text).map(String),
        mutatedJson(JSON.parse(text)).map((value) => JSON.stringify(value) ?? ''),
        hostileText,
        // The parts themselves: CBOR, client data, a signature.
        fc
          .constantFrom(...partsOf(text))
          .chain((part) =>
            mutatedBytes(Buffer.from(part, 'base64url')).map((bytes) =>
              text.replace(part, bytes.toString('base64url')),
            ),
          ),
      );
    await withFlatMemory(() =>
      fuzz(
        fc.tuple(like(made), like(signed)),
        async ([creation, assertion]) => {
          const created = await readCreated(origin, challenge, creation);
          // There is no attestation: whoever makes a passkey may say of themselves what they like.
          if (created !== undefined) expect(created.credentialId.length).toBeLessThan(1_024);
          const read = readAsserted(assertion);
          const verified = await read?.verify(origin, challenge, row);
          if (verified !== undefined) expect(verified.counter).toBe(1);
        },
        { runs: 300 },
      ),
    );
  },
  FUZZ_TEST_MS,
);

function partsOf(text: string): string[] {
  const { response } = JSON.parse(text) as { response: Record<string, unknown> };
  return Object.values(response).filter((part) => typeof part === 'string');
}

describe('`golos verify`', () => {
  const quiet = { progress: () => ({ update: () => undefined, stop: () => undefined }), catalogues: loadCatalogues() };
  let data: string;
  let site: string;
  beforeAll(async () => {
    site = join(folder, 'site');
    data = join(folder, 'data');
    const parts = [
      chroniclePart([]),
      solidarityPart({
        asOf: '2026-08-10',
        funds: [publicFund('lagoda')],
        appeals: [publicAppeal('abcd1234', 'lagoda')],
      }),
    ];
    await writeSite(someEdition(), parts, site, quiet);
    await cp(join(site, 'data'), data, { recursive: true });
  });

  /** Changes one file of a folder for as long as it is checked. */
  async function changing(of: string, file: string, bytes: Buffer): Promise<void> {
    const path = join(of, file);
    const before = await readFile(path);
    await writeFile(path, bytes);
    try {
      const { differences } = await verifyFolder(of, quiet);
      expect([file, differences.length > 0]).toEqual([file, !bytes.equals(before)]);
    } finally {
      await writeFile(path, before);
    }
  }

  test(
    'data files that were changed in any way are told, and break nothing',
    async () => {
      const names = (await readdir(data)).sort();
      const files = await Promise.all(names.map(async (name) => [name, await readFile(join(data, name))] as const));
      const changed = fc
        .constantFrom(...files)
        .chain(([name, bytes]) =>
          fc.tuple(fc.constant(name), fc.oneof(mutatedBytes(bytes), anyBytes, editionLike(name, bytes))),
        );
      await withFlatMemory(() => fuzz(changed, ([name, bytes]) => changing(data, name, bytes), { runs: 60 }));
    },
    FUZZ_TEST_MS,
  );

  const editionLike = (name: string, bytes: Buffer) =>
    name.endsWith('.json')
      ? mutatedJson(JSON.parse(bytes.toString())).map((value) => Buffer.from(JSON.stringify(value) ?? ''))
      : fc.constant(bytes);

  test(
    'so are parts and pages of a whole site',
    async () => {
      const found = await readdir(site, { recursive: true, withFileTypes: true });
      const pages = found.filter((entry) => entry.isFile() && /\.(json|html)$/.test(entry.name));
      const names = pages.map((entry) => relative(site, join(entry.parentPath, entry.name))).sort();
      const files = await Promise.all(names.map(async (name) => [name, await readFile(join(site, name))] as const));
      const json = files.filter(([name]) => name.endsWith('.json'));
      const changed = fc
        .oneof(fc.constantFrom(...json), fc.constantFrom(...files))
        .chain(([name, bytes]) => fc.tuple(fc.constant(name), fc.oneof(mutatedBytes(bytes), editionLike(name, bytes))));
      await withFlatMemory(() => fuzz(changed, ([name, bytes]) => changing(site, name, bytes), { runs: 8 }));
    },
    FUZZ_TEST_MS,
  );
});
