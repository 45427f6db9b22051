import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import sharp from 'sharp';
import { telegramReceiver } from '../../bots/telegram/receiver.ts';
import { senderOf } from '../../bots/viber/callbacks.ts';
import { viberReceiver } from '../../bots/viber/receiver.ts';
import { readDotenv } from '../../scripts/dotenv.mjs';
import { readableLine } from '../../scripts/start/log-lines.ts';
import { processPhoto } from '../../src/actions/process-photo.ts';
import { readStationFile } from '../../src/actions/read-station-file.ts';
import { readTable } from '../../src/actions/tables/read-table.ts';
import { loadConfig } from '../../src/config/config.ts';
import { readStored } from '../../src/dialogues/replay-log.ts';
import { canonicalJson, type Json } from '../../src/domain/canonical-json.ts';
import { readElectionFile } from '../../src/domain/election-file.ts';
import { editionProblems, editionSchema } from '../../src/domain/finding/edition-schema.ts';
import { parseArea } from '../../src/domain/marches/area-text.ts';
import { normalizePhone } from '../../src/domain/phones.ts';
import { readRichText } from '../../src/domain/rich-text.ts';
import { closeness, foldForSearch, parseStationQuery } from '../../src/domain/station-search.ts';
import { surveyDefinition } from '../../src/domain/surveys/definition.ts';
import { problemsOf } from '../../src/domain/surveys/problems.ts';
import { queries } from '../../src/http/api/schemas.ts';
import { formValues, queryValues } from '../../src/http/console/frame/form.ts';
import { pageLanguage } from '../../src/http/language.ts';
import { createPlaceKey, isNear } from '../../src/http/limits.ts';
import { start, typedText } from '../../src/messaging/typed-text.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import { decryptPhoto, encryptPhoto } from '../../src/storage/photo-crypto.ts';
import {
  anyBytes,
  FUZZ_TEST_MS,
  fuzz,
  hostileText,
  mutatedBytes,
  mutatedJson,
  withFlatMemory,
} from '../support/fuzz.ts';
import { Markers, markedCallbacks, markedUpdates } from '../support/marked-inputs.ts';
import { picture } from '../support/pictures.ts';
import { someEdition } from '../support/some-edition.ts';
import { someSurvey } from '../support/some-survey.ts';
import { packZip, workbookParts } from '../support/workbook.ts';

const STATIONS =
  'code,region,district,address,latitude,longitude\n1,Minsk,Center,"School, 5",53.9,27.5\n2,Brest,South,Club,52,23.7\n';
const ELECTION = {
  id: 'test-2020',
  name: { be: 'Выбары', ru: 'Выборы', en: 'Election' },
  opensOn: '2020-08-04',
  closesOn: '2020-08-09',
  timeZone: 'Europe/Minsk',
  choices: [
    { id: 'oak', name: { be: 'Дуб', ru: 'Дуб', en: 'Oak' } },
    { id: 'elm', name: { be: 'Вяз', ru: 'Вяз', en: 'Elm' } },
  ],
};
const WORKBOOK = packZip(
  workbookParts({
    Results: [
      ['station', 'oak'],
      ['01', 5],
      ['02', 7],
    ],
  }),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golos-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readAll(bytes: Buffer): Promise<void> {
  const table = await readTable(Readable.from([bytes]), { known: {}, headerWorth: ({ length }) => length });
  if (!table.ok) return;
  for await (const batch of table.batches) if (!batch.ok) break;
  await table.close();
}

async function readStations(bytes: Buffer): Promise<void> {
  const file = await readStationFile(Readable.from([bytes]), {});
  if (!file.ok) return;
  for await (const row of file.rows) if ('broken' in row) break;
  await file.close();
}

/** Everything that reads what others wrote as text. It answers, whatever the text is. */
const TEXTS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['what somebody typed', typedText],
  ['a deep link', start],
  ['a phone', normalizePhone],
  ['a search', (text) => [parseStationQuery(text), foldForSearch(text), closeness(text, 'школа')]],
  ['marked text', readRichText],
  ['an area of a march', parseArea],
  ['an election file', readElectionFile],
  ['a stored dialogue', readStored],
  ['a query', (text) => queryValues(`/x?${text}`).names()],
  ['a form', (text) => formValues(new URLSearchParams(text)).names()],
  ['a language', (text) => pageLanguage(text, text)],
  ['an address', (text) => [isNear(text), createPlaceKey()(text)]],
  ['a log line', (text) => readableLine('web', text)],
  [
    'a variable',
    (text) => loadConfig({ PORT: text, PUBLIC_URL: text, TELEGRAM_BOT_TOKEN: text, VIBER_BOT_NAME: text }),
  ],
  [
    'parameters for programs',
    (text) => Object.values(queries).map((query) => query.safeParse({ after: text, limit: text, depth: text })),
  ],
];

test.each(TEXTS)(
  '%s is read, whatever it is',
  (_, read) => withFlatMemory(() => fuzz(hostileText, read)),
  FUZZ_TEST_MS,
);

const telegram = telegramReceiver({ secret: 'secret' });
const viber = viberReceiver({ authToken: 'token', name: 'Golos' });
const [updates, callbacks] = [markedUpdates(new Markers()), markedCallbacks(new Markers())];
const asBytes = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '');

