import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { photoPlace } from '../../src/config/photo-place.ts';
import { openPhotoStore } from '../../src/storage/open-photo-store.ts';
import { sizeOf } from '../backup/backup-file.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { openServer } from '../open-record.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { MIGRATIONS } from './migrations-folder.ts';

/** `golos restore` */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'write a backup into an empty database',
  usage: `usage: golos restore FILE --key FILE [--json]

Writes a backup into the database of DATABASE_URL, or a new embedded one in DATA_DIR, which must be empty, and its photos
to where photos are kept. All rows or none: a file that was changed or cut off leaves the database without a row.
Nothing of Golos may be running on it. Keyrings come from their own backups.

  --key FILE   the private backup key
  --json       print the result as JSON`,
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Problem('Which backup?', 2);
  if (values.key === undefined) throw new Problem('--key FILE is the private backup key.', 2);
  const privateKey = await readKey(values.key);
  const bytes = await sizeOf(file);
  if (bytes === undefined) throw new Problem(`There is no ${file}.`);
  const config = context.config();
  const store = await openPhotoStore(photoPlace(config));
  const start = performance.now();
  const record = await openServer(config);
  const progress = context.progress('Restoring', bytes);
  try {
    let read = 0;
    const { database } = record;
    const onPiece = (piece: number) => {
      read += piece;
      progress.update(read);
    };
    const restored = await restoreBackup(
      { database, store, privateKey, migrations: MIGRATIONS, onPiece },
      createReadStream(file, { highWaterMark: 1 << 20 }),
    ).finally(() => progress.stop());
    const seconds = (performance.now() - start) / 1_000;
    if (values.json) context.print(JSON.stringify({ ...restored, seconds }));
    else {
      const { rows, tables, photos, madeOn } = restored;
      context.print(
        `Restored the backup of ${madeOn}: ${rows.toLocaleString('en')} rows of ${tables} tables, ${photos.toLocaleString('en')} photos, in ${seconds.toFixed(1)} s.`,
      );
      context.print('Every row that another one names is there. Put the keyrings where they belong before you start.');
    }
    return 0;
  } finally {
    await record.close();
  }
}

async function readKey(path: string): Promise<Buffer> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Problem(`Cannot read ${path} (${codeOf(error)}).`);
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new Problem(`${path} is no private backup key.`);
  return key;
}