describe('webhooks’ bodies', () => {
  test.each([
    ['Telegram', telegram, updates],
    ['Viber', viber, callbacks],
  ])(
    '%s: every one is an update, nothing, or unknown',
    (_, receiver, samples) => {
      const bodies = fc.oneof(
        anyBytes,
        mutatedBytes(...samples.map(asBytes)),
        fc
          .constantFrom(...samples)
          .chain(mutatedJson)
          .map(asBytes),
        fc.nat(20_000).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))),
      );
      return withFlatMemory(() =>
        fuzz(bodies, (body) => expect(['incoming', 'ignored', 'unknown']).toContain(receiver.parse(body).kind), {
          runs: 3_000,
        }),
      );
    },
    FUZZ_TEST_MS,
  );

  test(
    'proofs of every shape prove nothing',
    () =>
      fuzz(
        fc.tuple(fc.oneof(hostileText, fc.array(fc.string()), fc.constant(undefined)), anyBytes),
        ([given, body]) => {
          const header = given as string | undefined;
          expect(telegram.verify({ 'x-telegram-bot-api-secret-token': header }, body)).toBe(false);
          expect(viber.verify({ 'x-viber-content-signature': header }, body)).toBe(false);
        },
      ),
    FUZZ_TEST_MS,
  );

  test(
    'who wrote is told, or not',
    () => fuzz(fc.constantFrom(...callbacks).chain(mutatedJson), senderOf),
    FUZZ_TEST_MS,
  );
});

describe('files', () => {
  test(
    'tables: workbooks and CSV',
    () => withFlatMemory(() => fuzz(fc.oneof(mutatedBytes(WORKBOOK, STATIONS), anyBytes), readAll)),
    FUZZ_TEST_MS,
  );

  test(
    'stations',
    () =>
      fuzz(
        fc.oneof(
          mutatedBytes(STATIONS),
          hostileText.map((text) => Buffer.from(text)),
        ),
        readStations,
      ),
    FUZZ_TEST_MS,
  );

  test(
    'pictures',
    async () => {
      const small = picture(320, 320);
      const [jpeg, png, webp, progressive] = await Promise.all([
        small.jpeg().toBuffer(),
        small.png().toBuffer(),
        small.webp().toBuffer(),
        small.jpeg({ progressive: true }).toBuffer(),
      ]);
      const heif = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), randomBytes(200)]);
      sharp.cache(false);
      const key = randomBytes(32);
      await withFlatMemory(() =>
        fuzz(fc.oneof(mutatedBytes(jpeg, png, webp, progressive, heif), anyBytes), async (bytes) => {
          const kept = await processPhoto(bytes, key);
          if (kept.ok) expect((await sharp(kept.jpeg).metadata()).format).toBe('jpeg');
        }),
      );
    },
    FUZZ_TEST_MS,
  );

  test(
    'kept photos open only as they were',
    () => {
      const [key, id] = [randomBytes(32), '00000000-0000-4000-8000-000000000001'];
      const photo = encryptPhoto(id, Buffer.from('pixels'), key);
      return fuzz(fc.tuple(mutatedBytes(photo.sealed), mutatedBytes(photo.wrappedKey)), ([sealed, wrapped]) => {
        const opened = decryptPhoto(id, sealed, wrapped, key);
        const isSame = sealed.equals(photo.sealed) && wrapped.equals(photo.wrappedKey);
        expect(opened).toEqual(
          isSame ? { ok: true, bytes: Buffer.from('pixels') } : { ok: false, reason: 'unreadable' },
        );
      });
    },
    FUZZ_TEST_MS,
  );

  test(
    'keyrings are refused in one line',
    () =>
      fuzz(
        fc.oneof(mutatedBytes(JSON.stringify({ identity: randomBytes(32).toString('base64') })), anyBytes),
        async (bytes) => {
          const path = join(folder, 'keys.json');
          await writeFile(path, bytes);
          await expect(readKeyring(path, 'sender')).rejects.toThrow(/^The keyring [^\n]*$/);
        },
      ),
    FUZZ_TEST_MS,
  );

  test(
    '.env',
    () =>
      fuzz(fc.oneof(mutatedBytes('A=1\nB="x" # y\nexport C=d'), hostileText), async (text) => {
        const path = join(folder, '.env');
        await writeFile(path, text);
        const read = readDotenv(path);
        if ('problem' in read) expect(read.problem.split('\n')).toHaveLength(1);
      }),
    FUZZ_TEST_MS,
  );
});

describe('documents', () => {
  test(
    'election files',
    () => fuzz(mutatedJson(ELECTION), (value) => readElectionFile(JSON.stringify(value) ?? '')),
    FUZZ_TEST_MS,
  );

  test(
    'surveys: whatever has the shape of one has a list of problems',
    () =>
      fuzz(mutatedJson(someSurvey()), (value) => {
        const parsed = surveyDefinition.safeParse(value);
        if (parsed.success) problemsOf('a-survey', parsed.data);
      }),
    FUZZ_TEST_MS,
  );

  test(
    'editions',
    () =>
      fuzz(mutatedJson(someEdition()), (value) => {
        const parsed = editionSchema.safeParse(value);
        if (parsed.success) editionProblems(parsed.data);
      }),
    FUZZ_TEST_MS,
  );

  test(
    'canonical JSON means the same as it did',
    () =>
      fuzz(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    FUZZ_TEST_MS,
  );
});
